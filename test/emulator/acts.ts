// One action of a scenario in, what it makes the model do on the stage out.

import { callId, signature } from './ids.ts';
import { isBeforeGemini3 } from './models.ts';
import { Refusal } from './refusal.ts';
import type { ContentAction, Picture, Speech } from './scenario.ts';
import type { Delta, Stage } from './stage.ts';
import type { StepJson } from './validate/chain.ts';

type Json = Readonly<Record<string, unknown>>;
type ActionOf<D extends ContentAction['do']> = Extract<ContentAction, { do: D }>;

/** Thrown by an action after which the model says nothing more. */
export class Ended extends Error {}

/** In pieces of `size` code points; whole when no size is given. */
export function pieces(text: string, size?: number): readonly string[] {
  if (size === undefined) return text === '' ? [] : [text];
  const points = Array.from(text);
  const parts: string[] = [];
  for (let at = 0; at < points.length; at += size) parts.push(points.slice(at, at + size).join(''));
  return parts;
}

/** A picture of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const isSpeech = (part: Speech | Picture): part is Speech => 'text' in part;

function picture({
  type,
  mime_type: mime,
  data,
  bytes,
  uri,
  ...sound
}: Picture & { readonly do?: string }): Json & { readonly type: string } {
  const mimeType = mime ?? (type === 'image' ? 'image/png' : undefined);
  const filler = bytes === undefined ? pixel : Buffer.alloc(bytes, 'castor').toString('base64');
  return {
    type,
    ...(mimeType && { mime_type: mimeType }),
    ...(uri ? { uri } : { data: data ?? filler }),
    ...heard(sound),
  };
}

const heard = ({ sample_rate, channels }: Pick<Picture, 'sample_rate' | 'channels'>): Json => ({
  ...(sample_rate && { sample_rate }),
  ...(channels && { channels }),
});

function spoken({ text, repeat = 1, chunk, delay, annotations }: Speech): readonly Delta[] {
  const pace = delay === undefined ? {} : { delay };
  return [
    ...pieces(text.repeat(repeat), chunk).map((piece) => ({ delta: { text: piece, type: 'text' }, ...pace })),
    ...(annotations ? [{ delta: { annotations, type: 'text_annotation_delta' } }] : []),
  ];
}

async function message(parts: readonly (Speech | Picture)[], stage: Stage): Promise<void> {
  const opening = parts.find((part) => isSpeech(part) && part.start !== undefined) as Speech | undefined;
  const content = parts.map((part) =>
    isSpeech(part)
      ? {
          text: (part.start ?? '') + part.text.repeat(part.repeat ?? 1),
          ...(part.annotations && { annotations: part.annotations }),
          type: 'text',
        }
      : picture(part),
  );
  await stage.perform({
    start: { ...(opening && { content: [{ text: opening.start, type: 'text' }] }), type: 'model_output' },
    deltas: parts.flatMap((part) => (isSpeech(part) ? spoken(part) : [{ delta: picture(part) }])),
    final: { content, type: 'model_output' },
  });
}

async function think(action: ActionOf<'think'>, stage: Stage): Promise<void> {
  const shown = action.always || stage.interaction.request.summaries;
  const summary = shown ? [action.summary ?? []].flat() : [];
  const made =
    action.signature_bytes === undefined ? signature(stage.seed) : signature(stage.seed, action.signature_bytes);
  const sealed = action.signature === null ? undefined : (action.signature ?? made);
  const pace = action.delay === undefined ? {} : { delay: action.delay };
  const summaries = summary.flatMap((text) => pieces(text, action.chunk));
  if (sealed) stage.signature = sealed;
  await stage.perform({
    start: { type: 'thought' },
    deltas: [
      ...summaries.map((text) => ({ delta: { content: { text, type: 'text' }, type: 'thought_summary' }, ...pace })),
      ...(sealed === undefined ? [] : [{ delta: { signature: sealed, type: 'thought_signature' } }]),
    ],
    final: {
      ...(sealed !== undefined && { signature: sealed }),
      ...(summary.length > 0 && { summary: summary.map((text) => ({ text, type: 'text' })) }),
      type: 'thought',
    },
  });
}

async function call(action: ActionOf<'call'>, stage: Stage): Promise<void> {
  const id = action.id ?? callId(stage.seed);
  const args = action.arguments ?? {};
  const text = action.text ?? (action.arguments && !action.in_start ? JSON.stringify(args) : '');
  const pace = action.delay === undefined ? {} : { delay: action.delay };
  stage.issue(id, action.name);
  await stage.perform({
    start: { id, signature: '', type: 'function_call', name: action.name, arguments: action.in_start ? args : {} },
    deltas: pieces(text, action.split).map((piece) => ({
      delta: { arguments: piece, type: 'arguments_delta' },
      ...pace,
    })),
    final: { id, type: 'function_call', name: action.name, arguments: args },
  });
}

/** A tool of the service: its call and its result, a step each. Signed from Gemini 3 on. A unary answer tells the kind of search, a stream does not. */
async function serverTool(kind: string, args: Json, outcome: Json, stage: Stage): Promise<void> {
  const id = callId(stage.seed);
  const bare = isBeforeGemini3(stage.interaction.request.model ?? '');
  for (const [type, ids, fields, more] of [
    [`${kind}_call`, { id }, { arguments: args }, kind === 'google_search' ? { search_type: 'web_search' } : {}],
    [`${kind}_result`, { call_id: id }, outcome, {}],
  ] as const) {
    const sealed = bare ? {} : { signature: signature(stage.seed, 48) };
    await stage.perform({
      start: { ...ids, signature: '', type },
      deltas: [{ delta: { ...sealed, type, ...fields } }],
      final: { ...ids, ...fields, ...more, ...sealed, type },
    });
  }
}

