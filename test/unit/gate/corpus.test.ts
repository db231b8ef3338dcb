// The attack corpora, the project's own and the shared one where it is there: every variant that the gate alone decides, decided.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCommand } from '../../../src/gate/command.ts';
import { judgeContent } from '../../../src/gate/content.ts';
import { Grants } from '../../../src/gate/grants.ts';
import { findHidden, revealHidden } from '../../../src/gate/hidden.ts';
import { combine } from '../../../src/gate/judge.ts';
import type { Operation, Verdict } from '../../../src/gate/judged.ts';
import { judgeFileLink, judgeLink } from '../../../src/gate/link.ts';
import { expand, makeWorld, type Step, type World } from './world.ts';

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly setup: readonly Step[];
  readonly input?: unknown;
  readonly variants?: readonly unknown[];
  readonly expect: { readonly decision: string };
}
type Fields = Readonly<Record<string, never>>;

const root = join(import.meta.dirname, '..', '..', '..');
const own = join(root, 'test', 'fixtures', 'attacks.json');
const shared = join(root, '..', 'shared', 'security', 'attack-cases.json');
const operations: Readonly<Record<string, Operation>> = {
  read_file: 'read',
  list_dir: 'list',
  search: 'list',
  create_file: 'create',
  apply_edit: 'edit',
  delete_file: 'delete',
};
/** Decided elsewhere: bounds of tools, the absence of tools, file modes, what a search does with its pattern. */
const elsewhere = /^(?:FS-33|FS-34|CFG-19|AP-03|EX-05|CMD-|ST-|WM-03|MD-0[1256789]|MD-1[02]|AP-0[26])/;

for (const [name, file] of [
  ['the project’s own corpus', own],
  ['the shared corpus', shared],
] as const) {
  describe(name, () => {
    it('is decided right, every variant of it that the gate decides', async function () {
      this.timeout(60_000);
      if (!existsSync(file)) {
        console.warn(`SKIPPED: ${name} is not there (${file})`);
        this.skip();
      }
      const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
      const wrong: string[] = [];
      let decided = 0;
      for (const one of cases) {
        for (const variant of expand(one.variants ?? [one.input])) {
          const problem = await decide(one, variant as Fields);
          if (problem === undefined) continue;
          decided += 1;
          if (problem !== '') wrong.push(`${one.id} ${JSON.stringify(variant).slice(0, 160)}: ${problem}`);
        }
      }
      console.log(`      ${decided - wrong.length} of ${decided} variants decided right (${name})`);
      assert.deepEqual(wrong, []);
      assert.ok(decided > 50);
    });
  });
}

/** Undefined: not the gate's to decide. '': right. Otherwise what is wrong. */
async function decide(one: Case, variant: Fields): Promise<string | undefined> {
  if (elsewhere.test(one.id)) return undefined;
  if (one.kind === 'webview_msg') return pageMessage(variant, one);
  if (one.kind === 'link' || one.id === 'MD-03' || one.id === 'MD-04') return link(variant, one);
  if (one.id === 'MD-11') return fileLink(variant);
  if (one.kind === 'approval' && 'newText' in variant) return content(variant);
  if (!['path_policy', 'tool_call', 'approval_proto'].includes(one.kind)) return undefined;
  const world = makeWorld(one.setup, variant.platform === 'win32' ? '\\' : '/');
  try {
    const verdict = await verdictOf(variant, world, one);
    const expected = (variant.decision ?? one.expect.decision) as string;
    if (verdict === undefined || expected === 'per-variant') return undefined;
    const allowed = expected === 'deny-or-ask_always' ? ['deny', 'ask_always'] : [expected];
    return allowed.includes(verdict) ? '' : `${verdict} instead of ${expected}`;
  } finally {
    world.remove();
  }
}

