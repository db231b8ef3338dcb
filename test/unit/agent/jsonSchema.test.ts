// Parameters of tools in: the same JSON Schema as zod makes of them.

import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { jsonSchemaOf } from '../../../src/agent/calls/jsonSchema.ts';
import { defineTool } from '../../../src/agent/calls/tool.ts';

describe('JSON Schema of parameters', () => {
  it('is what zod makes of every kind that tools have', () => {
    const parameters = z.strictObject({
      path: z.string().check(z.minLength(1), z.maxLength(9), z.describe('A path.')),
      plain: z.string(),
      options: z.strictObject({ deep: z.optional(z.string()) }),
      line: z.int().check(z.gte(1), z.lte(1000)),
      any: z.optional(z.int()),
      all: z.optional(z.boolean().check(z.describe('All of them.'))),
      edits: z
        .array(z.strictObject({ old: z.string(), new: z.optional(z.string()) }))
        .check(z.minLength(1), z.maxLength(5)),
      described: z.optional(z.string()).check(z.describe('From outside.')),
    });
    const { $schema: _, ...wanted } = z.toJSONSchema(parameters);
    assert.deepEqual(jsonSchemaOf(parameters), wanted);
    const tool = defineTool({
      name: 'a',
      effect: 'read',
      description: '',
      parameters,
      title: () => '',
      targets: () => [],
    });
    assert.deepEqual(tool.declaration.parameters, wanted);
  });

  it('is refused for a kind that no tool has', () => {
    assert.throws(() => jsonSchemaOf(z.strictObject({ at: z.date() })), /No JSON Schema for date/);
  });
});
