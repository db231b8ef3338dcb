// A wish to write a file or to replace a word in one in; the call and an account of it out.

import type { Action } from '../scenario.ts';
import { fileText, type Scene } from './scene.ts';
import { call, cell, fenced, languageOf, notDone, say, think } from './voice.ts';

/** Creates the file that is named, with something short and harmless in it. */
export function create(path: string, { deeds, words }: Scene): readonly Action[] {
  const deed = deeds.findLast(({ name }) => name === 'create_file');
  const content = contentFor(path, words);
  if (!deed) {
    return [
      think(['Writing', `The prompt wants ${path} to exist.`]),
      say(`I propose to create \`${path}\`:\n`),
      call('create_file', { path, content }),
    ];
  }
  if (deed.failed) return [notDone(`It would have held:\n\n${fenced(languageOf(path), content.trimEnd())}`, deed.text)];
  return [say(`\`${path}\` exists now. A simulator wrote it, so there is not much in it.\n`)];
}

function contentFor(path: string, words: string): string {
  const asked = cell(words).slice(0, 120);
  if (path.endsWith('.json')) return `${JSON.stringify({ asked }, null, 2)}\n`;
  if (path.endsWith('.md')) return `# ${path.replace(/^.*\//, '').replace(/\.md$/, '')}\n\nAsked for: ${asked}\n`;
  if (/\.(?:ts|tsx|js|mjs)$/.test(path)) return `// Asked for: ${asked}\n\nexport const created = true;\n`;
  return `${asked}\n`;
}

export interface Replacement {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/** Reads the file, replaces every line that holds the word, and tells what became of it. */
export function replace({ from, to, path }: Replacement, { deeds }: Scene): readonly Action[] {
  const edit = deeds.findLast(({ name }) => name === 'apply_edit');
  const seen = deeds.findLast(({ name }) => name === 'read_file');
  if (edit?.failed) return [notDone(`I would have written \`${to}\` for \`${from}\` in \`${path}\`.`, edit.text)];
  if (edit) return [say(`Done: \`${from}\` is \`${to}\` now in \`${path}\`.\n\n> ${cell(edit.text)}\n`)];
  if (!seen)
    return [think(['Reading', `I need the text of ${path} to replace anything in it.`]), call('read_file', { path })];
  if (seen.failed) return [say(`I cannot read \`${path}\`:\n\n> ${cell(seen.text)}\n`)];
  const lines = fileText(seen).split('\n');
  const hits = lines.filter((line) => line.includes(from));
  const unique = hits.filter((line) => lines.filter((other) => other.includes(line)).length === 1);
  if (hits.length === 0) return [say(`\`${from}\` does not stand in \`${path}\`.\n`)];
  if (unique.length < hits.length) {
    return [
      say(`\`${from}\` stands in lines of \`${path}\` that are alike; a simulator had better not touch those.\n`),
    ];
  }
  const edits = unique.map((line) => ({ old_text: line, new_text: line.replaceAll(from, to) }));
  return [say(`I propose this change of \`${path}\`:\n`), call('apply_edit', { path, edits })];
}
