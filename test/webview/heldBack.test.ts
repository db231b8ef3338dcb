// Every reason for which the service holds an answer back or gets it wrong, in a real Chromium: a sentence of its own, and what to do next.

import assert from 'node:assert/strict';
import { english, generation, missingSignature } from '../../src/gemini/failure.ts';
import type { Failure } from '../../src/shared/failure.ts';
import { findings } from './axe.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts, turn } from './sessions.ts';

/** Contract section 10: each code, and what a person must find in the sentence. */
const blocked = {
  safety: /safety filters/,
  recitation: /existing text.*your own words/,
  language: /language is not supported/,
  prohibited_content: /prohibited content/,
  spii: /sensitive personal information/,
  blocklist: /blocked word/,
  content_blocked: /content filter/,
  image_safety: /picture.*safety filters/,
  image_prohibited_content: /picture.*prohibited/,
  image_recitation: /picture.*existing one/,
  image_other: /picture was held back\. Describe it differently/,
};
const wrong = {
  malformed_function_call: /tool call that cannot be read/,
  malformed_tool_call: /tool call that cannot be read/,
  unexpected_tool_call: /not offered/,
  too_many_tool_calls: /too many tools at once/,
  no_image: /made none/,
};
const rows: readonly (readonly [code: string, words: RegExp, buttons: readonly string[]])[] = [
  ...Object.entries(blocked).map(
    ([code, words]) => [code, words, ['Try again', 'Choose another model', 'Start a new session']] as const,
  ),
  ...Object.entries(wrong).map(([code, words]) => [code, words, ['Try again', 'Choose another model']] as const),
  ['missing_thought_signature', /lost a part the model needs/, ['Start a new session']],
];
const detail = 'The service said so.';
const failureOf = (code: string): Failure =>
  code === 'missing_thought_signature'
    ? missingSignature(english, { detail })
    : generation(english, code, { detail: `${detail} (${code})` })!;

async function show(codes: readonly string[], options: Options): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const events = codes.flatMap((code) => {
    const one = turn(code, `Ask ${code}`);
    return [...one.prompt(), ...one.output(0), ...one.text(0, 'The beginning.'), ...one.fail(failureOf(code))];
  });
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: facts });
  await view.page.getByRole('alert').waitFor();
  return view;
}

describe('a held-back answer', () => {
  after(closeAll);

  for (const [code, words, buttons] of rows) {
    it(`says why and what to do, and keeps what had come: ${code}`, async () => {
      const view = await show([code], { width: 240, theme: 'hc' });
      const alert = view.page.getByRole('alert');
      assert.match(await alert.locator('.failure-text').innerText(), words);
      assert.deepEqual(await alert.getByRole('button').allInnerTexts(), buttons);
      await alert.getByText('Details').click();
      await alert.getByText(detail).waitFor();
      await view.page.getByText('The beginning.').waitFor();
      assert.equal(await view.page.evaluate(() => document.documentElement.scrollWidth), 240);
      assert.deepEqual(view.trouble, []);
      await view.close();
    });
  }

  it('has no two reasons with one sentence but those that mean the same', () => {
    const texts = rows.map(([code]) => failureOf(code).text);
    assert.equal(new Set(texts).size, rows.length - 1);
  });

  it('speaks up as the newest alone, older ones only say what happened, and axe finds nothing in any theme', async () => {
    const codes = rows.slice(0, 8).map(([code]) => code);
    for (const theme of ['dark', 'light', 'hc', 'hc-light'] as const) {
      const view = await show(codes, { width: 300, height: 900, theme });
      assert.equal(await view.page.locator('.failure').count(), codes.length);
      assert.equal(await view.page.getByRole('alert').count(), 1);
      assert.deepEqual(await findings(view), [], theme);
      await view.page.screenshot({ path: `test-results/held-back-${theme}.png` });
      await view.close();
    }
  });
});
