// What the page's scripts use of marked and highlight.js in, without what makes HTML, looks into the DOM or guesses languages out.

import { some, withBody } from './leanText.mjs';

/** marked's parser for HTML, its renderers and its one global instance: the page reads tokens alone. Throws as `leanText`. */
export function lexerOnly(module) {
  const [head] = module.split('var v=new ');
  const names = ['Lexer', 'Tokenizer', 'getDefaults'].map((name) => {
    const found = new RegExp(`[{,](\\w+) as ${name}[,}]`).exec(module.slice(module.lastIndexOf('export{')));
    if (!found || head === module) throw new Error(`lean: marked no longer exports ${name}`);
    return `${found[1]} as ${name}`;
  });
  return `${head}export{${names.join()}};`;
}

/** Of highlight.js's core, which makes everything inside of one function: what neither lowlight nor a grammar calls. */
const uncalled = [
  'function shouldNotHighlight(languageName)',
  'function blockLanguage(block)',
  'function updateClassName(element, currentLang, resultLang)',
  'function highlightElement(element)',
  'const initHighlighting = () =>',
  'function initHighlightingOnLoad()',
  'function highlightAll()',
  'function unregisterLanguage(languageName)',
  'function upgradePluginAPI(plugin)',
  'function addPlugin(plugin)',
  'function removePlugin(plugin)',
  'function fire(event, args)',
  'function deprecateHighlightBlock(el)',
];

/** Pieces of it → what stands there instead. lowlight has an emitter of its own, and its one instance is enough. */
const pieces = [
  [/^ {4}__emitter: TokenTreeEmitter$/m, '__emitter: null'],
  [/value: escape\(\w+\)/g, "value: ''"],
  [/^ {4}ignoreUnescapedHTML:[\s\S]*?languageDetectRe:.*$/m, ''],
  [
    /^ {2}Object\.assign\(hljs, \{\n {4}highlight,[\s\S]*?^ {2}\}\);$/m,
    'Object.assign(hljs, { highlight, configure, registerLanguage, registerAliases, listLanguages, getLanguage, inherit });',
  ],
  [/^ {2}hljs\.(?:debugMode|safeMode|versionString) = .*$/gm, ''],
  [/^ {2}let SAFE_MODE = true;$/m, 'const SAFE_MODE = true;'],
  [/^const highlight = HLJS\(\{\}\);[\s\S]*$/m, 'export default { newInstance: () => HLJS({}) };'],
];

/** As a module of which a bundler sees what is not used. Throws as `leanText`. */
export function highlighterOnly(module) {
  const called = uncalled.reduce((text, head) => withBody(text, head, null, { indent: '  ' }), module);
  const direct = withBody(
    called,
    'function highlight(codeOrLanguageName, optionsOrCode, ignoreIllegals)',
    'return _highlight(optionsOrCode.language, codeOrLanguageName, true);',
    { indent: '  ' },
  );
  return pieces.reduce((text, [pattern, instead]) => some(text, pattern, instead), direct);
}

/** Lists of highlight.js's grammars and what stands for each: in CSS the place before a colon in a block makes a property, hints colour nothing. */
const lists = {
  css: { ATTRIBUTES: String.raw`['(?<=[;{]\\s*(?:-[a-z]+-)?)[a-z-]+(?=\\s*:)']` },
  cpp: { TYPE_HINTS: '[]', FUNCTION_HINTS: '[]' },
  php: { BUILT_INS: '[]' },
};

/** Grammars with such lists. */
export const listed = Object.keys(lists);

/** Throws as `leanText`. */
export function withoutLists(language, module) {
  return Object.entries(lists[language]).reduce(
    (text, [name, value]) =>
      some(text, new RegExp(`const ${name} = \\[[^\\]]*\\](?:\\.\\w+\\(\\))*;`), () => `const ${name} = ${value};`),
    module,
  );
}
