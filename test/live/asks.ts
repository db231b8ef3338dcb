// A claim in one sentence in, the check of it out: the few shapes that most checks have.

import type { InteractionRequest } from '../../src/agent/ports.ts';
import { isStep, type Step } from '../../src/shared/step.ts';
import type { Answer, Asker, Check, Reply } from './check.ts';

type Of = Check['of'];
type More = Partial<InteractionRequest>;

export const config = (more: NonNullable<InteractionRequest['generationConfig']>) => ({ generationConfig: more });

export const json = (schema: object): NonNullable<InteractionRequest['responseFormat']> => ({
  type: 'text',
  mime_type: 'application/json',
  schema,
});

export const said = (...content: Extract<Step, { type: 'user_input' }>['content']): Step => ({
  type: 'user_input',
  content,
});

export function whole(answer: Answer): string {
  if (answer.refused) throw new Error(answer.refused);
  return `${answer.status}, steps ${answer.kinds.join(' ')}`;
}

export const outcome = ({ refused, status, kinds, text }: Answer): string =>
  refused ?? `${status}, steps ${kinds.join(' ')}: ${JSON.stringify(text.slice(0, 80))}`;

export const shown = ({ status, text }: Reply): string => `${status} ${text.slice(0, 200)}`;

/** Looks at what comes, also at a refusal. */
export function tells(of: Of, name: string, mark: Check['mark'], claim: string, text: string, more: More = {}): Check {
  return { of, name, mark, claim, run: async ({ ask }) => outcome(await ask(text, more)) };
}

/** Wants a step of that kind. */
export function brings(of: Of, mark: Check['mark'], claim: string, text: string, tool: object, kind: string): Check {
  const run = async ({ ask }: Asker) => {
    const answer = await ask(text, { tools: [tool as { type: string }] });
    const seen = whole(answer);
    if (!answer.kinds.includes(kind)) throw new Error(`no ${kind}: ${seen}`);
    const result = answer.steps.find(({ type }) => type === kind.replace('_call', '_result')) as { result?: unknown };
    return `${seen}; result is ${Array.isArray(result?.result) ? 'a list' : typeof result?.result}`;
  };
  return { of, name: kind.replace('_call', '').replaceAll('_', '-'), mark, claim, run };
}

/** Wants an answer that holds a word. */
export function reads(of: Of, name: string, claim: string, input: Step, word: RegExp, more: More = {}): Check {
  const run = async ({ ask }: Asker) => {
    const answer = await ask('', { ...more, input: [input] });
    if (!word.test(answer.text)) throw new Error(`not ${word}: ${outcome(answer)}`);
    return whole(answer);
  };
  return { of, name, mark: 'D', claim, ...(more.model ? { model: more.model } : {}), run };
}

export const readFile = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file of the workspace.',
  parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
} as const;

/** Asks for calls of functions, and has results for them. */
export async function called(
  { ask }: Asker,
  text: string,
  { result = 'otter', ...more }: More & { result?: Extract<Step, { type: 'function_result' }>['result'] } = {},
) {
  const tools: InteractionRequest['tools'] = more.tools ?? [readFile];
  const answer = await ask(text, { tools, ...more });
  const calls = answer.steps.filter((step) => isStep(step, 'function_call'));
  if (calls.length === 0) throw new Error(`no call: ${whole(answer)}`);
  const results = calls.map(({ id, name }): Step => ({ type: 'function_result', call_id: id, name, result }));
  return { answer, results, tools };
}
