// A path and the text a change would leave in it in, whether a person must see it every time out: the gate's rules on content.

import { findHidden } from './hidden.ts';
import type { Verdict } from './judged.ts';
import { remoteReferences } from './remote.ts';

export interface ContentRuling {
  /** 'allow' or 'ask_always'. */
  readonly verdict: Verdict;
  /** For the person; present on ask_always. */
  readonly reason?: string;
}

/**
 * Judges what a change brings into a file. With `before` only what was not there already counts. Pure, never throws, linear in the length
 * of the texts. Combine its verdict with that of `judge`.
 */
export function judgeContent(path: string, after: string, before = ''): ContentRuling {
  const reasons = [
    nulReason(after, before),
    hiddenReason(after, before),
    remoteReason(path, after, before),
    gitReason(path, after, before),
  ].filter((reason) => reason !== undefined);
  return reasons.length ? { verdict: 'ask_always', reason: reasons.join(' ') } : { verdict: 'allow' };
}

function nulReason(after: string, before: string): string | undefined {
  return after.includes('\0') && !before.includes('\0')
    ? 'The text has NUL bytes, as programs and images have.'
    : undefined;
}

function hiddenReason(after: string, before: string): string | undefined {
  const hidden = findHidden(after).filter(({ character }) => character !== '\0');
  if (hidden.length === 0) return undefined;
  const known = new Map<string, number>();
  for (const { character } of findHidden(before)) known.set(character, (known.get(character) ?? 0) + 1);
  const added = hidden.filter(({ character }) => {
    const left = known.get(character) ?? 0;
    known.set(character, left - 1);
    return left <= 0;
  }).length;
  if (added === 0) return undefined;
  return `The text has ${added} invisible ${added === 1 ? 'character' : 'characters'}, shown as ⟦…⟧.`;
}

function remoteReason(path: string, after: string, before: string): string | undefined {
  const found = remoteReferences(path, after);
  if (found.length === 0) return undefined;
  const known = new Set(remoteReferences(path, before));
  const added = [...new Set(found.filter((reference) => !known.has(reference)))];
  if (added.length === 0) return undefined;
  const more = added.length > 3 ? ` and ${added.length - 3} more` : '';
  return `Editors fetch what this names; remote reference: ${added.slice(0, 3).join(', ')}${more}.`;
}

const gitSection =
  /^[ \t]*\[[ \t]*(?:alias|browser|core|credential|diff|difftool|extensions|filter|gpg|guitool|http|https|include|includeif|init|instaweb|interactive|man|merge|mergetool|pager|protocol|receive|remote|sendemail|sequence|submodule|svn-remote|tar|trailer|uploadpack|url|web)\b[^\]\n]*\]/im;
const gitKey =
  /^[ \t]*(?:\[[^\]\n]*\][ \t]*)?(?:\w*askpass|\w*command|\w*editor|\w*helper|\w*pager|\w*path|\w*program|clean|driver|external|fetch|fsmonitor|gitproxy|hookspath|insteadof|packobjectshook|process|proxy|pushinsteadof|repositoryformatversion|smudge|textconv|update|url|vcs|worktree|worktreeconfig)[ \t]*=/im;

/** What git would obey wherever it finds it: a configuration, the HEAD of a bare repository, a pointer to another repository. */
function gitReason(path: string, after: string, before: string): string | undefined {
  const name = path.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  const isConfig = (text: string) => gitSection.test(text) && (name === 'config' || gitKey.test(text));
  const isHead = (text: string) => name === 'head' && /^ref:[ \t]*refs\//m.test(text);
  const isPointer = (text: string) => /^\ufeff?gitdir:[ \t]/.test(text);
  const obeyed = (text: string) => isConfig(text) || isHead(text) || isPointer(text);
  if (!obeyed(after) || (after === before && obeyed(before))) return undefined;
  return 'The text reads like a git configuration or repository, which can make git run programs.';
}
