// A VS Code window with Castor in, what a person does with a conversation and what Gemini got of it out: the same for stored and private ones.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Scenario } from '../emulator/scenario.ts';
import { type Body, type Castor, on, onResult, until } from './castor.ts';

/** Prompts that begin with the word, and what they are answered. */
export const answers: readonly Scenario[] = [
  on('one', { do: 'say', text: 'First answer.' }),
  on('two', { do: 'say', text: 'Second answer.' }),
  on('three', { do: 'say', text: 'Third answer.' }),
  on('better', { do: 'say', text: 'Better answer.' }),
  on('aside', { do: 'say', text: 'Side answer.' }),
];

/** A button of a turn. */
export async function tool(turn: Locator, name: string): Promise<void> {
  await turn.getByRole('button', { name, exact: true }).click();
}

export async function hidden(castor: Castor, text: string): Promise<void> {
  await until(`no "${text}"`, async () => (await (await castor.turns()).getByText(text).count()) === 0);
}

/** What waits for the person, with its buttons. */
export async function question(castor: Castor): Promise<Locator> {
  return (await castor.chat()).getByRole('group', { name: 'Question' });
}

/** From the list of models that VS Code shows. */
export async function pickModel({ page }: Castor, name: RegExp): Promise<void> {
  await page.locator('.quick-input-widget').getByRole('option', { name }).first().click();
}

/** Asks beside the conversation. */
export async function askAside(castor: Castor, prompt: string): Promise<void> {
  const box = await castor.prompt();
  await box.click();
  await box.fill(`/btw ${prompt}`);
  await box.press('Enter');
}

/** The kinds of the steps that a request sends. */
export function kinds(body: Body | undefined): readonly string[] | undefined {
  return body?.input.map(({ type }) => type);
}

export function textOf(step: unknown): string {
  return (step as { content: { text?: string }[] }).content.map(({ text }) => text).join('');
}

/** What was said, in the order it was sent; thoughts and calls go along unseen here. */
export function said(body: Body | undefined): readonly string[] {
  return body!.input.filter(({ type }) => type === 'user_input' || type === 'model_output').map(textOf);
}

/** A prompt that begins with "tell" gets half an answer, ended by `ends`; whatever comes then, the rest. */
export function halves(...ends: Scenario['answer']): readonly Scenario[] {
  return [
    { ...on('tell', { do: 'say', text: 'Half of it,' }, ...ends), times: 1 },
    { name: 'rest', answer: [{ do: 'say', text: 'and the rest.' }] },
  ];
}

/** Continue, until the rest is there beside the half. `turn`: of the half. */
export async function goOn(castor: Castor, turn: Locator): Promise<void> {
  await castor.click('Continue');
  await castor.sees('and the rest.');
  await castor.idle();
  assert.ok((await turn.innerText()).includes('Half of it,'));
}

const much = { total_tokens: 6_000_000, total_input_tokens: 5_999_500, total_output_tokens: 500 };

/** One request uses more than a turn may: the person is asked, nothing more is sent, and the answer comes when they say so. */
export async function pastCap(castor: Castor, usage: object = {}): Promise<void> {
  castor.emulator.use([
    on(
      'much',
      { do: 'call', name: 'list_dir', arguments: { path: '' } },
      { do: 'usage', usage: { ...much, ...usage } },
    ),
    onResult('much', 'list_dir', { do: 'say', text: 'All done.' }),
  ]);
  await castor.ask('much to do');
  const asked = await question(castor);
  await asked.getByText('This turn has used 6,000,000 tokens. Go on?').waitFor();
  assert.equal(castor.bodies().length, 1);
  await asked.getByRole('button', { name: 'Continue' }).click();
  await castor.sees('All done.');
  await castor.idle();
}

export const summary = {
  goal: 'Build a boat that floats',
  done: ['Chose oak for the hull'],
  inProgress: ['The keel is half laid'],
  files: ['boat.ts: the hull'],
  next: ['Raise the mast'],
};

/** The service sums up: gives that text. */
export function sums(text = JSON.stringify(summary)): Scenario {
  return { name: 'summing up', match: { prompt: '^Write the summary' }, answer: [{ do: 'say', text }] };
}

