// A second script, loaded after the page has painted: code and its language in, coloured ranges out, offered as `window.castorHighlight`.

import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { Colour, Highlighter } from './paint.ts';

const grammars: Record<string, LanguageFn> = {
  bash,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  json,
  kotlin,
  markdown,
  php,
  powershell,
  python,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};

const lowlight = createLowlight(grammars);
// Their grammars hold those of the smaller languages.
lowlight.registerAlias({ cpp: ['c', 'h'], typescript: ['javascript', 'js', 'jsx', 'mjs', 'cjs'] });

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Node[];
}

/** Ranges of `code` in UTF-16 units, innermost last; none for a language that is not among the grammars. */
const highlight: Highlighter = (code, language) => {
  if (!lowlight.registered(language)) return [];
  const colours: Colour[] = [];
  let at = 0;
  const walk = (node: Node): void => {
    if (node.value !== undefined) at += node.value.length;
    const start = at;
    for (const child of node.children ?? []) walk(child);
    const name = Array.isArray(node.properties?.className) ? String(node.properties.className[0]) : '';
    if (name && at > start) colours.push({ start, end: at, name: name.replace(/^hljs-/, '') });
  };
  walk(lowlight.highlight(language, code) as Node);
  return colours.reverse();
};

window.castorHighlight = highlight;
window.dispatchEvent(new Event('castor-highlight'));
