// What went wrong in, the failure a person sees out: kind, words, what to do next. The one catalogue of it, a function per thing.

import type { Failure, FailureKind, Remedy } from '../shared/failure.ts';

/** Translates a sentence; `{0}`, `{1}` … stand for the arguments. */
export type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** The service's own words (redacted by the caller) and the HTTP status, when there are any. */
export interface Said {
  readonly detail?: string;
  readonly status?: number;
}

export const english: Translate = (text, ...args) => text.replace(/\{(\d)\}/g, (_, n) => String(args[Number(n)] ?? ''));

function make(kind: FailureKind, text: string, { detail, status }: Said, ...remedies: Remedy[]): Failure {
  return { kind, text, ...(detail ? { detail } : {}), ...(status === undefined ? {} : { status }), remedies };
}

const retry = { do: 'retry' } as const;
const goOn = { do: 'continue' } as const;
const setKey = { do: 'set_key' } as const;
const otherModel = { do: 'other_model' } as const;
const openSettings = { do: 'open_settings' } as const;
const showLog = { do: 'show_log' } as const;
const newSession = { do: 'new_session' } as const;

export const noKey = (t: Translate): Failure =>
  make('no_key', t('There is no Gemini API key yet. Set one to go on.'), {}, setKey);

export const badKey = (t: Translate, said: Said): Failure =>
  make('bad_key', t('The Gemini API does not accept this API key. Check it, or set another one.'), said, setKey);

export const forbidden = (t: Translate, said: Said): Failure =>
  make(
    'forbidden',
    t('This API key may not do that: it is restricted, or the Gemini API is not enabled in its project.'),
    said,
    setKey,
    otherModel,
  );

export const payment = (t: Translate, said: Said): Failure =>
  make('payment', t('The project of this API key needs billing for that.'), said, otherModel, setKey);

export const region = (t: Translate, said: Said): Failure =>
  make('region', t('The Gemini API is not offered on these terms where you are.'), said, setKey);

/** `until`: Unix ms at which the service takes requests again, when it said so. */
export const rateLimit = (t: Translate, said: Said, until?: number): Failure =>
  make(
    'rate_limit',
    t('Too many requests for this API key at the moment.'),
    said,
    ...(until === undefined ? [retry] : [{ do: 'wait', until } as const]),
    otherModel,
  );

export const quota = (t: Translate, said: Said, until?: number): Failure =>
  make(
    'quota',
    t('The quota of this API key is used up for now.'),
    said,
    ...(until === undefined ? [] : [{ do: 'wait', until } as const]),
    otherModel,
    setKey,
  );

export const overloaded = (t: Translate, said: Said): Failure =>
  make('overloaded', t('The model is overloaded at the moment. This usually passes soon.'), said, retry, otherModel);

export const unavailable = (t: Translate, said: Said): Failure =>
  make('unavailable', t('The Gemini API has a problem on its side.'), said, retry, showLog);

export const timeout = (t: Translate, said: Said): Failure =>
  make('timeout', t('The Gemini API took too long to answer.'), said, retry, otherModel);

export const offline = (t: Translate, host: string, said: Said): Failure =>
  make(
    'offline',
    t('{0} cannot be reached. Check the network connection and the proxy settings.', host),
    said,
    retry,
    openSettings,
  );

export const notSecure = (t: Translate, host: string, said: Said): Failure =>
  make(
    'wrong_server',
    t(
      'No secure connection to {0}: its certificate is not trusted. A proxy that inspects traffic is a common cause.',
      host,
    ),
    said,
    openSettings,
    retry,
  );

export const proxyRefused = (t: Translate, said: Said): Failure =>
  make('wrong_server', t('The proxy wants a user name and password.'), said, openSettings, retry);

export const interrupted = (t: Translate, said: Said): Failure =>
  make(
    'interrupted',
    t('The connection ended before the answer was complete. What arrived is kept.'),
    said,
    retry,
    goOn,
    showLog,
  );

export const stalled = (t: Translate, seconds: number, said: Said): Failure =>
  make(
    'interrupted',
    t('Nothing came for {0} seconds, so the connection was closed. What arrived is kept.', seconds),
    said,
    retry,
    goOn,
    showLog,
  );

export const unknownOutcome = (t: Translate, said: Said): Failure =>
  make(
    'unknown_outcome',
    t(
      'The connection broke before an answer came: it is not known whether the request ran. Trying again is safe for your files and may be charged twice.',
    ),
    said,
    retry,
  );

export const invalidRequest = (t: Translate, said: Said): Failure =>
  make('invalid_request', t('The Gemini API refused the request.'), said, showLog, newSession);

export const notSupported = (t: Translate, said: Said): Failure =>
  make('not_supported', t('The Gemini API does not support that, at least not with this model.'), said, otherModel);