async function verdictOf(variant: Fields, world: World, one: Case): Promise<Verdict | undefined> {
  if (variant.path !== undefined) return onlyPath(variant, world);
  const { tool, args } = variant as unknown as { tool: string; args: Readonly<Record<string, string>> };
  const text = args?.content ?? args?.newText;
  if (tool === 'rename_file') {
    const ends = [await world.judge('rename', args.from!), await world.judge('rename', args.to!)];
    return combine(ends.map(({ verdict }) => verdict));
  }
  const operation = operations[tool];
  if (!operation || (tool === 'search' && args.path === undefined)) return undefined;
  // FS-38's second file exists only as an unsaved editor, which the workspace knows and the gate does not.
  if (one.id === 'FS-38' && args.path === 'b.ts') return undefined;
  const judged = await world.judge(operation, args.path!);
  if (one.id.startsWith('AP-05')) {
    const grants = new Grants();
    const src = await world.judge('edit', 'src/a.ts');
    grants.add({ effect: 'edit', places: [src] });
    assert.ok(grants.covers({ effect: 'edit', places: [src] }));
    assert.ok(!grants.covers({ effect: 'edit', places: [judged] }));
  }
  return combine([judged.verdict, text === undefined ? 'allow' : judgeContent(judged.path, text).verdict]);
}

async function onlyPath(variant: Fields, world: World): Promise<Verdict> {
  const { path, op } = variant as unknown as { path: string; op?: string };
  const named: readonly Operation[] =
    op === 'write'
      ? ['create', 'edit']
      : op
        ? [op as Operation]
        : ['read', 'create', 'edit', 'delete', 'rename', 'list'];
  const verdicts = await Promise.all(named.map(async (operation) => (await world.judge(operation, path)).verdict));
  // The mildest of them: what must be denied is denied whatever is done.
  return (['allow', 'ask', 'ask_always', 'deny'] as const).find((verdict) => verdicts.includes(verdict))!;
}

function link(variant: Fields, one: Case): string {
  const { markdown, href: given } = variant as unknown as { markdown?: string; href?: string };
  const href =
    given ?? (/\]\(([^\s)]*(?:\t[^\s)]*)?)/.exec(markdown ?? '') ?? /<([^>]*)>/.exec(markdown ?? ''))?.[1] ?? '';
  const judged = judgeLink(href);
  if (one.expect.decision === 'inert') return 'refused' in judged ? '' : `opens ${judged.open}`;
  if ('refused' in judged) return '';
  const carriesData = /CANARY|A{40}/.test(href) && one.kind === 'link';
  if (carriesData && !('refused' in judgeLink(href, ['CANARY'])) && judged.warnings.length === 0) return 'no warning';
  return judged.open === new URL(href).href ? '' : `opens ${judged.open}`;
}

async function fileLink(variant: Fields): Promise<string> {
  const { markdown } = variant as unknown as { markdown: string };
  const text = /\]\((.*)\)$/.exec(markdown)?.[1] ?? markdown.replaceAll('`', '');
  const world = makeWorld([]);
  const { verdict } = await world.judge('read', judgeFileLink(text)?.path ?? '');
  world.remove();
  return verdict === 'deny' ? '' : verdict;
}

async function pageMessage(variant: unknown, one: Case): Promise<string | undefined> {
  const command = parseCommand(variant);
  if (command === undefined) return '';
  if (one.expect.decision === 'drop') return 'not dropped';
  if (command.type === 'copy' || command.type === 'detach') return '';
  if (command.type === 'open_link') return 'refused' in judgeLink(command.url, ['CANARY']) ? '' : 'opens';
  if (command.type !== 'open_file') return 'accepted';
  const world = makeWorld([]);
  const { verdict } = await world.judge('read', command.path);
  world.remove();
  return verdict === 'deny' ? '' : verdict;
}

function content(variant: Fields): string {
  const { newText } = variant as unknown as { newText: string };
  const { verdict } = judgeContent('src/a.ts', newText);
  const { text, count } = revealHidden(newText);
  if (verdict !== (findHidden(newText).length > 0 ? 'ask_always' : 'allow')) return verdict;
  return count > 0 === text.includes('⟦U+') ? '' : 'not marked';
}