/** What an answer reports of itself when the model's window is nearly full. */
export const full: Scenario['answer'][number] = {
  do: 'usage',
  usage: { total_tokens: 990_000, total_input_tokens: 989_000, total_output_tokens: 1_000 },
};

/** What stands in the transcript for a summary. */
export async function mark(castor: Castor): Promise<Locator> {
  return (await castor.chat()).getByRole('region', { name: 'Compacted' });
}

/** After an answer that reports a `full` window: asks, and says yes to the summary; the prompt is answered with `answer`, the window is free. */
export async function sumUpAndAsk(castor: Castor, prompt: string, answer: string): Promise<void> {
  await castor.ask(prompt);
  const asked = await question(castor);
  await asked.getByText('comes near what the model takes').waitFor();
  await castor.workbench.screenshot('window-nearly-full');
  assert.equal(castor.bodies().length, 1);
  await asked.getByRole('button', { name: 'Sum up and go on' }).click();
  await castor.sees(answer);
  await castor.idle();
  await until('the window is free again', async () => {
    const meter = (await castor.chat()).getByRole('button', { name: /the window is filled to 0 %/ });
    return (await meter.count()) === 1;
  });
}

/** A row of a list that VS Code shows. The machine may be slow: a list is there when it is there. */
export async function choose({ page }: Castor, label: string | RegExp): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label, visible: true }).first();
  await row.waitFor({ timeout: 30_000 });
  await row.click();
}

/** Answers both lists of a restore. */
export async function chooseRestore(castor: Castor, what: 'Files' | 'Files and conversation'): Promise<void> {
  await choose(castor, what === 'Files' ? /Files\s*\d/ : what);
  await choose(castor, /Restore \d+ file/);
}

export const first = [
  '(sum, line) => sum + line.price, 0)',
  '(sum, line) => sum + line.price * line.quantity, 0)',
] as const;
export const second = ['subtotal(lines) - discount', 'subtotal(lines) * (1 - discount / 100)'] as const;

/** A call that changes two places of the sample, `first` and `second`. */
export const edit = {
  do: 'call',
  name: 'apply_edit',
  arguments: {
    path: 'src/cart.ts',
    edits: [first, second].map(([old_text, new_text]) => ({ old_text, new_text })),
  },
} as const;

/** A prompt that begins with "fix" makes that change, one with "next" talks. */
export const reviewed: readonly Scenario[] = [
  on('fix', edit),
  onResult('fix', 'apply_edit', { do: 'say', text: 'That was it.' }),
  on('next', { do: 'say', text: 'I see.' }),
];

/** Asks for that change and allows it but for one of its places, `first` (1) or `second` (2), which is rejected in the approval. */
export async function allowAllBut(castor: Castor, place: 1 | 2): Promise<void> {
  await castor.ask('fix it');
  const card = await castor.approval();
  await card.getByRole('button', { name: `Reject change ${place}` }).click();
  await card.getByText(`Change ${place} rejected`).waitFor();
  await castor.answer('Allow');
  await castor.sees('That was it.');
  await castor.idle();
}

/** What becomes of the changes of the model. */
export async function chooseMode(castor: Castor, mode: string): Promise<void> {
  await castor.option('combobox', 'Changes of files', (choice) => choice.selectOption({ label: mode }));
}

/** Has that change made, to be reviewed afterwards: the card of it. */
export async function madeForReview(castor: Castor): Promise<Locator> {
  await chooseMode(castor, 'Review after');
  const untouched = castor.read('src/cart.ts');
  await castor.asked('fix it');
  assert.equal(castor.read('src/cart.ts'), untouched.replace(...first).replace(...second));
  const card = (await castor.chat()).getByRole('region', { name: 'Changes' });
  await card.getByText('2 changes to review').waitFor();
  return card;
}

/** An action above a hunk of the editor in front. */
export function lens({ page }: Castor, name: string): Locator {
  return page.locator('.editor-instance .codelens-decoration a', { hasText: name });
}

/** The editor draws them in any order. */
export async function topmost(castor: Castor, name: string): Promise<Locator> {
  const all = await lens(castor, name).all();
  const tops = await Promise.all(all.map(async (one) => (await one.boundingBox())?.y ?? Number.POSITIVE_INFINITY));
  return all[tops.indexOf(Math.min(...tops))]!;
}
