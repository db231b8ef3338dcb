// Words of parameters and values in: what zod says of them, in JSON Schema and of what does not fit.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as zod from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import * as own from '../../../src/agent/calls/schema.ts';
import { defineTool } from '../../../src/agent/calls/tool.ts';

zod.config(english());

/** The same words in each. */
const parametersIn = (z: typeof own) =>
  z.strictObject({
    path: z.string().check(z.minLength(1), z.maxLength(9), z.describe('A path.')),
    plain: z.string(),
    line: z.int().check(z.gte(1), z.lte(1000)),
    any: z.optional(z.int()),
    all: z.optional(z.boolean().check(z.describe('All of them.'))),
    edits: z
      .array(z.strictObject({ old: z.string().check(z.minLength(2)), new: z.optional(z.string()) }))
      .check(z.minLength(1), z.maxLength(3)),
    options: z.strictObject({ deep: z.optional(z.string()) }),
    outside: z.optional(z.string()).check(z.describe('From outside.')),
  });
const mine = parametersIn(own);
const theirs = parametersIn(zod as unknown as typeof own) as unknown as zod.ZodMiniObject;

const odd = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 'a', 'abc', '0123456789', 0, -1, 1, 7, 1001, 1.5, true, [], {}),
  fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300),
);
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ old: fc.constantFrom('ab', 'abc'), new: fc.constant('x') }, { requiredKeys: ['old'] }),
  },
  fc.record({ old: odd, new: odd, more: odd }, { requiredKeys: [] }),
  odd,
);
const mostly = (good: fc.Arbitrary<unknown>) => fc.oneof({ weight: 20, arbitrary: good }, odd);
const args = fc.record(
  {
    path: mostly(fc.constant('a/b')),
    plain: mostly(fc.string()),
    line: mostly(fc.integer({ min: 1, max: 1000 })),
    any: mostly(fc.integer()),
    all: mostly(fc.boolean()),
    edits: mostly(fc.array(edit, { maxLength: 4 })),
    options: mostly(fc.constantFrom({}, { deep: 'x' }, { deep: 1 })),
    outside: mostly(fc.string()),
    more: odd,
  },
  { requiredKeys: [] },
);

/**
 * The first problem of each argument, by its name. Beside a wrong kind zod tells of a length that is none, and beside a wrong length nothing of
 * what is inside.
 */
function saidOf(refusal: string | undefined): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const problem of (refusal ?? '').split(/^✖ /m).filter(Boolean)) {
    const [text = '', place = ''] = problem.split('\n  → at ');
    said[/^\w*/.exec(place)![0]] ??= `${text.trim().replace('int to be', 'number to be')} at ${place.trim()}`;
  }
  return said;
}

describe('parameters of a tool', () => {
  it('are the JSON Schema that zod makes of the same words', () => {
    const { $schema: _, ...wanted } = zod.toJSONSchema(theirs);
    assert.deepEqual(mine.json, wanted);
    const tool = defineTool({
      name: 'a',
      effect: 'read',
      description: '',
      parameters: mine,
      title: () => '',
      targets: () => [],
    });
    assert.deepEqual(tool.declaration.parameters, wanted);
  });

  it('take what zod takes, and say what zod says of anything else', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(args, args, odd), (value) => {
        const parsed = zod.safeParse(theirs, value);
        const refusal = own.refusalOf(mine, value);
        if (parsed.success) taken++;
        assert.deepEqual(saidOf(refusal), saidOf(parsed.success ? undefined : zod.prettifyError(parsed.error)));
      }),
      { numRuns: 5000, seed: 7 },
    );
    assert.ok(taken > 20, `${taken} were taken`);
  });

  it('have no field that an object inherits', () => {
    const inherited = JSON.parse('{"__proto__": {"path": "a"}, "toString": 1}') as unknown;
    assert.match(own.refusalOf(own.strictObject({}), inherited) ?? '', /Unrecognized keys: "__proto__", "toString"/);
    assert.match(own.refusalOf(own.strictObject({ constructor: own.string() }), {}) ?? '', /expected string/);
  });
});
