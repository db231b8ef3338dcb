// The Gemini port of a session in, the same port out, with every uploaded file that a request refers to alive: Google deletes them after two days.

import { FailureError, type Gemini, type InteractionRequest, type StreamEvent } from '../../agent/ports.ts';
import type { Content, Step, UserInput } from '../../shared/step.ts';
import type { Uploads } from './uploads.ts';

type Translate = (text: string, ...args: readonly string[]) => string;

export function withLiveFiles(
  gemini: Gemini,
  uploads: Pick<Uploads, 'known' | 'living' | 'gone'>,
  t: Translate,
): Gemini {
  return { ...gemini, open: (request, signal) => open(gemini, uploads, t, request, signal) };
}

async function* open(
  gemini: Gemini,
  uploads: Pick<Uploads, 'known' | 'living' | 'gone'>,
  t: Translate,
  request: InteractionRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  if (!refersTo(request.input, new Set(uploads.known.map(({ uri }) => uri))))
    return yield* gemini.open(request, signal);
  for (let again = false; ; again = true) {
    let input: readonly Step[];
    try {
      input = await Promise.all(request.input.map((step) => alive(step, uploads, signal)));
    } catch (error) {
      if (signal.aborted) return yield { type: 'aborted' };
      return yield { type: 'failed', contentSeen: false, failure: failureOf(error, t) };
    }
    const retried = yield* tried(gemini, uploads, { ...request, input }, signal, again);
    if (!retried) return;
  }
}

/** True: a file was deleted sooner than it was said to be, which is known from here on. */
async function* tried(
  gemini: Gemini,
  uploads: Pick<Uploads, 'gone'>,
  request: InteractionRequest,
  signal: AbortSignal,
  again: boolean,
): AsyncGenerator<StreamEvent, boolean> {
  for await (const event of gemini.open(request, signal)) {
    const [name] =
      event.type === 'failed' && !event.contentSeen ? (/files\/[a-z0-9-]+/.exec(event.failure.detail ?? '') ?? []) : [];
    if (name && !again && (await uploads.gone(name))) return true;
    yield event;
  }
  return false;
}

const contentsOf = (step: Step): readonly Content[] => (step.type === 'user_input' ? (step as UserInput).content : []);

function refersTo(steps: readonly Step[], known: ReadonlySet<string>): boolean {
  return steps.some((step) => contentsOf(step).some((part) => 'uri' in part && known.has(String(part.uri))));
}

async function alive(step: Step, uploads: Pick<Uploads, 'living'>, signal: AbortSignal): Promise<Step> {
  if (!contentsOf(step).some((part) => 'uri' in part)) return step;
  const content: Content[] = [];
  for (const part of contentsOf(step)) {
    const uri = 'uri' in part && typeof part.uri === 'string' ? await uploads.living(part.uri, signal) : undefined;
    content.push(uri === undefined ? part : ({ ...part, uri } as Content));
  }
  return { ...step, content } as Step;
}

function failureOf(error: unknown, t: Translate) {
  if (error instanceof FailureError) return error.failure;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: 'invalid_request',
    text: t(
      'Google has deleted a file of this conversation, and it is no longer on disk as it was sent. Attach it anew in a new session.',
    ),
    detail,
    remedies: [{ do: 'retry' }, { do: 'new_session' }],
  } as const;
}
