// Anything else in; a short tour of what Castor shows, and of what can be asked of the simulator, out.

import type { Action } from '../scenario.ts';
import { chips } from './chips.ts';
import type { Scene } from './scene.ts';
import { fenced, say, think } from './voice.ts';

const asks = `| Ask | What you see |
|---|---|
| *Fix the bug in the cart* | folders listed, files read, **a real edit proposed** |
| *What is this project?* | two tools in parallel |
| *Explain src/cart.ts* | a file read |
| *Where is \`discount\`?* | a search |
| *Create NOTES.md* | a file proposed |
| *Which problems are there?* | the editor's own problems |
| */image A fox in the snow* | a picture that stands for one |
| *What is new on the web?* | sources, with *Google Search* on (the globe) |`;

const code = `// what Castor sends for each prompt
const interaction = await client.interactions.create({
  model: 'gemini-3.8-flash',
  input: prompt,
  previous_interaction_id: head, // the chain
  tools, // sent every time: nothing is inherited
  stream: true,
});`;

export function tour({ attached, first, can }: Scene): readonly Action[] {
  const given =
    attached.length > 0
      ? `You attached ${attached.map((name) => `\`${name}\``).join(', ')}; a model would read it.\n\n`
      : '';
  const tools = can('read_file')
    ? ''
    : '\n> No tools came with this prompt: open a folder and trust it to let Castor read and edit.\n';
  if (!first) return [say(`${given}I only know these:\n\n${asks}\n${tools}`)];
  return [
    think(
      ['Reading the prompt', 'It asks for nothing in particular that a script could do.'],
      ['Deciding', 'A short tour is more useful than an invented answer.'],
    ),
    say(
      `${given}## What you can try\n\n${asks}\n${tools}\n### What is real here\n\n- the extension, its panel, its tools and **your files**\n- the wire: this answer came through the \`@google/genai\` SDK as server-sent events\n- approvals: nothing is changed before you allow it\n\nOnly the answers are made up. This is how it looks in code:\n\n${fenced('ts', code)}\n\nSet a Gemini API key (*Castor: Set API Key*) and the same panel talks to the real service.\n`,
    ),
  ];
}

/** Simulated web search: says so, and invents no facts. */
export function web({ can, words }: Scene): readonly Action[] {
  if (!can('google_search'))
    return [say('Google Search is not switched on for this prompt, and a simulator has no network anyway.\n')];
  const query = words.replaceAll(/\s+/g, ' ').trim().slice(0, 80);
  const text = 'With a key, Gemini would search the web here and cite its sources like this one.';
  const link = { url: 'https://ai.google.dev/gemini-api/docs', title: 'ai.google.dev' };
  return [
    {
      do: 'search',
      queries: [query],
      suggestions: [chips('gemini api', 'grounding with google search')],
    },
    {
      do: 'say',
      text: `Nothing was searched. ${text}\n`,
      chunk: 6,
      delay: 22,
      annotations: [{ type: 'url_citation', ...link, start_index: 22, end_index: 22 + text.length }],
    },
  ];
}
