// The name of a module that is there at run time in, a module out that takes each of its exports once for a whole bundle.
//
// In a CommonJS bundle every file would require it anew and write `that.name` at each use: 10 KB of `chat.cjs`. What is exported by the editor and by
// Node stays the same object while they run.

import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';

/** Values the editor exports, by its types: an interface is none. */
function editorExports() {
  const types = readFileSync(new URL('node_modules/@types/vscode/index.d.ts', import.meta.url), 'utf8');
  return [...types.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm)].map(([, name]) => name);
}

async function exportsOf(name) {
  const all = name === 'vscode' ? editorExports() : Object.keys(await import(name));
  return [...new Set(all)].filter((one) => one !== 'default' && /^\w+$/.test(one));
}

/** Of imports in our own code alone: a library may count on its own require. */
export const importOnce = {
  name: 'importOnce',
  setup(builder) {
    const names = ['vscode', ...builtinModules.map((name) => `node:${name}`)];
    builder.onResolve({ filter: /^(?:vscode|node:.+)$/ }, ({ path, kind, importer, namespace }) =>
      namespace === 'file' && kind === 'import-statement' && names.includes(path) && !importer.includes('node_modules')
        ? { path, namespace: 'once-a-bundle' }
        : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'once-a-bundle' }, async ({ path }) => {
      const names = await exportsOf(path);
      const taken = names.map((name) => `${name} as $${name}`).join();
      const given = names.map((name) => `export const ${name} = $${name};`).join('\n');
      return { contents: `import {${taken}} from '${path}';\n${given}`, loader: 'js' };
    });
  },
};
