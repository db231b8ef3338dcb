// A message of the page in, the command it is or nothing out: the page is drawn from model text, so nothing it says is believed unseen.

import { parseSummary } from '../shared/compaction.ts';
import type { Command } from '../shared/messages.ts';
import { parseOptions } from '../shared/options.ts';

/** Lengths in UTF-16 units above which a message is dropped. */
export const limits = {
  /** A prompt, a draft. */
  prompt: 1_000_000,
  /** What a copy button puts on the clipboard. */
  copy: 4_000_000,
  /** A denial's words to the model. */
  words: 20_000,
  url: 8192,
  path: 4096,
  id: 512,
  line: 100_000_000,
  /** Of a pasted file, in Base64. */
  image: 10_000_000,
} as const;

/** The field's value as the host may use it, or undefined for a value that is not one. */
type Guard<T> = (value: unknown) => T | undefined;
type Optional<T> = { readonly optional: Guard<T> };

/** A guard for every field of a command but `type`; optional fields as `{optional: guard}`. */
type Fields<C> = {
  readonly [F in Exclude<keyof C, 'type'>]-?: undefined extends C[F] ? Optional<NonNullable<C[F]>> : Guard<C[F]>;
};

const id = text(limits.id);
const prompt = text(limits.prompt);
const path = text(limits.path);

const mediaPlace = { interaction: id, index: count, part: count };

/** One row per command: a variant without a row, or a row without a field, does not compile. */
const commands: { readonly [T in Command['type']]: Fields<Extract<Command, { type: T }>> } = {
  ready: {},
  focus: {},
  send: { text: prompt },
  edit_queued: { id, text: { optional: prompt } },
  remove_queued: { id },
  send_queued: { id },
  earlier: { turn: id },
  stop: {},
  new_session: {},
  decide: { call: id, decision: oneOf('allow', 'allow_session', 'deny'), words: { optional: text(limits.words) } },
  answer: { call: id, text: text(limits.words) },
  show_terminal: { call: id },
  choose_tools: {},
  browser: { wish: oneOf('pause', 'resume', 'close') },
  browser_test: { turn: id },
  open_plan: { call: id },
  accept_plan: { call: id },
  research: { act: oneOf('run', 'edit', 'change', 'open', 'save', 'cancel'), turn: id },
  open_changes: { turn: id },
  decide_hunk: { call: id, path, hunk: lineNumber, verdict: oneOf('accepted', 'rejected') },
  review_files: { verdict: oneOf('accepted', 'rejected'), path: { optional: path } },
  open_diff: { call: id, path },
  open_file: { path, line: { optional: lineNumber } },
  open_link: { url: text(limits.url) },
  open_source: { name: path, page: { optional: lineNumber } },
  copy: { text: text(limits.copy) },
  insert_code: { text: text(limits.copy), language: id },
  open_code: { text: text(limits.copy), language: id },
  apply_code: { text: prompt, language: id },
  code_to_notebook: { text: text(limits.copy), output: text(limits.copy) },
  attach: {},
  detach: { id },
  open_attachment: { id },
  tune_attachment: { id },
  complete: { request: lineNumber, trigger: oneOf('@', '/'), query: path },
  choose: { item: path },
  drop: { uris: prompt },
  paste_text: { text: prompt },
  paste_file: { mimeType: id, name: id, data: base64 },
  toggle_selection: {},
  draft: { text: prompt },
  choose_model: { model: id },
  choose_thinking: { level: { optional: id } },
  set_options: { options: parseOptions },
  read_aloud: { turn: id, text: { optional: prompt } },
  stop_reading: {},
  save_reading: {},
  choose_voices: {},
  fetch_sound: { id },
  transcribe: { id },
  show_sessions: {},
  what_was_sent: { interaction: id },
  configure_tool: { tool: id },
  switch_tool: { tool: id, on: flag },
  drop_tool: { turn: id, tool: id },
  save_media: mediaPlace,
  open_media: mediaPlace,
  edit_picture: mediaPlace,
  compact: { turn: { optional: id } },
  edit_summary: { compaction: id, summary: parseSummary },
  undo_compaction: { compaction: id, undone: flag },
  set_key: {},
  retry: { turn: id },
  continue: { turn: id },
  edit_prompt: { turn: id, text: prompt },
  regenerate: { turn: id },
  regenerate_with: { turn: id },
  fork_here: { turn: id },
  rewind: { turn: id },
  restore: { turn: id },
  undo_restore: { restore: id },
  choose_branch: { turn: id },
  open_settings: {},
  show_log: {},
  resync: {},
};

/**
 * The command, as a fresh object of its known fields; undefined for an unknown type, an unknown or missing field, a wrong type, a text over
 * its limit, an object that is not plain. Lone surrogates become U+FFFD. Never throws on what `postMessage` can deliver.
 */
export function parseCommand(value: unknown): Command | undefined {
  if (!isPlain(value)) return undefined;
  const type = own(value, 'type');
  if (typeof type !== 'string' || !Object.hasOwn(commands, type)) return undefined;
  const fields: Readonly<Record<string, Guard<unknown> | Optional<unknown>>> = commands[type as Command['type']];
  const known = Reflect.ownKeys(value).every(
    (key) => key === 'type' || (typeof key === 'string' && Object.hasOwn(fields, key)),
  );
  if (!known) return undefined;
  const command: Record<string, unknown> = { type };
  for (const [name, guard] of Object.entries(fields)) {
    const given = own(value, name);
    if (given === undefined && typeof guard !== 'function') continue;
    const accepted = (typeof guard === 'function' ? guard : guard.optional)(given);
    if (accepted === undefined) return undefined;
    command[name] = accepted;
  }
  return command as unknown as Command;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A field's own value; a getter is not run. */
function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function text(longest: number): Guard<string> {
  return (value) => (typeof value === 'string' && value.length <= longest ? value.toWellFormed() : undefined);
}

function base64(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= limits.image && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? value
    : undefined;
}

function oneOf<T extends string>(...words: readonly T[]): Guard<T> {
  return (value) => words.find((word) => word === value);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limits.line
    ? (value as number)
    : undefined;
}

function lineNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= limits.line ? value : undefined;
}
