// Attachments in, the content that the model gets out, in the API's own words.

import assert from 'node:assert/strict';
import { promptStep } from '../../../src/agent/prompt.ts';
import type { Attachment } from '../../../src/shared/attachment.ts';
import { content } from '../../emulator/validate/content.ts';

const medium = (fields: Partial<Attachment>): Attachment => ({ id: 'a', kind: 'media', label: 'label', ...fields });
const sent = (fields: Partial<Attachment>) => promptStep('look', [medium(fields)]).content;

describe('a prompt with media', () => {
  it('carries bytes or an address of each kind, under a line that names it, as the emulator takes it', () => {
    const cases: readonly (readonly [Partial<Attachment>, object])[] = [
      [
        { path: 'a.wav', mimeType: 'audio/wav', data: 'AAAA' },
        { type: 'audio', mime_type: 'audio/wav', data: 'AAAA' },
      ],
      [
        { path: 'a.pdf', mimeType: 'application/pdf', uri: 'https://g/v1beta/files/x' },
        { type: 'document', mime_type: 'application/pdf', uri: 'https://g/v1beta/files/x' },
      ],
      [{ uri: 'https://www.youtube.com/watch?v=x' }, { type: 'video', uri: 'https://www.youtube.com/watch?v=x' }],
    ];
    for (const [fields, expected] of cases) {
      const [name, part, words] = sent(fields);
      assert.deepEqual([part, words], [expected, { type: 'text', text: 'look' }]);
      assert.deepEqual(name, { type: 'text', text: `Attached ${part!.type}: ${fields.path ?? 'label'}` });
      content(part, 'input');
    }
  });

  it('says how to look at it', () => {
    const [, part] = sent({
      mimeType: 'video/mp4',
      data: 'AAAA',
      look: { resolution: 'low', start: 30, end: 90.5, fps: 2 },
    });
    assert.deepEqual(part, {
      type: 'video',
      mime_type: 'video/mp4',
      data: 'AAAA',
      resolution: 'low',
      processing: { type: 'static', start_offset: '30s', end_offset: '90.5s', fps: 2 },
    });
    content(part, 'input');
    assert.throws(() => content({ ...part, processing: { type: 'static', start_offset: 30 } }, 'input'));
    const image = promptStep('look', [medium({ kind: 'image', data: 'AAAA', look: { resolution: 'ultra_high' } })]);
    assert.deepEqual(image.content[0], {
      type: 'image',
      mime_type: 'image/png',
      data: 'AAAA',
      resolution: 'ultra_high',
    });
  });
});
