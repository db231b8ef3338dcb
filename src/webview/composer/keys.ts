// A key press in the prompt box and what is open there in, what the composer does with it out; pure.

import { isComposing, type Pressed } from '../composing.ts';

/** The part of a `KeyboardEvent` that decides. */
export interface Press extends Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What the key falls on. */
export interface Box {
  /** The list of completions is open and has something to choose. */
  readonly completing: boolean;
  /** An arrow walks the earlier prompts, as there is no text of the person's own to walk in. */
  readonly recalls?: boolean;
}

/** Undefined: the box's own editing. */
export type Act =
  | 'send'
  | 'next_item'
  | 'previous_item'
  | 'take_item'
  | 'close_list'
  | 'toggle_selection'
  | 'recall_earlier'
  | 'recall_later';

export function actOf(press: Press, { completing, recalls }: Box): Act | undefined {
  if (isComposing(press)) return undefined;
  if (press.key === 'Enter' && press.altKey) return 'toggle_selection';
  const plain = !press.shiftKey && !press.altKey && !press.ctrlKey && !press.metaKey;
  if (plain && recalls && !completing && inPrompts[press.key]) return inPrompts[press.key];
  return (completing && plain && inList[press.key]) || (press.key === 'Enter' && !press.shiftKey ? 'send' : undefined);
}

const inPrompts: Readonly<Record<string, Act | undefined>> = { ArrowUp: 'recall_earlier', ArrowDown: 'recall_later' };

const inList: Readonly<Record<string, Act | undefined>> = {
  ArrowDown: 'next_item',
  ArrowUp: 'previous_item',
  Enter: 'take_item',
  Tab: 'take_item',
  Escape: 'close_list',
};
