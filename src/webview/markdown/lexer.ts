// A script of its own, run after the page's first paint: marked, as `castorLex`: Markdown source in, top-level tokens with their places out.

import { getDefaults, Lexer, type Token, Tokenizer, type Tokens } from 'marked';
import type { Definition, Lexed, Links } from './lex.ts';

/**
 * marked leaves the token of a repeated definition out, and with it the places of all that follow would be lost:
 * here each one is a token (its tag is one that nothing can refer to), and the first of its name counts.
 */
class Definitions extends Tokenizer {
  #count = 0;

  override def(source: string): Tokens.Def | undefined {
    const token = super.def(source);
    if (!token) return undefined;
    const before = (this.lexer.state as { lastToken?: Token }).lastToken?.type;
    if (before !== 'paragraph' && before !== 'text') {
      this.lexer.tokens.links[token.tag] ??= { href: token.href, title: token.title };
    }
    this.#count += 1;
    return { ...token, tag: `\n${this.#count}`, name: token.tag } as Definition;
  }
}

/** `links`: the definitions known from elsewhere. Undefined: no lexer can take this source (it is nested too deep). */
function lex(source: string, links: Links): Lexed | undefined {
  const lexer = new Lexer({ ...getDefaults(), tokenizer: new Definitions() });
  Object.assign(lexer.tokens.links, links);
  let tokens: Token[];
  try {
    tokens = lexer.lex(source);
  } catch {
    return undefined;
  }
  let start = 0;
  let exact = true;
  const placed = tokens.map((token) => {
    exact &&= source.startsWith(token.raw, start);
    const place = { token, start, exact };
    start += token.raw.length;
    return place;
  });
  return { tokens: placed, defines: Object.keys(lexer.tokens.links).length > Object.keys(links).length };
}

globalThis.castorLex = lex;
globalThis.dispatchEvent?.(new Event('castor-lexer'));
