// Words for a tool's parameters in, what checks the arguments of a call and the JSON Schema for the model out. The words and what they say are those
// of zod/mini (a test holds them equal): the part of it that tools need, at a twentieth of its size.

import type { JsonSchema } from '../ports.ts';

/** `T`: what fits, as a type. */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** Each thing that does not fit, with its place. */
  readonly problems: Problems;
  readonly optional?: boolean;
  check(...more: readonly Check[]): this;
  /** For the type alone; never there. */
  readonly fits?: T;
}

export type ObjectSchema = Schema<unknown>;

interface OptionalSchema<T> extends Schema<T> {
  readonly optional: true;
}

interface Problem {
  readonly text: string;
  readonly path: readonly (string | number)[];
}
type Problems = (value: unknown) => readonly Problem[];

/** More of a schema: what it says to the model, and what it asks of a value of the right kind. */
interface Check {
  said(json: JsonSchema): JsonSchema;
  readonly refuses?: (value: unknown) => string | undefined;
}

type Fits<S> = S extends { readonly fits?: infer T } ? Exclude<T, undefined> : never;
type Shape = Readonly<Record<string, Schema<unknown>>>;
type OptionalKey<S> = { [K in keyof S]: S[K] extends { readonly optional: true } ? K : never }[keyof S];
type Fields<S> = { [K in Exclude<keyof S, OptionalKey<S>>]: Fits<S[K]> } & {
  [K in OptionalKey<S>]?: Fits<S[K]> | undefined;
};
type Flat<T> = { [K in keyof T]: T[K] };

export type { Fits as infer };

const one = (text: string): readonly Problem[] => [{ text, path: [] }];

function make<T>(json: JsonSchema, problems: Problems, optional?: true): Schema<T> {
  return {
    json,
    problems,
    ...(optional ? { optional } : {}),
    check(...more) {
      const refusals = (value: unknown) => more.flatMap(({ refuses }) => refuses?.(value) ?? []).flatMap(one);
      const both: Problems = (value) => {
        const found = problems(value);
        return found.some(({ path, text }) => path.length === 0 && text.startsWith('Invalid'))
          ? found
          : [...found, ...(value === undefined ? [] : refusals(value))];
      };
      const said = more.reduce((before, { said }) => said(before), json);
      return make(said, both, optional) as typeof this;
    },
  };
}

/** A value of one kind. */
function kind(expected: string, holds: (value: unknown) => boolean): Problems {
  return (value) => (holds(value) ? [] : one(`Invalid input: expected ${expected}, received ${kindOf(value)}`));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : typeof value;
}

export const string = (): Schema<string> =>
  make(
    { type: 'string' },
    kind('string', (value) => typeof value === 'string'),
  );

export const boolean = (): Schema<boolean> =>
  make(
    { type: 'boolean' },
    kind('boolean', (value) => typeof value === 'boolean'),
  );

/** Whole, and exact in a double. */
export function int(): Schema<number> {
  const isNumber = kind('number', Number.isFinite);
  const isWhole = kind('int', Number.isInteger);
  const whole: Problems = (value) => {
    const found = isNumber(value);
    return found.length > 0 ? found : isWhole(value);
  };
  return make<number>({ type: 'integer' }, whole).check(
    limit('minimum', Number.MIN_SAFE_INTEGER),
    limit('maximum', Number.MAX_SAFE_INTEGER),
  );
}

export function array<S extends Schema<unknown>>(element: S): Schema<Fits<S>[]> {
  const isList = kind('array', Array.isArray);
  return make({ type: 'array', items: element.json }, (value) => {
    const found = isList(value);
    return found.length > 0
      ? found
      : (value as readonly unknown[]).flatMap((item, at) => inside(element.problems(item), at));
  });
}

export function optional<S extends Schema<unknown>>({ json, problems }: S): OptionalSchema<Fits<S>> {
  return make<Fits<S>>(json, (value) => (value === undefined ? [] : problems(value)), true) as OptionalSchema<Fits<S>>;
}

/** No field but these. */
export function strictObject<S extends Shape>(shape: S): Schema<Flat<Fields<S>>> {
  const fields = Object.entries(shape);
  const required = fields.filter(([, field]) => !field.optional).map(([name]) => name);
  const isObject = kind('object', (value) => kindOf(value) === 'object');
  const json = {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, field.json])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  return make(json, (value) => {
    const found = isObject(value);
    if (found.length > 0) return found;
    const given = value as Readonly<Record<string, unknown>>;
    const odd = Object.keys(given).filter((name) => !Object.hasOwn(shape, name));
    const names = odd.map((name) => `"${name}"`).join(', ');
    return [
      ...(odd.length > 0 ? one(`Unrecognized key${odd.length > 1 ? 's' : ''}: ${names}`) : []),
      ...fields.flatMap(([name, field]) => inside(field.problems(given[name]), name)),
    ];
  });
}

const inside = (problems: readonly Problem[], at: string | number): readonly Problem[] =>
  problems.map(({ text, path }) => ({ text, path: [at, ...path] }));

/** For the model. */
export const describe = (description: string): Check => ({ said: (json) => ({ ...json, description }) });

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

/** `bound`: the word of JSON Schema, or `min` and `max` for what depends on the kind of value. */
function limit(bound: 'min' | 'max' | 'minimum' | 'maximum', by: number): Check {
  const least = bound.startsWith('min');
  return {
    said: (json) => {
      const word = bound.length > 3 ? bound : `${bound}${json.type === 'array' ? 'Items' : 'Length'}`;
      return { ...json, [word]: by };
    },
    refuses(value) {
      const size = typeof value === 'number' ? value : (value as string | readonly unknown[]).length;
      if (least ? size >= by : size <= by) return undefined;
      const type = kindOf(value);
      const what = type === 'number' ? 'to be ' : 'to have ';
      const unit = units[type] ? ` ${units[type]}` : '';
      return `Too ${least ? 'small' : 'big'}: expected ${type} ${what}${least ? '>' : '<'}=${by}${unit}`;
    },
  };
}

export const minLength = (by: number): Check => limit('min', by);
export const maxLength = (by: number): Check => limit('max', by);
export const gte = (by: number): Check => limit('minimum', by);
export const lte = (by: number): Check => limit('maximum', by);

/** For the model: each problem and where it is. Undefined: the value fits. */
export function refusalOf(schema: Schema<unknown>, value: unknown): string | undefined {
  const problems = [...schema.problems(value)].sort((a, b) => a.path.length - b.path.length);
  const lines = problems.map(({ text, path }) => `✖ ${text}${path.length > 0 ? `\n  → at ${written(path)}` : ''}`);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function written(path: readonly (string | number)[]): string {
  return path.map((at, i) => (typeof at === 'number' ? `[${at}]` : i > 0 ? `.${at}` : at)).join('');
}
