// The next prompt's draft and attachments: kept over reloads, each thing once, shown to the page without their text.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { promptStep } from '../../../../src/agent/prompt.ts';
import type { Attachment } from '../../../../src/shared/attachment.ts';
import { estimatedTokens } from '../../../../src/shared/tokens.ts';
import { Pending, type Store } from '../../../../src/vscode/prompt/pending.ts';

function memory(): Store & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (key) => kept.get(key),
    // As the editor keeps it: what JSON keeps.
    update: async (key, value) => {
      kept.set(key, value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
    },
  };
}

const file = (id: string, path: string, text = 'text'): Attachment => ({ id, kind: 'file', label: path, path, text });
const part = (id: string, start: number, end: number): Attachment => ({
  ...file(id, 'a.ts'),
  kind: 'selection',
  lines: { start, end },
});

describe('pending prompt', () => {
  it('shows chips with their size and without their text', () => {
    const pending = new Pending(memory(), () => {});
    pending.add([file('1', 'a.ts', 'x'.repeat(401))]);
    pending.add([{ id: '2', kind: 'image', label: 'image.png', mimeType: 'image/png', data: 'AAAA'.repeat(1000) }]);
    assert.deepEqual(pending.chips, [
      { id: '1', kind: 'file', label: 'a.ts', path: 'a.ts', tokens: 101 },
      { id: '2', kind: 'image', label: 'image.png', bytes: 3000 },
    ]);
  });

  it('is there after the window is loaded again, and gone once it is sent', () => {
    const store = memory();
    const before = new Pending(store, () => {});
    before.add([file('1', 'a.ts'), part('2', 3, 9)]);
    before.setDraft('half a');
    const after = new Pending(store, () => {});
    assert.deepEqual(after.attachments, before.attachments);
    assert.equal(after.draft, 'half a');
    assert.deepEqual(after.take(), before.attachments);
    const later = new Pending(store, () => {});
    assert.deepEqual([later.attachments, later.draft], [[], '']);
  });

  it('does not put a huge attachment into the editor’s store, but keeps it for the page', () => {
    const store = memory();
    const pending = new Pending(store, () => {});
    pending.add([file('1', 'big.txt', 'x'.repeat(2_000_001))]);
    assert.equal(pending.attachments.length, 1);
    assert.deepEqual(new Pending(store, () => {}).attachments, []);
  });

  it('holds each thing once, as it was last', () => {
    const pending = new Pending(memory(), () => {});
    pending.add([file('1', 'a.ts', 'old'), part('2', 1, 2), part('3', 4, 5)]);
    pending.add([file('4', 'a.ts', 'fresh'), part('5', 1, 2)]);
    assert.deepEqual(
      pending.attachments.map(({ id }) => id),
      ['3', '4', '5'],
    );
    pending.add([
      { id: '6', kind: 'text', label: 'Pasted', text: 'a' },
      { id: '7', kind: 'text', label: 'Pasted', text: 'b' },
    ]);
    assert.equal(pending.attachments.length, 5);
  });

  it('forgets what is no attachment, whatever the store holds', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const store = memory();
        store.kept.set('castor.attachments', value);
        store.kept.set('castor.draft', value);
        const pending = new Pending(store, () => {});
        for (const { id, kind, label } of pending.attachments) assert.ok([id, kind, label].every((one) => one !== ''));
        assert.equal(typeof pending.draft, 'string');
      }),
    );
  });

  it('tells of each change', () => {
    let changes = 0;
    const pending = new Pending(memory(), () => changes++);
    pending.add([file('1', 'a.ts')]);
    pending.remove('1');
    assert.equal(changes, 2);
    assert.equal(pending.find('1'), undefined);
  });
});

describe('estimatedTokens', () => {
  it('is a quarter of the characters, rounded up', () => {
    assert.deepEqual(['', 'a', 'abcd', 'abcde'].map(estimatedTokens), [0, 1, 1, 2]);
  });
});

describe('promptStep', () => {
  it('names the lines of a part', () => {
    assert.deepEqual(promptStep('why?', [part('1', 3, 9)]), {
      type: 'user_input',
      content: [
        { type: 'text', text: 'Attached selection: a.ts lines 3-9\n```\ntext\n```' },
        { type: 'text', text: 'why?' },
      ],
    });
  });

  it('names an image that is a file, as others may come with it', () => {
    const image = { id: '1', kind: 'image', label: 'a.png', mimeType: 'image/png', data: 'AAAA' } as const;
    const parts = promptStep('which?', [{ ...image, path: 'media/a.png' }, image]).content;
    assert.deepEqual(parts.slice(0, 3), [
      { type: 'text', text: 'Attached image: media/a.png' },
      { type: 'image', mime_type: 'image/png', data: 'AAAA' },
      { type: 'image', mime_type: 'image/png', data: 'AAAA' },
    ]);
  });
});
