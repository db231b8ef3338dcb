// Instructions of the workspace: where they are looked for, what of them counts, and that they stay inside their marks.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { systemInstruction } from '../../../../src/agent/instructions.ts';
import {
  instructionsChip,
  instructionsPaths,
  readInstructions,
} from '../../../../src/vscode/prompt/instructionsFiles.ts';

const around = { folders: ['shop'], platform: 'linux', language: 'en' };
const reading =
  (files: Readonly<Record<string, string>>) =>
  async (path: string): Promise<string | undefined> =>
    files[path];

describe('instructionsPaths', () => {
  it('goes from the active file up to the root', () => {
    assert.deepEqual(instructionsPaths('src/deep/a.ts', ['']), [
      'src/deep/AGENTS.md',
      'src/deep/GEMINI.md',
      'src/AGENTS.md',
      'src/GEMINI.md',
      'AGENTS.md',
      'GEMINI.md',
    ]);
    assert.deepEqual(instructionsPaths(undefined, ['']), ['AGENTS.md', 'GEMINI.md']);
  });

  it('takes the root of the active file’s folder first, and the other roots after it', () => {
    assert.deepEqual(
      instructionsPaths('b/src/a.ts', ['a/', 'b/']).filter((path) => path.endsWith('AGENTS.md')),
      ['b/src/AGENTS.md', 'b/AGENTS.md', 'a/AGENTS.md'],
    );
  });
});

describe('readInstructions', () => {
  it('shows hidden characters and counts them', async () => {
    const [file] = await readInstructions(['AGENTS.md'], reading({ 'AGENTS.md': 'Be\u200b\u202e kind.\r\nAlways.\n' }));
    assert.deepEqual(file, { path: 'AGENTS.md', text: 'Be⟦U+200B⟧⟦U+202E⟧ kind.\nAlways.', hidden: 2 });
    assert.deepEqual(instructionsChip(file!), { path: 'AGENTS.md', tokens: 8, hidden: 2 });
  });

  it('leaves out what is missing or empty, and cuts what is too long', async () => {
    const files = {
      'a/AGENTS.md': ' \n',
      'AGENTS.md': 'x'.repeat(39_000),
      'GEMINI.md': 'y'.repeat(2_000),
      'Z.md': 'z',
    };
    const found = await readInstructions(
      ['a/AGENTS.md', 'a/GEMINI.md', 'AGENTS.md', 'GEMINI.md', 'Z.md'],
      reading(files),
    );
    assert.deepEqual(
      found.map(({ path, text }) => [path, text.length]),
      [
        ['AGENTS.md', 39_000],
        ['GEMINI.md', 1_000 + '\n[cut here]'.length],
      ],
    );
  });
});

describe('system instruction', () => {
  it('holds each file between marks, the nearest first, and says nothing of them when there are none', () => {
    const files = [
      { path: 'src/AGENTS.md', text: 'Use tabs.' },
      { path: 'AGENTS.md', text: 'Use spaces.' },
    ];
    const text = systemInstruction({ ...around, instructions: files }, true);
    assert.match(
      text,
      /==== Instructions of the workspace: "src\/AGENTS\.md"\nUse tabs\.\n==== End of "src\/AGENTS\.md"/,
    );
    assert.ok(text.indexOf('Use tabs.') < text.indexOf('Use spaces.'));
    const without = systemInstruction(around, true);
    assert.ok(text.startsWith(without));
    assert.equal(systemInstruction({ ...around, instructions: [] }, true), without);
  });

  it('has a mark that the text cannot write, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('=', '====', '\n', 'End of "AGENTS.md"', 'x', '======= ')), (pieces) => {
        const text = pieces.join('');
        const made = systemInstruction({ ...around, instructions: [{ path: 'AGENTS.md', text }] }, true);
        const mark = /\n(=+) End of "AGENTS\.md"$/.exec(made)![1]!;
        assert.ok(!text.includes(mark));
        assert.equal(made.split(`${mark} `).length, 3);
      }),
    );
  });
});
