// Builds the table of bundles below into dist/ (or --out DIR); a dynamic import of another bundle's entry becomes a require at run time.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { selfContained } from './browserBundle.mjs';
import { lean, servicesIn } from './lean.mjs';
import { importOnce } from './leanImports.mjs';
import { highlighterOnly, lexerOnly, listed, withoutLists } from './leanPage.mjs';
import { notices } from './notices.mjs';

const host = {
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  supported: { 'dynamic-import': false },
};
const page = { platform: 'browser', format: 'iife', target: 'chrome130', jsx: 'automatic', jsxImportSource: 'preact' };

// name of the output → what goes in. Splitting a bundle off is one line here and `await import()` of its entry in the code.
const bundles = {
  'extension.cjs': { entry: 'src/extension.ts', ...host },
  'html.cjs': { entry: 'src/vscode/view/webviewPage.ts', ...host },
  'key.cjs': { entry: 'src/vscode/key/secrets.ts', ...host },
  'chat.cjs': { entry: 'src/vscode/chat.ts', ...host },
  'tools.cjs': { entry: 'src/tools/index.ts', ...host },
  'gemini.cjs': { entry: 'src/gemini/gemini.ts', ...host },
  'browser.cjs': { entry: 'src/browser/browser.ts', ...host },
  'page.js': { entry: 'src/webview/main.tsx', ...page },
  'lexer.js': { entry: 'src/webview/markdown/lexer.ts', ...page },
  'highlight.js': { entry: 'src/webview/markdown/highlight.ts', ...page },
  'page.css': { entry: 'src/webview/styles/page.css', loader: { '.ttf': 'dataurl' } },
};

const { watch, out: dist } = parseArgs({
  options: { watch: { type: 'boolean', default: false }, out: { type: 'string', default: 'dist' } },
}).values;
const entryOf = new Map(Object.entries(bundles).map(([out, { entry }]) => [resolve(entry), out]));

/** Cuts a dynamic import that names another entry of the table: it stays outside and is loaded from its own file. */
const cut = {
  name: 'cut',
  setup(builder) {
    builder.onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      const out = kind === 'dynamic-import' ? entryOf.get(resolve(resolveDir, path)) : undefined;
      return out ? { path: `./${out}`, external: true } : undefined;
    });
  },
};

/**
 * Leaves out of the SDK what no file of the room that may use it names, of marked and highlight.js what makes HTML, of
 * grammars lists of names, of Playwright what it reads beside itself.
 */
const slim = {
  name: 'slim',
  setup(builder) {
    builder.onLoad({ filter: /@google[\\/]genai[\\/]dist[\\/]web[\\/]index\.mjs$/ }, ({ path }) => {
      const room = resolve('src/gemini');
      const texts = readdirSync(room).map((name) => readFileSync(join(room, name), 'utf8'));
      const kept = servicesIn(texts.filter((text) => text.includes("'@google/genai/web'")).join('\n'));
      return { contents: lean(readFileSync(path, 'utf8'), kept), loader: 'js' };
    });
    // The SDK tries again by it where it is told to, and it never is: the room has its own way, which a person sees.
    builder.onResolve({ filter: /^p-retry$/ }, ({ path }) => ({ path, namespace: 'once' }));
    builder.onLoad({ filter: /./, namespace: 'once' }, () => ({ contents: 'export default (run) => run();' }));
    builder.onLoad({ filter: /marked[\\/]lib[\\/]marked\.esm\.js$/ }, ({ path }) => ({
      contents: lexerOnly(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
    builder.onLoad({ filter: /highlight\.js[\\/]lib[\\/]core\.js$/ }, ({ path }) => ({
      contents: highlighterOnly(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
    const grammars = new RegExp(`highlight\\.js[\\\\/]es[\\\\/]languages[\\\\/](${listed.join('|')})\\.js$`);
    builder.onLoad({ filter: grammars }, ({ path }) => ({
      contents: withoutLists(basename(path, '.js'), readFileSync(path, 'utf8')),
      loader: 'js',
    }));
    builder.onLoad({ filter: /playwright-core[\\/]lib[\\/]coreBundle\.js$/ }, ({ path }) => {
      const beside = (name) => readFileSync(join(path, '../..', name), 'utf8');
      const { version } = JSON.parse(beside('package.json'));
      return { contents: selfContained(readFileSync(path, 'utf8'), version, beside('browsers.json')), loader: 'js' };
    });
  },
};

function options([out, { entry, ...rest }]) {
  return {
    entryPoints: [entry],
    outfile: join(dist, out),
    bundle: true,
    minify: !watch,
    metafile: true,
    sourcemap: watch ? 'linked' : false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [cut, slim, importOnce],
    ...rest,
  };
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
if (watch) {
  for (const bundle of Object.entries(bundles)) await (await context(options(bundle))).watch();
} else {
  const results = await Promise.all(Object.entries(bundles).map((bundle) => build(options(bundle))));
  const sizes = results.flatMap(({ metafile }) =>
    Object.entries(metafile.outputs).map(([file, { bytes, inputs }]) => [
      basename(file),
      { bytes, inputs: Object.keys(inputs).length },
    ]),
  );
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(dist, 'NOTICES.txt'), notices(inputs));
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(Object.fromEntries(sizes), null, 2));
}
