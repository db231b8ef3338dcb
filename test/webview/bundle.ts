// The page's sources in, its four files and the lab's script out, built once a run as the real build does.

import { join } from 'node:path';
import { build } from 'esbuild';
import { repo } from '../support/repo.ts';

export interface Bundle {
  readonly 'page.js': string;
  readonly 'lexer.js': string;
  readonly 'highlight.js': string;
  readonly 'page.css': string;
  readonly 'lab.js': string;
}

const entries: Readonly<Record<keyof Bundle, string>> = {
  'page.js': 'src/webview/main.tsx',
  'lexer.js': 'src/webview/markdown/lexer.ts',
  'highlight.js': 'src/webview/markdown/highlight.ts',
  'page.css': 'src/webview/styles/page.css',
  'lab.js': 'test/webview/lab.ts',
};

let built: Promise<Bundle> | undefined;

/** The same options as the table of esbuild.mjs; nothing is written to disk, so that the suite needs no host entry to exist. */
export function bundle(): Promise<Bundle> {
  built ??= buildAll();
  return built;
}

async function buildAll(): Promise<Bundle> {
  const files = await Promise.all(
    Object.entries(entries).map(async ([name, entry]) => {
      const { outputFiles } = await build({
        entryPoints: [join(repo, entry)],
        bundle: true,
        minify: name !== 'lab.js',
        write: false,
        target: 'chrome130',
        ...(name.endsWith('.js') ? { format: 'iife' as const } : {}),
        jsx: 'automatic',
        jsxImportSource: 'preact',
        logLevel: 'warning',
      });
      return [name, outputFiles[0]!.text];
    }),
  );
  return Object.fromEntries(files);
}
