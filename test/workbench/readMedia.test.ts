// The model reads a picture of the workspace in a real VS Code: what the service gets, and what the person sees.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, useCastor } from './castor.ts';
import { keptSteps } from './record.ts';

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('a picture that the model reads', () => {
  const castor = useCastor();

  it('may as well be a document or a sound, several at once', async () => {
    const files = { 'paper.pdf': '%PDF-1.7\n', 'talk.wav': 'RIFF\0\0\0\0WAVEfmt ' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(castor().folder, name), text);
    castor().emulator.use([
      on(
        'Look',
        { do: 'call', name: 'read_file', arguments: { path: 'paper.pdf' } },
        { do: 'call', name: 'read_file', arguments: { path: 'talk.wav' } },
      ),
      onResult('Look', 'read_file', { do: 'say', text: 'Both seen.' }),
    ]);
    await castor().asked('Look at both');
    await castor().sees('Both seen.');
    const results = castor().added(1) as unknown as readonly { result: readonly object[] }[];
    const base64 = (name: keyof typeof files) => Buffer.from(files[name]).toString('base64');
    assert.deepEqual(
      results.map(({ result }) => result[1]),
      [
        { type: 'document', mime_type: 'application/pdf', data: base64('paper.pdf') },
        { type: 'audio', mime_type: 'audio/wav', data: base64('talk.wav') },
      ],
    );
    const kept = await keptSteps(castor(), 'Look at both');
    const calls = kept[0]!.filter(({ type }) => type === 'function_call');
    assert.deepEqual(
      calls.map(({ name, arguments: given }) => [name, given]),
      Object.keys(files).map((path) => ['read_file', { path }]),
    );
  });

  it('goes to it as a picture, and is shown in the card', async () => {
    writeFileSync(join(castor().folder, 'logo.png'), Buffer.from(pixel, 'base64'));
    castor().emulator.use([
      on('Look', { do: 'call', name: 'read_file', arguments: { path: 'logo.png' } }),
      onResult('Look', 'read_file', { do: 'say', text: 'One dot.' }),
    ]);
    const turn = await castor().asked('Look at the logo');
    await castor().sees('One dot.');
    const [result] = castor().added(1);
    assert.deepEqual(result?.result, [
      { type: 'text', text: 'logo.png (image/png, 1 kB)' },
      { type: 'image', mime_type: 'image/png', data: pixel },
    ]);
    await turn.getByText('Read logo.png').click();
    await turn.getByRole('img', { name: 'A picture of the answer' }).waitFor();
  });
});
