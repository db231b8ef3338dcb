// Tools that other extensions and MCP servers registered with the editor in, tools for the model out: none before the person chose it.

import {
  CancellationTokenSource,
  extensions,
  LanguageModelDataPart,
  LanguageModelTextPart,
  type LanguageModelToolInformation,
  type LanguageModelToolResult,
  lm,
} from 'vscode';
import { abortable } from '../../agent/abort.ts';
import { headAndTail } from '../../agent/calls/kept.ts';
import type { Tool, ToolResult } from '../../agent/calls/tool.ts';
import type { JsonSchema } from '../../agent/ports.ts';
import { ToolError } from '../../agent/workspace.ts';
import type { Content } from '../../shared/step.ts';
import { toolNames } from './toolNames.ts';

/** Models choose worse among many: with our own there are never 20. */
export const maxChosen = 8;
const maxTools = 19;
/** Of our own tools, those that others can stand in for when room is needed, the first to go first. */
const spare: readonly string[] = [
  'move',
  'rename_symbol',
  'find_symbols',
  'go_to_definition',
  'find_references',
  'get_problems',
];

/** Characters of a result that the model gets, from its beginning and its end. */
const head = 20_000;
const tail = 10_000;
const maxImages = 4;
/** Base64. */
const maxImage = 4_000_000;

interface Manifest {
  readonly displayName?: string;
  readonly contributes?: { readonly languageModelTools?: readonly { readonly name: string }[] };
}

/** `origin`: whose it is. */
interface Offered {
  readonly info: LanguageModelToolInformation;
  readonly origin: string;
}

/** By session: a choice is for one conversation alone, in memory, and never comes from a file. */
export class OutsideTools {
  readonly #chosen = new Map<string, ReadonlySet<string>>();

  /** Of other extensions, as their manifests say, and of MCP servers; the editor's own, made for its own chat, are left out. */
  get known(): readonly Offered[] {
    const origins = new Map(
      extensions.all.flatMap(({ id, packageJSON }) => {
        const { contributes, displayName = id } = packageJSON as Manifest;
        const own = id.toLowerCase() === 'castor.castor' ? [] : (contributes?.languageModelTools ?? []);
        return own.map(({ name }) => [name, displayName] as const);
      }),
    );
    return lm.tools.flatMap((info) => {
      const origin = origins.get(info.name) ?? (info.name.startsWith('mcp_') ? 'MCP' : undefined);
      return origin === undefined ? [] : [{ info, origin }];
    });
  }

  chosen(session: string): ReadonlySet<string> {
    return this.#chosen.get(session) ?? new Set();
  }

  choose(session: string, names: readonly string[]): void {
    this.#chosen.set(session, new Set(names));
  }

  /** Our own tools and the chosen ones that are there at this moment: never too many. */
  with(own: readonly Tool[], session: string): readonly Tool[] {
    // An untrusted workspace, or none: no tool of any kind.
    if (own.length === 0) return [];
    const more = this.#tools(
      session,
      own.map(({ name }) => name),
    );
    const over = own.filter(({ name }) => name !== 'present_plan').length + more.length - maxTools;
    const left = new Set(spare.slice(0, Math.max(0, over)));
    return [...own.filter(({ name }) => !left.has(name)), ...more];
  }

  /** `taken`: names that the model knows already. */
  #tools(session: string, taken: readonly string[]): readonly Tool[] {
    const on = this.known.map(({ info }) => info).filter(({ name }) => this.chosen(session).has(name));
    const names = toolNames(
      on.map(({ name }) => name),
      taken,
    );
    return on.map((info, at) => toolOf(info, names[at]!));
  }
}

/** Its owner checks the arguments; the gate asks for each call with all of them, and the editor asks in its own way after that. */
function toolOf({ name, description, inputSchema }: LanguageModelToolInformation, as: string): Tool {
  return {
    name: as,
    effect: 'web',
    declaration: { type: 'function', name: as, description, parameters: schemaOf(inputSchema) },
    parse: (args) =>
      typeof args === 'object' && args !== null && !Array.isArray(args)
        ? { args }
        : { error: `The arguments for ${as} must be an object.` },
    title: () => as,
    targets: () => [],
    async run(args, { signal }) {
      const source = new CancellationTokenSource();
      const cancel = () => source.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        // Without a token of a chat request the editor shows its own confirmation, and nothing but that.
        const asked = lm.invokeTool(name, { input: args as object, toolInvocationToken: undefined }, source.token);
        return resultOf(await abortable(Promise.resolve(asked), signal));
      } catch (error) {
        signal.throwIfAborted();
        throw new ToolError(`${as} failed: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        signal.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
  };
}

function schemaOf(schema: object | undefined): JsonSchema {
  const { $schema: _, ...rest } = (schema ?? {}) as JsonSchema;
  return { properties: {}, ...rest, type: 'object' };
}

function resultOf({ content }: LanguageModelToolResult): ToolResult {
  const texts: string[] = [];
  const images: Content[] = [];
  for (const part of content) {
    if (part instanceof LanguageModelTextPart) texts.push(part.value);
    else if (part instanceof LanguageModelDataPart) data(part, texts, images);
    else texts.push(JSON.stringify(part) ?? '');
  }
  const { text, left } = headAndTail(texts.join('\n'), head, tail);
  const summary = left > 0 ? `${text.length} of ${text.length + left} characters` : undefined;
  if (images.length === 0) return { content: text || '(no result)', summary };
  return { content: [...(text ? [{ type: 'text' as const, text }] : []), ...images.slice(0, maxImages)], summary };
}

function data({ data: bytes, mimeType }: LanguageModelDataPart, texts: string[], images: Content[]): void {
  const base64 = () => Buffer.from(bytes).toString('base64');
  if (/^text\/|json|xml/.test(mimeType)) texts.push(new TextDecoder().decode(bytes));
  else if (/^image\/(?:png|jpeg|webp)$/.test(mimeType) && bytes.length * 1.4 < maxImage) {
    images.push({ type: 'image', mime_type: mimeType, data: base64() });
  } else texts.push(`[${bytes.length} bytes of ${mimeType}, not shown]`);
}
