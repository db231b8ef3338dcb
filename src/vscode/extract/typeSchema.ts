// The text of TypeScript types in, the JSON Schema of one of them out: the part of the language that describes data; pure.

import type { JsonSchema } from '../../agent/ports.ts';
import { type TypeToken, tokensOf } from './typeTokens.ts';

type Schema = Record<string, unknown>;

/** What cannot be said as a schema; the message names it for the person. */
export class TypeProblem extends Error {}

/** Of the interface or type alias `name` in a source text; types it refers to are looked up in the same text. Throws a TypeProblem. */
export function schemaOfType(source: string, name: string): JsonSchema {
  const parser = new TypeParser(source);
  const root = parser.declared(name);
  return parser.defs.size === 0 ? root : { ...root, $defs: Object.fromEntries(parser.defs) };
}

/** Of fields as a person writes them: `name; price: number, tags: string[]`. A field without a type is text. Throws a TypeProblem. */
export function schemaOfFields(fields: string): JsonSchema {
  const typed = fields.replace(/(^|[,;\n])(\s*[A-Za-z_$][\w$]*\??\s*)(?=[,;\n]|$)/g, '$1$2: string');
  return new TypeParser(`interface Fields {${typed}}`).declared('Fields');
}

/** The innermost type whose declaration holds a 0-based line of the text. */
export function typeAtLine(source: string, line: number): string | undefined {
  const before = source
    .split('\n')
    .slice(0, line + 1)
    .join('\n');
  const found = [...before.matchAll(/\b(?:interface|type)\s+([A-Za-z_$][\w$]*)/g)].at(-1);
  return found?.[1];
}

const words: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  bigint: { type: 'integer' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
  unknown: {},
  any: {},
  Date: { type: 'string', format: 'date-time' },
};

class TypeParser {
  /** Types that are referred to, by name. */
  readonly defs = new Map<string, Schema>();
  readonly #source: string;
  #tokens: readonly TypeToken[] = [];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  declared(name: string): Schema {
    const start = new RegExp(`\\b(?:interface|type)\\s+${name.replaceAll('$', '\\$')}\\b([^{=]*)[{=]`).exec(
      this.#source,
    );
    if (!start) throw new TypeProblem(name);
    if (/</.test(start[1]!) || /\bextends\b/.test(start[1]!)) throw new TypeProblem(`${name} ${start[1]!.trim()}`);
    const body = start.index + start[0].length - (start[0].endsWith('{') ? 1 : 0);
    const [tokens, at] = [this.#tokens, this.#at];
    this.#tokens = tokensOf(this.#source.slice(body));
    this.#at = 0;
    const schema = this.#union();
    [this.#tokens, this.#at] = [tokens, at];
    return schema;
  }

  #union(): Schema {
    this.#take('|');
    const parts = [this.#array()];
    while (this.#take('|')) parts.push(this.#array());
    if (parts.length === 1) return parts[0]!;
    const constants = parts.flatMap((part) => ('const' in part ? [part.const] : []));
    if (constants.length === parts.length) return { enum: constants };
    return { anyOf: parts };
  }

  #array(): Schema {
    this.#take('readonly');
    let schema = this.#single();
    while (this.#take('[')) {
      this.#need(']');
      schema = { type: 'array', items: schema };
    }
    return schema;
  }

  #single(): Schema {
    const token = this.#next();
    if (token.kind === 'literal') return { const: token.value };
    if (token.text === '{') return this.#object();
    if (token.text === '(') {
      const schema = this.#union();
      this.#need(')');
      return schema;
    }
    if (token.kind !== 'name') throw new TypeProblem(token.text);
    if (token.text === 'true' || token.text === 'false') return { const: token.text === 'true' };
    return this.#take('<') ? this.#generic(token.text) : this.#named(token.text);
  }

  #generic(name: string): Schema {
    const first = this.#union();
    const second = this.#take(',') ? this.#union() : undefined;
    this.#need('>');
    if (/^(?:Readonly)?(?:Array|Set)$/.test(name)) return { type: 'array', items: first };
    if (name === 'Readonly' || name === 'Required') return first;
    if (name === 'Record' && second) return { type: 'object', additionalProperties: second };
    throw new TypeProblem(`${name}<…>`);
  }

  #named(name: string): Schema {
    if (Object.hasOwn(words, name)) return { ...words[name] };
    if (!this.defs.has(name)) {
      this.defs.set(name, {});
      this.defs.set(name, this.declared(name));
    }
    return { $ref: `#/$defs/${name}` };
  }

  #object(): Schema {
    const properties: Schema = {};
    const required: string[] = [];
    let said: string | undefined;
    while (!this.#take('}')) {
      const { text, kind, value, comment = said } = this.#next(true);
      said = undefined;
      if (text === ';' || text === ',') continue;
      if (kind === 'name' && text === 'readonly' && this.#peek()?.text !== ':' && this.#peek()?.text !== '?') {
        said = comment;
        continue;
      }
      if (kind !== 'name' && kind !== 'literal') throw new TypeProblem(text);
      const name = kind === 'literal' ? String(value) : text;
      if (!this.#take('?')) required.push(name);
      this.#need(':');
      const schema = this.#union();
      properties[name] = comment ? { ...schema, description: comment } : schema;
    }
    return { type: 'object', properties, required, additionalProperties: false };
  }

  #peek(): TypeToken | undefined {
    return this.#tokens[this.#at];
  }

  #next(inObject = false): TypeToken {
    const token = this.#tokens[this.#at++];
    if (!token) throw new TypeProblem(inObject ? '{…' : '…');
    return token;
  }

  #take(text: string): boolean {
    if (this.#peek()?.text !== text || this.#peek()?.kind === 'literal') return false;
    this.#at++;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw new TypeProblem(`${this.#peek()?.text ?? '…'} (${text})`);
  }
}
