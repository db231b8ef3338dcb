// A zod schema of a tool's parameters in, its JSON Schema out: zod's own way to it is a fifth of the tools' bundle, for kinds that no tool has.

import type * as core from 'zod/v4/core';
import { globalRegistry } from 'zod/v4/core';
import type { JsonSchema } from '../ports.ts';

/** As `z.toJSONSchema`, for objects, lists, texts, whole numbers, flags and what may be missing. Throws on any other kind. */
export function jsonSchemaOf(schema: core.$ZodType): JsonSchema {
  const description = globalRegistry.get(schema)?.description;
  return { ...shapeOf(schema as core.$ZodTypes), ...(description ? { description } : {}) };
}

function shapeOf({ _zod: { def } }: core.$ZodTypes): JsonSchema {
  const { least, most } = limitsOf(def.checks ?? []);
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape);
      const required = fields.filter(([, field]) => field._zod.def.type !== 'optional').map(([name]) => name);
      return {
        type: 'object',
        properties: Object.fromEntries(fields.map(([name, field]) => [name, jsonSchemaOf(field)])),
        ...(required.length > 0 ? { required } : {}),
        additionalProperties: false,
      };
    }
    case 'array':
      return { type: 'array', items: jsonSchemaOf(def.element), ...named('Items', least, most) };
    case 'string':
      return { type: 'string', ...named('Length', least, most) };
    case 'number':
      return { type: 'integer', minimum: least ?? Number.MIN_SAFE_INTEGER, maximum: most ?? Number.MAX_SAFE_INTEGER };
    case 'boolean':
      return { type: 'boolean' };
    case 'optional':
      return jsonSchemaOf(def.innerType);
    default:
      throw new TypeError(`No JSON Schema for ${def.type}`);
  }
}

/** Of lengths and of numbers; checks of other kinds (a description is one) say nothing here. */
function limitsOf(checks: readonly core.$ZodCheck[]): { readonly least?: unknown; readonly most?: unknown } {
  const found: { least?: unknown; most?: unknown } = {};
  for (const { _zod } of checks) {
    const { check, minimum, maximum, value } = _zod.def as unknown as Readonly<Record<string, unknown>>;
    if (check === 'min_length' || check === 'greater_than') found.least = minimum ?? value;
    if (check === 'max_length' || check === 'less_than') found.most = maximum ?? value;
  }
  return found;
}

const named = (of: string, least: unknown, most: unknown): JsonSchema => ({
  ...(least === undefined ? {} : { [`min${of}`]: least }),
  ...(most === undefined ? {} : { [`max${of}`]: most }),
});
