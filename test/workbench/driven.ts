// Words for tests of a model that drives a browser: its calls, what it was answered, the switch and the bar.

import type { Locator } from 'playwright-core';
import type { Action } from '../emulator/scenario.ts';
import type { Body, Castor } from './castor.ts';

export const call = (name: string, args: object): Action => ({
  do: 'call',
  name,
  arguments: args as Record<string, unknown>,
});

/** Of the calls before, in their order. */
export const results = (body: Body | undefined) => (body?.input ?? []).filter(({ type }) => type === 'function_result');

/** What the result of a step says beside its picture. */
export const said = (result: unknown) =>
  JSON.parse((result as readonly { text: string }[])[0]!.text) as { readonly [name: string]: unknown };

/** Puts the browser at the disposal of the session's model. */
export async function switchOn(castor: Castor): Promise<void> {
  await (await castor.button(/^Tools of Google/)).first().click();
  const chat = await castor.chat();
  await chat.getByRole('switch', { name: 'Browser' }).check();
  await castor.page.keyboard.press('Escape');
  await (await castor.button('Switch off Browser')).waitFor();
}

/** The line that says where the open browser is. */
export async function barOf(castor: Castor): Promise<Locator> {
  return (await castor.chat()).getByRole('region', { name: 'Browser of this session' });
}
