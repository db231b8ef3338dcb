// A request in, the actions of an answer out: the simulator behind `npm start` when there is no key. Honest about itself, the same every time.

import { fix } from './brain/fix.ts';
import { find, overview, problems, read } from './brain/look.ts';
import { made } from './brain/media.ts';
import { plan, report } from './brain/research.ts';
import { type Scene, sceneOf } from './brain/scene.ts';
import { tour, web } from './brain/tour.ts';
import { say } from './brain/voice.ts';
import { create, replace } from './brain/write.ts';
import type { Action, ContentAction } from './scenario.ts';
import type { CreateRequest } from './validate/request.ts';

/** The first sentence of the first answer of a chain. */
export const confession =
  "I am a simulator: Castor's built-in emulator answers here, with no model and no network behind it.";

/** Never fails; calls only tools that the request declares. */
export function brain(request: CreateRequest): readonly Action[] {
  const scene = sceneOf(request);
  if (request.agent !== undefined) return request.planning ? plan(request) : report(request);
  const instead = made(request);
  // Data and words to be typed are nothing but that; a picture comes with the confession.
  if (instead) return scene.first && request.format?.type === 'image' ? confess(instead) : instead;
  const answer = answerTo(scene).map(allowed(scene));
  return scene.first ? confess(answer) : answer;
}

const file = /(?<![\w/])(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:tsx?|jsx?|mjs|json|md|css|html|txt|py)\b/;
const creation =
  /\b(?:create|write)\b.*(?:\.\w+|\bfiles?|\bnotes?)\b|\b(?:add|make)\s+(?:(?:a|an|some)\s+)?(?:new\s+)?(?:file|notes?)\b/is;
const quoted = /[`"'“”]([^`"'“”]+)[`"'“”]/;

function answerTo(scene: Scene): readonly Action[] {
  const { words } = scene;
  const [named] = file.exec(words) ?? [];
  const swap =
    /\b(?:replace|rename)\s+[`"']?(.+?)[`"']?\s+(?:with|by|to)\s+[`"']?(.+?)[`"']?\s+in\s+[`"']?([\w./-]+\w)/i.exec(
      words,
    );
  if (swap) return replace({ from: swap[1]!, to: swap[2]!, path: swap[3]! }, scene);
  if (/\b(?:google|web|internet|online|news)\b/i.test(words)) return web(scene);
  if (creation.test(words)) return create(named ?? 'NOTES.md', scene);
  if (/\b(?:fix|bugs?|wrong|repair|correct|broken|debug|change|edit|improve)\b/i.test(words)) return fix(scene);
  const pattern = patternOf(words);
  if (pattern) return find(pattern, scene);
  if (/\b(?:problems?|errors?|warnings?|diagnostics)\b/i.test(words)) return problems(scene);
  if (named) return read(named, scene);
  if (/\b(?:project|workspace|repo(?:sitory)?|overview|readme)\b/i.test(words)) return overview(scene);
  return tour(scene);
}

/** What to search for: the words in quotes, else the word after "search for", "find", "where is". */
function patternOf(words: string): string | undefined {
  const asked = /\b(?:search(?:\s+for)?|find|grep|look\s+for|where(?:'s|\s+is|\s+are|\s+do\s+we)?)\b(.*)/is.exec(
    words,
  )?.[1];
  if (asked === undefined) return undefined;
  const plain = asked.split(/[^\w$.-]+/).filter((word) => word && !idle.has(word.toLowerCase()));
  return quoted.exec(words)?.[1] ?? plain[0]?.replace(/\.$/, '');
}

const idle = new Set([
  'the',
  'a',
  'an',
  'all',
  'for',
  'of',
  'in',
  'every',
  'any',
  'word',
  'text',
  'uses',
  'use',
  'me',
  'is',
  'are',
  'we',
  'do',
]);

/** A call of a tool that is not at hand becomes the admission that it is not. */
const allowed =
  ({ can }: Scene) =>
  (action: Action): Action =>
    action.do === 'call' && !can(action.name)
      ? say(
          `I would call \`${action.name}\` now, but this prompt came without that tool: open a folder and trust it.\n`,
        )
      : action;

/** Puts the confession before whatever is said first; after the thought, before the first call. */
function confess(answer: readonly Action[]): readonly Action[] {
  const at = answer.findIndex((action) => action.do === 'say');
  const spoken = answer[at] as Extract<ContentAction, { do: 'say' }> | undefined;
  if (!spoken) {
    const after = answer.findIndex((action) => action.do !== 'think');
    return answer.toSpliced(after, 0, say(`${confession}\n`));
  }
  const shift = Buffer.byteLength(`${confession}\n\n`);
  const annotations = spoken.annotations?.map((one) => ({
    ...one,
    start_index: Number(one.start_index) + shift,
    end_index: Number(one.end_index) + shift,
  }));
  return answer.with(at, { ...spoken, text: `${confession}\n\n${spoken.text}`, ...(annotations && { annotations }) });
}