async function step(action: ActionOf<'step'>, stage: Stage): Promise<void> {
  const { step: start, deltas = [] } = action;
  await stage.perform({
    start,
    deltas: deltas.map((delta) => ({ delta })),
    final: Object.assign({}, start, ...deltas.filter(({ type }) => type === start.type)) as StepJson,
    ...(action.index !== undefined && { index: action.index }),
    ...(action.start !== undefined && { started: action.start }),
    ...(action.stop !== undefined && { stopped: action.stop }),
  });
}

function raw({ event, text }: ActionOf<'raw'>, stage: Stage): void {
  const { interaction, index } = stage;
  if (text !== undefined) interaction.log.append({ text });
  if (!event) return;
  const filled = JSON.stringify(event).replaceAll('"$id"', JSON.stringify(interaction.id));
  stage.emit(JSON.parse(filled.replaceAll('"$index"', String(index))));
}

interface Failing {
  readonly empty?: boolean;
  readonly done?: boolean;
  /** HTTP status where no stream was asked for. */
  readonly status?: number;
}

function fail(stage: Stage, code: string, text: string, { empty = false, done = false, status = 500 }: Failing): never {
  const error = empty ? {} : { message: text, code };
  stage.interaction.refusal = new Refusal(status, { error });
  stage.emit({ error, event_type: 'error' });
  if (done) stage.interaction.log.append({ text: doneFrame });
  stage.interaction.errors = [{ code, message: text }];
  stage.interaction.finish('failed', stage.clock.now());
  throw new Ended();
}

export const doneFrame = 'event: done\ndata: [DONE]\n\n';

type Acts = { readonly [D in ContentAction['do']]: (action: ActionOf<D>, stage: Stage) => Promise<void> | void };

const cut = ({ do: how }: ActionOf<'drop' | 'eof' | 'hang'>, { interaction }: Stage): void =>
  interaction.log.append({ cut: how });

const acts: Acts = {
  say: (action, stage) => message([action], stage),
  message: ({ parts }, stage) => message(parts, stage),
  think,
  call,
  search: ({ queries, suggestions = [] }, stage) =>
    serverTool(
      'google_search',
      { queries },
      {
        ...(suggestions.length > 0 && { result: suggestions.map((html) => ({ search_suggestions: html })) }),
        is_error: false,
      },
      stage,
    ),
  code_execution: ({ code, result, is_error = false }, stage) =>
    serverTool('code_execution', { code, language: 'python' }, { result, is_error }, stage),
  url_context: ({ urls, status = 'success' }, stage) =>
    serverTool('url_context', { urls }, { result: urls.map((url) => ({ url, status })), is_error: false }, stage),
  image: (action, stage) => message([{ ...action, type: 'image' }], stage),
  media: (action, stage) => message([action], stage),
  step,
  raw,
  stall: ({ ms = Number.POSITIVE_INFINITY }, stage) => stage.sleep(ms),
  drop: cut,
  eof: cut,
  hang: cut,
  error: ({ code = 'api_error', message: text = 'An internal error has occurred.', ...rest }, stage) =>
    fail(stage, code, text, rest),
  overload: (_, stage) =>
    fail(
      stage,
      'invalid_request',
      `${String(stage.interaction.request.model)} is currently experiencing high demand, spikes in demand are usually temporary. Please try again later.`,
      { status: 503 },
    ),
  checkpoint: ({ token }, stage) => {
    const { interaction } = stage;
    interaction.continuationToken = token;
    stage.emit({
      interaction_id: interaction.id,
      status: interaction.status,
      continuation_token: token,
      event_type: 'interaction.status_update',
    });
  },
};

/** Performs one action. Throws `Ended` when nothing may follow it. */
export async function act(action: ContentAction, stage: Stage): Promise<void> {
  await (acts[action.do] as (action: ContentAction, stage: Stage) => Promise<void> | void)(action, stage);
}
