// Types and fields to schemas, values to tables, turns to the text of their whole answer.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { checkAnswer } from '../../../src/vscode/extract/check.ts';
import { csvOf, rowsOf } from '../../../src/vscode/extract/csv.ts';
import { finalText } from '../../../src/vscode/extract/finalText.ts';
import { schemaOfFields, schemaOfType, TypeProblem, typeAtLine } from '../../../src/vscode/extract/typeSchema.ts';

const source = `
import { x } from './x';
type Level = 'low' | 'high';
interface Line {
  /** What it is called. */
  readonly name: string;
  price: number; // in cents
  tags?: readonly string[];
}
export interface Cart {
  'the id': string;
  lines: Array<Line>;
  level: Level | null;
  done: boolean;
  meta: Record<string, { at: Date }>;
  next?: Cart;
}
type Odd<T> = { a: T };
interface More extends Cart { b: string }
type Call = (a: string) => void;
`;

describe('schema of a type', () => {
  it('says fields, lists, choices, what may be missing, and comments', () => {
    const line = {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'What it is called.' },
        price: { type: 'number' },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['name', 'price'],
      additionalProperties: false,
    };
    assert.deepEqual(schemaOfType(source, 'Line'), line);
    const cart = schemaOfType(source, 'Cart') as {
      properties: Record<string, unknown>;
      $defs: Record<string, unknown>;
    };
    assert.deepEqual(cart.$defs.Line, line);
    assert.deepEqual(cart.$defs.Level, { enum: ['low', 'high'] });
    assert.deepEqual(cart.properties, {
      'the id': { type: 'string' },
      lines: { type: 'array', items: { $ref: '#/$defs/Line' } },
      level: { anyOf: [{ $ref: '#/$defs/Level' }, { type: 'null' }] },
      done: { type: 'boolean' },
      meta: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          properties: { at: { type: 'string', format: 'date-time' } },
          required: ['at'],
          additionalProperties: false,
        },
      },
      next: { $ref: '#/$defs/Cart' },
    });
  });

  it('can be checked by what checks answers', () => {
    const schema = schemaOfType(source, 'Cart');
    const good = { 'the id': 'c', lines: [{ name: 'x', price: 1 }], level: null, done: true, meta: {} };
    assert.deepEqual(checkAnswer(JSON.stringify(good), schema), { value: good, unchecked: [] });
    const bad = { ...good, level: 'middle', lines: [{ name: 'x' }] };
    const checked = checkAnswer(JSON.stringify(bad), schema);
    assert.ok('problems' in checked && /price/.test(checked.problems) && /level/.test(checked.problems));
  });

  it('is refused for what is no data', () => {
    for (const name of ['Odd', 'More', 'Call', 'Missing']) {
      assert.throws(() => schemaOfType(source, name), TypeProblem, name);
    }
  });

  it('is of the type that the cursor is in', () => {
    assert.equal(typeAtLine(source, 5), 'Line');
    assert.equal(typeAtLine(source, 12), 'Cart');
    assert.equal(typeAtLine(source, 1), undefined);
  });

  it('is made of fields as people write them', () => {
    assert.deepEqual(schemaOfFields('name, price: number, tags?: string[]'), {
      type: 'object',
      properties: {
        name: { type: 'string' },
        price: { type: 'number' },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['name', 'price'],
      additionalProperties: false,
    });
    assert.throws(() => schemaOfFields('a: 7 7'), TypeProblem);
  });
});

