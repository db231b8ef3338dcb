// A wish to see something in; reading, searching or asking for problems, and an answer drawn from what came back, out.

import type { Action } from '../scenario.ts';
import { type Deed, fileText, type Scene } from './scene.ts';
import { call, cell, count, fenced, languageOf, say, think } from './voice.ts';

const failure = ({ text }: Deed): Action => say(`That did not work. The tool says:\n\n> ${cell(text)}\n`);

/** Reads the file that is named, then tells what is in it. */
export function read(path: string, { deeds }: Scene): readonly Action[] {
  const deed = deeds.findLast(({ name }) => name === 'read_file');
  if (!deed) return [think(['Reading', `The prompt names ${path}.`]), call('read_file', { path })];
  return [deed.failed ? failure(deed) : say(portrait(deed))];
}

/** Reads the README and the root folder at once, then tells what the project is. */
export function overview({ deeds }: Scene): readonly Action[] {
  const list = deeds.find(({ name }) => name === 'list_dir');
  const readme = deeds.find(({ name }) => name === 'read_file');
  if (!list && !readme) {
    return [
      think([
        'Getting an overview',
        'A README and the list of files say the most for the least; both can be had at once.',
      ]),
      call('list_dir', { path: '.' }),
      call('read_file', { path: 'README.md' }),
    ];
  }
  const entries = (list?.failed ? '' : (list?.text ?? '')).split('\n').slice(1).filter(Boolean);
  const listed = entries.map((entry) => `- \`${entry.replace(/ \(.*$/, '')}\``).join('\n');
  const told = readme && !readme.failed ? quoted(fileText(readme)) : 'There is no README here.';
  return [say(`## This project\n\n${told}\n\n### In its root\n\n${listed || 'Nothing that I could list.'}\n`)];
}

/** The first paragraph of a README, under its title. */
function quoted(text: string): string {
  const [title = '', paragraph = ''] = text.split(/\n\s*\n/).map((part) => part.trim());
  return `**${title.replace(/^#+\s*/, '')}.** ${paragraph}`;
}

const declared = /^(?:export )?(?:async )?(function|const|class|interface|type) (\w+)/;

function portrait(deed: Deed): string {
  const path = String(deed.args.path);
  const lines = fileText(deed).replace(/\n$/, '').split('\n');
  const names = lines.flatMap((line, at) => {
    const [, kind, name] = declared.exec(line) ?? [];
    return name ? `| \`${name}\` | ${kind} | ${at + 1} |` : [];
  });
  const table = names.length > 0 ? `| Name | Kind | Line |\n|---|---|---|\n${names.join('\n')}\n\n` : '';
  const head = lines.slice(0, 16).join('\n');
  const more = lines.length > 16 ? `\n\n… and ${count(lines.length - 16, 'more line')}.` : '';
  return `## \`${path}\`\n\nI read ${count(lines.length, 'line')}${names.length > 0 ? `; it declares ${names.length}` : ''}.\n\n${table}${fenced(languageOf(path), head)}${more}\n\nA model would now tell you what it *means*; I can only show what is there.\n`;
}

/** Searches for the pattern, then shows where it stands. */
export function find(pattern: string, { deeds }: Scene): readonly Action[] {
  const deed = deeds.findLast(({ name }) => name === 'search');
  if (!deed) return [think(['Searching', `I look for "${pattern}" in all files.`]), call('search', { pattern })];
  if (deed.failed) return [failure(deed)];
  const rows = rowsOf(deed.text);
  if (rows.length === 0)
    return [say(`\`${cell(pattern)}\` stands nowhere in this workspace.\n\n> ${cell(deed.text)}\n`)];
  const shown = rows
    .slice(0, 12)
    .map(({ path, line, text }) => `| \`${path}\` | ${line} | \`${cell(text).replaceAll('`', "'")}\` |`);
  const rest = rows.length > 12 ? `\n\n… and ${count(rows.length - 12, 'more place')}.` : '';
  return [
    say(
      `## \`${cell(pattern)}\`\n\nFound in ${count(rows.length, 'place')}:\n\n| File | Line | Text |\n|---|---|---|\n${shown.join('\n')}${rest}\n`,
    ),
  ];
}

/** `path` on a line of its own with `  12: text` below it, or `path:12: text`. */
function rowsOf(text: string): readonly { path: string; line: string; text: string }[] {
  let path = '';
  return text.split('\n').flatMap((row) => {
    const inline = /^(\S+?):(\d+)(?::\d+)?:\s?(.*)$/.exec(row);
    if (inline) return { path: inline[1]!, line: inline[2]!, text: inline[3]! };
    const below = /^\s+(\d+):\s?(.*)$/.exec(row);
    if (below) return { path, line: below[1]!, text: below[2]! };
    path = row.trim();
    return [];
  });
}

/** Asks the editor for its problems, then repeats them. */
export function problems({ deeds }: Scene): readonly Action[] {
  const deed = deeds.findLast(({ name }) => name === 'get_problems');
  if (!deed)
    return [
      think(['Asking the editor', 'It knows what its language servers complain about.']),
      call('get_problems', {}),
    ];
  return [deed.failed ? failure(deed) : say(`## Problems\n\n${fenced('', deed.text.trim())}\n`)];
}
