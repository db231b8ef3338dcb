// A wish to repair something in; looking around, reading, one edit and an account of it out, one interaction at a time.

import type { Action } from '../scenario.ts';
import { type Deed, fileText, type Scene } from './scene.ts';
import { call, fenced, notDone, say, think } from './voice.ts';

interface Cure {
  readonly what: string;
  readonly effect: string;
  /** One whole line of the file. */
  readonly sick: RegExp;
  readonly healthy: string;
}

/** The bugs of the sample workspace. */
const cures: readonly Cure[] = [
  {
    what: '`subtotal` adds the price of one piece and forgets `quantity`',
    effect: '4 teas cost as much as 1',
    sick: /^[ \t]*return lines\.reduce\(\(sum, line\) => sum \+ line\.price, 0\);$/m,
    healthy: 'sum + line.price * line.quantity',
  },
  {
    what: '`total` takes the percentage off as if it were cents',
    effect: '25 % off 16.00 € gives 15.75 €, not 12.00 €',
    sick: /^[ \t]*return Math\.round\(subtotal\(lines\) - discount\);$/m,
    healthy: 'subtotal(lines) * (1 - discount / 100)',
  },
];

const heal = (line: string): string =>
  line
    .replace('sum + line.price,', 'sum + line.price * line.quantity,')
    .replace('subtotal(lines) - discount', 'subtotal(lines) * (1 - discount / 100)');

interface Finding {
  readonly path: string;
  readonly cures: readonly Cure[];
  readonly edits: readonly { readonly old_text: string; readonly new_text: string }[];
}

/** What can be repaired in a file that was read. */
function examine(deed: Deed): Finding {
  const text = fileText(deed);
  const found = cures.filter(({ sick }) => sick.test(text));
  const edits = found.map(({ sick }) => sick.exec(text)![0]).map((line) => ({ old_text: line, new_text: heal(line) }));
  return { path: String(deed.args.path), cures: found, edits };
}

export function fix(scene: Scene): readonly Action[] {
  const done = (name: string): readonly Deed[] => scene.deeds.filter((deed) => deed.name === name);
  const edit = done('apply_edit').at(-1);
  if (edit) return report(edit, done('read_file').map(examine));
  const reads = done('read_file');
  if (reads.length > 0) return propose(scene, reads);
  const lists = done('list_dir');
  return lists.length > 0 ? readOn(scene, lists) : look(scene);
}

function look({ words }: Scene): readonly Action[] {
  const [named] = /[\w./-]+\.(?:ts|tsx|js)\b/.exec(words) ?? [];
  const calls = named
    ? [call('read_file', { path: named })]
    : [call('list_dir', { path: '.' }), call('list_dir', { path: 'src' })];
  return [
    think(
      ['Looking around', 'The prompt asks for a change. Before touching anything I need to see what is there.'],
      ['Choosing tools', named ? `It names ${named}: I read that.` : 'Two folders can be listed at once.'],
    ),
    say(named ? `I read \`${named}\` first.\n` : 'I look at the project first.\n'),
    ...calls,
  ];
}

function readOn({ can }: Scene, lists: readonly Deed[]): readonly Action[] {
  const inSource = lists.find(({ args, failed }) => args.path === 'src' && !failed)?.text ?? '';
  const files = ['cart.ts', 'cart.test.ts'].filter((name) =>
    inSource.split('\n').some((line) => line.startsWith(name)),
  );
  if (files.length === 0 || !can('read_file')) return [say(elsewhere)];
  return [
    think(['Reading', 'The cart and its tests will tell what is expected and what happens instead.']),
    ...files.map((name) => call('read_file', { path: `src/${name}` })),
  ];
}

const elsewhere =
  'I know only the bugs of the **sample workspace** (`src/cart.ts`), and it does not seem to be open. With a Gemini API key a real model takes over: run the command *Castor: Set API Key*.\n';

function propose({ can }: Scene, reads: readonly Deed[]): readonly Action[] {
  const finding = reads
    .filter(({ failed }) => !failed)
    .map(examine)
    .find(({ edits }) => edits.length > 0);
  if (!finding) {
    const paths = reads.map(({ args }) => `\`${String(args.path)}\``).join(', ');
    return [
      say(
        `I read ${paths} and find none of the bugs I know, so **there is nothing for me to fix**. If you allowed my edit before, that is why.\n`,
      ),
    ];
  }
  const list = finding.cures.map(({ what, effect }, at) => `${at + 1}. ${what}: ${effect}.`).join('\n');
  if (!can('apply_edit')) return [say(`## What is wrong\n\n${list}\n\nI have no tool to change files here.\n`)];
  return [
    think(
      [
        'Comparing code and tests',
        'The comments say "price of one piece" and "a percentage"; the code uses neither as such.',
      ],
      ['Planning the edit', 'One line each, in one call, with the text exactly as it was read.'],
    ),
    say(`## What is wrong\n\n${list}\n\nI propose this change; nothing happens before you allow it.\n`),
    call('apply_edit', { path: finding.path, edits: finding.edits }),
  ];
}

function report(edit: Deed, findings: readonly Finding[]): readonly Action[] {
  const finding = findings.find(({ path }) => path === edit.args.path);
  const healed = (finding?.edits ?? []).map(({ new_text: text }) => text.trim()).join('\n');
  if (edit.failed) return [notDone(`This is what I had in mind:\n\n${fenced('ts', healed)}`, edit.text)];
  const rows = (finding?.cures ?? []).map(({ what, healthy }) => `| ${what} | \`${healthy}\` |`).join('\n');
  return [
    think(['Checking', 'The tool says the edit was made. What is left is to say what changed and how to check it.']),
    say(
      `## Fixed\n\n\`${String(edit.args.path)}\` is changed, as you allowed:\n\n| Was wrong | Is now |\n|---|---|\n${rows}\n\n${fenced('ts', healed)}\n\n**Check it:** run \`npm test\` in a terminal; the three tests pass. \`Ctrl+Z\` in the file takes the edit back.\n`,
    ),
  ];
}