describe('check of an answer', () => {
  it('tells no JSON, what does not fit, and what it cannot check', () => {
    assert.ok('problems' in checkAnswer('```json\n{}\n```', {}));
    assert.ok('problems' in checkAnswer('[1', { type: 'array' }));
    assert.deepEqual(
      checkAnswer('[1]', {
        type: 'array',
        items: { $ref: '#/definitions/n' },
        definitions: { n: { type: 'integer' } },
      }),
      { value: [1], unchecked: [] },
    );
    const unchecked = checkAnswer('{"a":1}', { type: 'object', if: {} });
    assert.deepEqual(unchecked, { value: { a: 1 }, unchecked: ['if'] });
  });

  const people = { type: 'array', items: { $ref: '#' } };
  const cases: readonly (readonly [schema: object, fits: readonly unknown[], not: readonly unknown[]])[] = [
    [{ type: 'integer' }, [1, -2, 1e3], [1.5, '1', null]],
    [{ type: ['string', 'null'] }, ['', null], [0, []]],
    [{ type: 'STRING', nullable: true }, ['a', null], [1]],
    [{ const: { a: [1, 2], b: null } }, [{ b: null, a: [1, 2] }], [{ a: [2, 1], b: null }, { a: [1, 2] }]],
    [{ enum: ['low', 3] }, ['low', 3], ['3', 'high']],
    [{ anyOf: [{ type: 'string' }, { type: 'number', minimum: 5 }] }, ['a', 5], [4, {}]],
    [{ oneOf: [{ type: 'integer' }, { minimum: 5 }] }, [4, 5.5], [7, 1.5]],
    [{ allOf: [{ minimum: 1 }, { exclusiveMaximum: 3 }] }, [1, 2.9], [0, 3]],
    [{ properties: { a: false }, additionalProperties: { type: 'number' } }, [{}, { b: 1 }], [{ a: 1 }, { b: 'x' }]],
    [{ properties: { a: {} }, required: ['a'], additionalProperties: false }, [{ a: 0 }], [{}, { a: 0, toString: 1 }]],
    [{ prefixItems: [{ type: 'string' }], items: { type: 'number' } }, [['a', 1], []], [[1], ['a', 'b']]],
    [{ minItems: 1, maxItems: 2, uniqueItems: true }, [[1], [1, 2]], [[], [1, 2, 3], [1, 1]]],
    [{ minLength: 2, maxLength: 3 }, ['ab', '👍👍'], ['a', 'abcd', '👍']],
    [{ minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 2 }]],
    [{ properties: { name: { type: 'string' }, kin: people } }, [{ kin: [{ kin: [] }] }], [{ kin: [{ name: 1 }] }]],
  ];
  for (const [schema, fits, not] of cases) {
    it(`knows ${JSON.stringify(schema).slice(0, 60)}`, () => {
      for (const value of fits) {
        assert.deepEqual(checkAnswer(JSON.stringify(value), { ...schema }), { value, unchecked: [] });
      }
      for (const value of not)
        assert.ok('problems' in checkAnswer(JSON.stringify(value), { ...schema }), JSON.stringify(value));
    });
  }

  it('ends with a schema that refers to itself in a circle, and says which words it does not know', () => {
    assert.deepEqual(checkAnswer('1', { $ref: '#' }), { value: 1, unchecked: ['$ref'] });
    assert.deepEqual(checkAnswer('"a"', { pattern: '^(a+)+$', $ref: '#/$defs/none' }), {
      value: 'a',
      unchecked: ['pattern', '$ref #/$defs/none'],
    });
  });

  it('names the place of each thing that does not fit', () => {
    const checked = checkAnswer('{"lines":[{"price":"x"}]}', {
      properties: { lines: { items: { properties: { price: { type: 'number' } }, required: ['name'] } } },
    });
    assert.deepEqual(checked, {
      problems: '/lines/0/price: must be number, is string\n/lines/0/name: is missing',
    });
  });
});

describe('a table', () => {
  it('is a list of flat objects, or the only list of an object', () => {
    const rows = [{ a: 1 }, { a: null, b: 'x' }];
    assert.deepEqual(rowsOf(rows), rows);
    assert.deepEqual(rowsOf({ found: rows, count: 2 }), rows);
    for (const value of [[], {}, 7, [1], [{ a: {} }], { a: rows, b: rows }]) assert.equal(rowsOf(value), undefined);
    assert.equal(csvOf(rows), 'a,b\r\n1,\r\n,x\r\n');
  });

  it('comes back from CSV as it went in, and no cell is a formula', () => {
    assert.equal(csvOf([{ a: '=1+1', b: 'x,"y"\nz', c: -5 }]), 'a,b,c\r\n\'=1+1,"x,""y""\nz",-5\r\n');
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'ü') });
    fc.assert(
      fc.property(fc.array(fc.record({ x: cell, y: cell }), { minLength: 1 }), (rows) => {
        assert.deepEqual(parse(csvOf(rows)), [['x', 'y'], ...rows.map(({ x, y }) => [x, y])]);
      }),
    );
  });
});

/** RFC 4180, read plainly. */
function parse(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('the whole answer', () => {
  const hop = (key: string, text: string, status: string): SessionEvent[] => [
    { type: 'interaction.requested', turn: 't1', interaction: key, at: 1, model: 'm', stored: true, input: [] },
    {
      type: 'step.started',
      interaction: key,
      index: 0,
      step: { type: 'model_output', content: [{ type: 'text', text }] },
      at: 1,
    },
    { type: 'step.stopped', interaction: key, index: 0, at: 1 },
    { type: 'interaction.completed', interaction: key, status, at: 1 },
  ];
  const ended = (outcome: 'completed' | 'stopped', ...hops: SessionEvent[][]) =>
    finalText(
      foldAll([
        { type: 'prompt.sent', turn: 't1', at: 1, text: 'x', attachments: [], model: 'm' },
        ...hops.flat(),
        { type: 'turn.completed', turn: 't1', at: 2, outcome },
      ]).last!,
    );

  it('is of the last interaction, with the hops it is the end of', () => {
    assert.deepEqual(ended('completed', hop('a', 'I look.', 'requires_action'), hop('b', '{}', 'completed')), {
      text: '{}',
    });
    assert.deepEqual(ended('completed', hop('a', '{"a":', 'requires_continuation'), hop('b', '1}', 'completed')), {
      text: '{"a":1}',
    });
  });

  it('is none when it was cut off', () => {
    assert.deepEqual(ended('completed', hop('a', '{}', 'incomplete')), { cut: true });
    assert.deepEqual(ended('stopped', hop('a', '{}', 'completed')), { cut: true });
    assert.deepEqual(ended('completed'), { cut: true });
  });
});
