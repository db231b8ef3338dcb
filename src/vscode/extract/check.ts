// The text of an answer and the JSON Schema it was asked for in, its value or what is wrong with it out; pure.

export type Checked =
  | {
      readonly value: unknown;
      /** Words of the schema that are not checked here. */
      readonly unchecked: readonly string[];
    }
  /** For the model: what does not fit, a line each. */
  | { readonly problems: string };

type Schema = Readonly<Record<string, unknown>>;
type Report = (at: string, problem: string) => void;

const most = 20;

/** Never throws. */
export function checkAnswer(text: string, schema: Schema): Checked {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: `The answer is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const checker = new Checker(schema);
  const problems: string[] = [];
  checker.check(value, schema, '', (at, problem) => problems.push(`${at || '/'}: ${problem}`));
  return problems.length > 0
    ? { problems: problems.slice(0, most).join('\n') }
    : { value, unchecked: [...checker.unchecked] };
}

/** Words that say nothing of what fits. `format` is one by the standard. */
const silent = new Set(
  'title description default examples format $schema $id $comment $defs definitions deprecated readOnly writeOnly nullable propertyOrdering'.split(
    ' ',
  ),
);

type Rule = (checker: Checker, given: never, value: unknown, at: string, report: Report, schema: Schema) => void;

class Checker {
  readonly unchecked = new Set<string>();
  readonly #root: Schema;
  #depth = 0;

  constructor(root: Schema) {
    this.#root = root;
  }

  check(value: unknown, schema: unknown, at: string, report: Report): void {
    if (schema === false) report(at, 'must not be there');
    if (!isObject(schema)) return;
    // A schema that refers to itself without going deeper into the value has no end.
    if (this.#depth > 200) {
      this.unchecked.add('$ref');
      return;
    }
    this.#depth++;
    for (const [word, given] of Object.entries(schema)) {
      if (silent.has(word)) continue;
      const rule = Object.hasOwn(rules, word) ? rules[word] : undefined;
      if (rule) rule(this, given as never, value, at, report, schema);
      else this.unchecked.add(word);
    }
    this.#depth--;
  }

  fits(value: unknown, schema: unknown, at: string): boolean {
    let fits = true;
    this.check(value, schema, at, () => {
      fits = false;
    });
    return fits;
  }

  /** Of `#/$defs/Name`, and any other place in the same schema. */
  referred(pointer: string): unknown {
    const keys = /^#(?:\/|$)/.test(pointer) ? pointer.split('/').slice(1) : undefined;
    const found = keys?.reduce<unknown>((place, key) => {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
      return isObject(place) && Object.hasOwn(place, name) ? place[name] : undefined;
    }, this.#root);
    if (found === undefined) this.unchecked.add(`$ref ${pointer}`);
    return found;
  }
}

/** A rule on values of one kind. */
const limit =
  <T>(of: (value: unknown) => T | undefined, holds: (measured: T, given: T) => boolean, words: string): Rule =>
  (_, given, value, at, report) => {
    const measured = of(value);
    if (measured !== undefined && !holds(measured, given)) report(at, `${words} ${String(given)}`);
  };

const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
const length = (value: unknown) => (typeof value === 'string' ? [...value].length : undefined);
const count = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
const size = (value: unknown) => (isObject(value) ? Object.keys(value).length : undefined);
const least = (measured: number, given: number) => measured >= given;
const largest = (measured: number, given: number) => measured <= given;

const rules: Readonly<Record<string, Rule>> = {
  $ref: (checker, pointer: string, value, at, report) => checker.check(value, checker.referred(pointer), at, report),
  type(_, given: string | readonly string[], value, at, report, { nullable }) {
    if (nullable === true && value === null) return;
    const types = [given].flat();
    if (!types.some((type) => isOf(type, value))) report(at, `must be ${types.join(' or ')}, is ${typeOf(value)}`);
  },
  const: (_, given: unknown, value, at, report) => {
    if (!same(given, value)) report(at, `must be ${JSON.stringify(given)}`);
  },
  enum(_, given: readonly unknown[], value, at, report) {
    if (!given.some((one) => same(one, value))) {
      report(at, `must be one of ${given.map((one) => JSON.stringify(one)).join(', ')}`);
    }
  },
  allOf: (checker, given: readonly unknown[], value, at, report) => {
    for (const one of given) checker.check(value, one, at, report);
  },
  anyOf(checker, given: readonly unknown[], value, at, report) {
    if (!given.some((one) => checker.fits(value, one, at))) report(at, 'fits none of the shapes it may have');
  },
  oneOf(checker, given: readonly unknown[], value, at, report) {
    const fitting = given.filter((one) => checker.fits(value, one, at)).length;
    if (fitting !== 1) report(at, `must fit one of the shapes it may have, fits ${fitting}`);
  },
  properties(checker, given: Schema, value, at, report) {
    if (!isObject(value)) return;
    for (const [name, schema] of Object.entries(given)) {
      if (Object.hasOwn(value, name)) checker.check(value[name], schema, `${at}/${name}`, report);
    }
  },
  required(_, given: readonly string[], value, at, report) {
    if (!isObject(value)) return;
    for (const name of given) if (!Object.hasOwn(value, name)) report(`${at}/${name}`, 'is missing');
  },
  additionalProperties(checker, given: unknown, value, at, report, { properties = {}, patternProperties }) {
    if (!isObject(value) || patternProperties) return;
    for (const [name, one] of Object.entries(value)) {
      if (!Object.hasOwn(properties as Schema, name)) checker.check(one, given, `${at}/${name}`, report);
    }
  },
  items(checker, given: unknown, value, at, report, { prefixItems }) {
    if (!Array.isArray(value)) return;
    const from = Array.isArray(prefixItems) ? prefixItems.length : 0;
    for (let i = from; i < value.length; i++) checker.check(value[i], given, `${at}/${i}`, report);
  },
  prefixItems(checker, given: readonly unknown[], value, at, report) {
    if (!Array.isArray(value)) return;
    for (const [i, one] of value.slice(0, given.length).entries()) checker.check(one, given[i], `${at}/${i}`, report);
  },
  uniqueItems(_, given: boolean, value, at, report) {
    if (!given || !Array.isArray(value)) return;
    if (new Set(value.map((one) => JSON.stringify(one))).size < value.length) report(at, 'holds something twice');
  },
  minimum: limit(number, least, 'must be at least'),
  maximum: limit(number, largest, 'must be at most'),
  exclusiveMinimum: limit(number, (measured, given) => measured > given, 'must be more than'),
  exclusiveMaximum: limit(number, (measured, given) => measured < given, 'must be less than'),
  minLength: limit(length, least, 'must have characters, at least'),
  maxLength: limit(length, largest, 'must have characters, at most'),
  minItems: limit(count, least, 'must have items, at least'),
  maxItems: limit(count, largest, 'must have items, at most'),
  minProperties: limit(size, least, 'must have properties, at least'),
  maxProperties: limit(size, largest, 'must have properties, at most'),
};

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Older schemas of the service spell types in capitals. */
function isOf(type: string, value: unknown): boolean {
  const name = String(type).toLowerCase();
  return name === 'integer' ? Number.isInteger(value) : name === typeOf(value);
}

/** Of JSON values; the order of properties says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same((a as Schema)[key], (b as Schema)[key]))
  );
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
