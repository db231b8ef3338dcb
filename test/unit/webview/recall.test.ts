// Walking the earlier prompts: up to the oldest and back to the empty box, and never over what the person wrote.

import assert from 'node:assert/strict';
import { type Act, actOf } from '../../../src/webview/composer/keys.ts';
import { type Recalled, recall, recalls } from '../../../src/webview/composer/recall.ts';

const key = (name: string) => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
});

describe('recall of prompts', () => {
  it('walks to the oldest and back to the empty box', () => {
    const prompts = ['c', 'c', ' ', 'b', 'a'];
    let now: Recalled | undefined;
    const seen = (['earlier', 'earlier', 'earlier', 'earlier', 'later', 'later', 'later', 'later'] as const).map(
      (direction) => {
        const next = recall(prompts, now, direction);
        now = next ?? now;
        return next?.text;
      },
    );
    assert.deepEqual(seen, ['c', 'b', 'a', undefined, 'b', 'c', '', undefined]);
    assert.equal(recall([], undefined, 'earlier'), undefined);
  });

  it('takes the arrows only where there is no text of the person’s own, and none from an open list', () => {
    const up = (box: { completing: boolean; recalls: boolean }): Act | undefined => actOf(key('ArrowUp'), box);
    assert.equal(up({ completing: false, recalls: true }), 'recall_earlier');
    assert.equal(up({ completing: false, recalls: false }), undefined);
    assert.equal(up({ completing: true, recalls: true }), 'previous_item');
    assert.equal(actOf(key('ArrowDown'), { completing: false, recalls: true }), 'recall_later');
    assert.equal(actOf({ ...key('ArrowUp'), shiftKey: true }, { completing: false, recalls: true }), undefined);
    assert.equal(actOf({ ...key('ArrowUp'), keyCode: 229 }, { completing: false, recalls: true }), undefined);
    assert.equal(recalls('', 0, undefined), true);
    assert.equal(recalls('a', 1, { at: 0, text: 'a' }), true);
    assert.equal(recalls('a', 0, { at: 0, text: 'a' }), false);
    assert.equal(recalls('ab', 2, { at: 0, text: 'a' }), false);
  });
});
