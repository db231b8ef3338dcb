// Markdown source and the link definitions known so far in, top-level tokens with their places out, by the script that holds the lexer.

import type { Token, Tokens } from 'marked';

export type Links = Record<string, { href: string; title: string }>;

export interface Placed {
  readonly token: Token;
  /** Offset of the token in the source. */
  readonly start: number;
  /** The token's `raw` is what stands there; cutting the source at its start is safe. */
  readonly exact: boolean;
}

/** A definition's token; `name` is the tag it had. */
export interface Definition extends Tokens.Def {
  readonly name: string;
}

export interface Lexed {
  readonly tokens: readonly Placed[];
  /** Some definition is in the source, at whatever depth. */
  readonly defines: boolean;
}

declare global {
  var castorLex: ((source: string, links: Links) => Lexed | undefined) | undefined;
}

/** Runs `then` once `lex` can be used: marked is two fifths of what the page loads, and nothing needs it before there is a transcript. */
export function whenLexer(then: () => void): void {
  if (globalThis.castorLex) then();
  else globalThis.addEventListener('castor-lexer', then, { once: true });
}

/** `links`: the definitions known from elsewhere. Undefined: no lexer can take this source (it is nested too deep). */
export function lex(source: string, links: Links): Lexed | undefined {
  return globalThis.castorLex?.(source, links);
}

/** Adds the definitions among tokens that will not be lexed again; the first of a name counts. */
export function define(links: Links, placed: readonly Placed[]): void {
  for (const { token } of placed) {
    if (token.type !== 'def') continue;
    const { name, href, title } = token as Definition;
    links[name] ??= { href, title };
  }
}
