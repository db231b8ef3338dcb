// A VS Code window in, a person's hands in Castor's prompt box out: mentions taken from the list, chips, prompts sent, and what Gemini got of them.

import type { Locator } from 'playwright-core';
import { type Body, type Castor, until } from './castor.ts';

/** A part of the prompt in a request: a text, or an image in Base64. */
export interface Part {
  readonly type: string;
  readonly text?: string;
  readonly mime_type?: string;
  readonly data?: string;
}

/** The chips above the prompt box. */
export async function chips(castor: Castor): Promise<Locator> {
  return (await castor.chat())
    .getByRole('region', { name: 'Next prompt' })
    .getByRole('list', { name: 'Attachments' })
    .getByRole('listitem');
}

/** Waits for the chip. */
export async function chip(castor: Castor, name: string | RegExp, timeout = 20_000): Promise<Locator> {
  const found = (await chips(castor)).filter({ hasText: name }).first();
  await found.waitFor({ timeout });
  return found;
}

/** Whether the mention becomes that chip: what is not known yet may be known at the next try, and leaves nothing behind. */
export async function becomes(castor: Castor, text: string, option: RegExp, name: RegExp): Promise<boolean> {
  await clear(castor);
  try {
    await mention(castor, text, option, 3000);
    await chip(castor, name, 3000);
    return true;
  } catch {
    return false;
  }
}

/** Types up to the mention, waits for the option, and takes it with the keyboard. */
export async function mention(castor: Castor, text: string, option: RegExp, timeout = 10_000): Promise<void> {
  const box = await castor.prompt();
  await box.click();
  await box.press('End');
  await box.pressSequentially(text);
  const options = (await castor.chat()).getByRole('option');
  await options.filter({ hasText: option }).first().waitFor({ timeout });
  const names = await options.allInnerTexts();
  const wanted = names.findIndex((name) => option.test(name));
  for (let at = 0; at < wanted; at++) await box.press('ArrowDown');
  await box.press('Enter');
}

/** The same, and waits for the chip that it becomes. */
export async function attached(castor: Castor, text: string, option: RegExp): Promise<void> {
  const before = await (await chips(castor)).count();
  await mention(castor, text, option);
  await until('a chip', async () => (await (await chips(castor)).count()) === before + 1);
}

/** Sends what is in the box and waits for the end of the turn. */
export async function send(castor: Castor): Promise<void> {
  const requests = castor.opened().length;
  await (await castor.prompt()).press('Enter');
  await until('a request', () => castor.opened().length > requests, 20_000);
  await castor.idle();
}

/** Parts of the prompt that was sent last, attachments first. */
export function sentParts(castor: Castor): readonly Part[] {
  const step = (castor.bodies().at(-1) as Body).input.findLast(({ type }) => type === 'user_input');
  return step?.content as readonly Part[];
}

export function sentTexts(castor: Castor): readonly string[] {
  return sentParts(castor).map(({ text }) => text ?? '');
}

/** Takes every chip away and empties the box. */
export async function clear(castor: Castor): Promise<void> {
  const remove = (await chips(castor)).getByRole('button', { name: /^Remove / });
  for (let left = await remove.count(); left > 0; left--) {
    await remove.first().click();
    await until('one chip less', async () => (await remove.count()) < left);
  }
  await (await castor.prompt()).fill('');
}