/** The service could not make anything of a file that was uploaded. */
export const unreadableFile = (t: Translate, name: string): Failure =>
  make(
    'invalid_request',
    t('Google could not read {0}: it may be damaged, or in a format it does not know.', name),
    {},
  );

export const modelNotFound = (t: Translate, model: string, said: Said): Failure =>
  make('model_not_found', t('There is no model {0} for this API key.', model), said, otherModel);

export const chainLost = (t: Translate, said: Said): Failure =>
  make(
    'chain_lost',
    t('The conversation is no longer on the server, or the server lost its thread. It can be sent again from here.'),
    said,
    retry,
    newSession,
  );

export const conflict = (t: Translate, said: Said): Failure =>
  make('conflict', t('Something else changed this interaction at the same time.'), said, retry);

export const tooLarge = (t: Translate, said: Said): Failure =>
  make('too_large', t('That is more than the model or the Gemini API takes at once.'), said, newSession, otherModel);

export const retiredSchema = (t: Translate, said: Said): Failure =>
  make(
    'retired_schema',
    t('This server or proxy still speaks the schema retired in June 2026. Check the base URL and the API version.'),
    said,
    openSettings,
  );

export const wrongServer = (t: Translate, host: string, said: Said): Failure =>
  make(
    'wrong_server',
    t(
      '{0} answered with something that is not the Gemini API. Check the base URL, or a proxy or sign-in page in between.',
      host,
    ),
    said,
    openSettings,
    retry,
  );

export const malformedAnswer = (t: Translate, said: Said): Failure =>
  make(
    'malformed_answer',
    t('The answer arrived damaged, so it cannot be trusted to be complete.'),
    said,
    retry,
    showLog,
  );

export const emptyAnswer = (t: Translate, said: Said): Failure =>
  make('malformed_answer', t('The Gemini API sent an empty answer.'), said, retry);

export const internal = (t: Translate, said: Said): Failure =>
  make('internal', t('Castor itself made a mistake here.'), said, retry, showLog);

/** Codes of an answer that was held back (contract section 10). */
const blockedWords: Readonly<Record<string, string>> = {
  safety: 'The answer was held back by the safety filters. Say differently what you want, or ask another model.',
  recitation:
    'The answer was held back because it came too close to existing text. Ask for less of it, or for your own words.',
  language: 'The answer was held back because its language is not supported. Ask in another language.',
  prohibited_content: 'The request or the answer was held back as prohibited content. Leave that part out.',
  spii: 'The answer was held back because it held sensitive personal information. Leave out what names people.',
  blocklist: 'The answer was held back because of a blocked word. Say it in other words.',
  content_blocked:
    'The request or the answer was held back by a content filter. Say differently what you want, or leave a file out.',
  image_safety: 'The picture was held back by the safety filters. Describe another one.',
  image_prohibited_content: 'The picture was held back as prohibited content. Describe another one.',
  image_recitation:
    'The picture was held back because it came too close to an existing one. Describe it in your own words.',
  image_other: 'The picture was held back. Describe it differently.',
};

/** Codes of an answer the model got wrong. */
const malformedWords: Readonly<Record<string, string>> = {
  malformed_function_call: 'The model wrote a tool call that cannot be read. Trying again usually helps.',
  malformed_tool_call: 'The model wrote a tool call that cannot be read. Trying again usually helps.',
  unexpected_tool_call: 'The model called a tool that it was not offered. Try again, or switch the tool on.',
  too_many_tool_calls: 'The model called too many tools at once. Ask for one thing at a time.',
  no_image: 'The model was asked for a picture and made none. Ask for it more plainly.',
};

/** A function call of the history without the signature of its thought. */
export const missingSignature = (t: Translate, said: Said): Failure =>
  make(
    'invalid_request',
    t('The conversation lost a part the model needs to go on (a thought signature).'),
    said,
    newSession,
  );

/** A generation failure by its code; undefined for a code that names none. */
export function generation(t: Translate, code: string, said: Said): Failure | undefined {
  const blocked = blockedWords[code];
  if (blocked) return make('blocked', t(blocked), said, retry, otherModel, newSession);
  const malformed = malformedWords[code];
  return malformed ? make('malformed_answer', t(malformed), said, retry, otherModel) : undefined;
}

/** The service ended the interaction as failed and gave no reason that is known. */
export const failedAnswer = (t: Translate, said: Said): Failure =>
  make('unavailable', t('The Gemini API gave up on this answer.'), said, retry, otherModel);

export const incomplete = (t: Translate, said: Said): Failure =>
  make('incomplete', t('The answer stopped at a limit before it was complete.'), said, { do: 'continue' });

export const budget = (t: Translate, said: Said): Failure =>
  make('budget', t('The token budget for this answer is used up. What arrived is kept.'), said, { do: 'continue' });

export const unknownStatus = (t: Translate, status: string, said: Said): Failure =>
  make('unavailable', t('The answer ended with the state "{0}", which Castor does not know.', status), said, retry);
