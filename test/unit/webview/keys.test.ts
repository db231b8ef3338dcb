// Keys of the prompt box: Enter sends, an open list takes the arrows, Enter, Tab and Escape, and an input method keeps all of its keys.

import assert from 'node:assert/strict';
import { type Act, actOf, type Press } from '../../../src/webview/composer/keys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

describe('keys of the prompt box', () => {
  it('sends with Enter and breaks the line with Shift+Enter', () => {
    assert.equal(actOf(press('Enter'), { completing: false }), 'send');
    assert.equal(actOf(press('Enter', { ctrlKey: true }), { completing: true }), 'send');
    assert.equal(actOf(press('Enter', { shiftKey: true }), { completing: false }), undefined);
    assert.equal(actOf(press('Enter', { shiftKey: true }), { completing: true }), undefined);
  });

  it('gives the keys of the list to the list while it is open, and to the text else', () => {
    const expected: Readonly<Record<string, Act>> = {
      ArrowDown: 'next_item',
      ArrowUp: 'previous_item',
      Enter: 'take_item',
      Tab: 'take_item',
      Escape: 'close_list',
    };
    for (const [key, act] of Object.entries(expected)) {
      assert.equal(actOf(press(key), { completing: true }), act);
      assert.equal(actOf(press(key), { completing: false }), key === 'Enter' ? 'send' : undefined);
    }
    assert.equal(actOf(press('Tab', { shiftKey: true }), { completing: true }), undefined);
    assert.equal(actOf(press('a'), { completing: true }), undefined);
  });

  it('includes or drops the selection with Alt+Enter', () => {
    for (const completing of [true, false])
      assert.equal(actOf(press('Enter', { altKey: true }), { completing }), 'toggle_selection');
  });

  it('leaves every key to an input method that is composing', () => {
    for (const key of ['Enter', 'Tab', 'Escape', 'ArrowDown', 'ArrowUp']) {
      for (const completing of [true, false]) {
        assert.equal(actOf(press(key, { isComposing: true }), { completing }), undefined);
        assert.equal(actOf(press(key, { keyCode: 229 }), { completing }), undefined);
      }
    }
  });
});
