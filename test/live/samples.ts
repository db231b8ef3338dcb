// Nothing in, small real files out: a picture, a document of one sentence as PDF and as DOCX; made here, so that nothing has to be fetched.

import { crc32, deflateSync } from 'node:zlib';
import type { MediaContent } from '../../src/shared/step.ts';

const word = (value: number, bytes: 2 | 4, order: 'LE' | 'BE' = 'LE') => {
  const buffer = Buffer.alloc(bytes);
  if (order === 'BE') buffer.writeUInt32BE(value);
  else if (bytes === 2) buffer.writeUInt16LE(value);
  else buffer.writeUInt32LE(value);
  return buffer;
};

/** A square of one colour, PNG. */
function square(rgb: readonly [number, number, number], side = 64): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    return Buffer.concat([word(data.length, 4, 'BE'), named, word(crc32(named), 4, 'BE')]);
  };
  const head = Buffer.concat([word(side, 4, 'BE'), word(side, 4, 'BE'), Buffer.from([8, 2, 0, 0, 0])]);
  const rows = Buffer.concat(Array(side).fill(Buffer.from([0, ...Array(side).fill(rgb).flat()])));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function page(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = '%PDF-1.7\n';
  const places = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj${body}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer<</Size 6/Root 1 0 R>>`;
  return Buffer.from(`${file}${table}\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}

/** An archive whose files are stored as they are. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const facts = [word(0, 4), word(0, 4), word(crc32(data), 4), word(data.length, 4), word(data.length, 4)];
    const both = Buffer.concat([word(20, 2), ...facts, word(name.length, 2), word(0, 2)]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), both, Buffer.from(name), data]);
    const rest = [word(0, 2), word(0, 2), word(0, 2), word(0, 4), word(at, 4), Buffer.from(name)];
    table.push(Buffer.concat([Buffer.from('PK\x01\x02'), word(20, 2), both, ...rest]));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(table);
  const counts = [word(0, 2), word(0, 2), word(table.length, 2), word(table.length, 2)];
  const end = [Buffer.from('PK\x05\x06'), ...counts, word(list.length, 4), word(at, 4), word(0, 2)];
  return Buffer.concat([...parts, list, ...end]);
}

const office = 'http://schemas.openxmlformats.org';
const docx = (text: string) =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
  });

const part = (type: MediaContent['type'], mime_type: string, data: Buffer): MediaContent => ({
  type,
  mime_type,
  data: data.toString('base64'),
});

export const redSquare = part('image', 'image/png', square([220, 20, 20]));
export const otterPage = part('document', 'application/pdf', page('The word of the day is otter.'));
export const beaverPage = part(
  'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  docx('The word of the day is beaver.'),
);
