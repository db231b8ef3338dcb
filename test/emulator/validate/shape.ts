// A JSON value and where it stands in, nothing or a Refusal thrown out: the few combinators the request tables are written in.

import { invalidAt, missing, unknownParameter, unsupported } from '../refusal.ts';

/** Throws a Refusal when the value at `path` is not as it must be. `path` is '' for the body itself. */
export type Check = (value: unknown, path: string) => void;

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const anything: Check = () => {};

export const text: Check = (value, path) => {
  if (typeof value !== 'string') throw invalidAt(path);
};

export const filled: Check = (value, path) => {
  if (typeof value !== 'string' || value === '') throw invalidAt(path);
};

export const flag: Check = (value, path) => {
  if (typeof value !== 'boolean') throw invalidAt(path);
};

export const quantity: Check = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidAt(path);
};

export const integer =
  (least = 0, most = 2 ** 31 - 1): Check =>
  (value, path) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) throw invalidAt(path);
  };

export const object: Check = (value, path) => {
  if (!isObject(value)) throw invalidAt(path);
};

/** One of the given words. */
export const words =
  (...supported: readonly string[]): Check =>
  (value, path) => {
    text(value, path);
    if (supported.includes(value as string)) return;
    const dot = path.lastIndexOf('.');
    throw unsupported(value, path.slice(dot + 1), dot < 0 ? '' : path.slice(0, dot), supported);
  };

export const list =
  (of: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) throw invalidAt(path);
    for (const [index, item] of value.entries()) of(item, `${path}[${index}]`);
  };

export const mapOf =
  (of: Check): Check =>
  (value, path) => {
    object(value, path);
    for (const [key, item] of Object.entries(value as Json)) of(item, `${path}.${key}`);
  };

/** An object with these fields and no other. */
export const shape =
  (fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
  (value, path) => {
    object(value, path);
    for (const [key, item] of Object.entries(value as Json)) {
      const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!check) throw unknownParameter(key, path);
      check(item, path ? `${path}.${key}` : key);
    }
    for (const key of required) if (!Object.hasOwn(value as Json, key)) throw missing(key, path);
  };

/** An object whose `type` names its shape. The `type` field itself must not be in the shapes. */
export const tagged =
  (kinds: Readonly<Record<string, Check>>, supported: readonly string[] = Object.keys(kinds)): Check =>
  (value, path) => {
    object(value, path);
    const { type, ...rest } = value as Json;
    if (type === undefined) throw missing('type', path);
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!check) throw unsupported(type, 'type', path, supported);
    check(rest, path);
  };

/** The first check when the value is what `is` says, else the second. */
export const either =
  (is: (value: unknown) => boolean, yes: Check, no: Check): Check =>
  (value, path) =>
    (is(value) ? yes : no)(value, path);

export const textOr = (other: Check): Check => either((value) => typeof value === 'string', text, other);
