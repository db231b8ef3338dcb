// What a restore would do to files in, the lines of the list that a person says yes to out.

import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { RestorePlan } from '../../agent/files/restores.ts';
import type { FilePlan } from '../../agent/files/revert.ts';
import type { FileName, LeftBecause } from '../../shared/files.ts';

export interface Line extends QuickPickItem {
  /** What choosing it does: makes the restore, opens the file's diff, opens the setting; absent: nothing. */
  readonly file?: FilePlan;
  readonly does?: 'restore' | 'settings';
}

/** `path`: how a file is called here. `bytes`: of all checkpoints of the workspace. */
export function linesOf(
  { files, folders, commands }: RestorePlan,
  { path, bytes, days }: { path(file: FileName): string; readonly bytes: number; readonly days: number },
): readonly Line[] {
  const changing = files.filter(({ how }) => how !== 'keep');
  const staying = files.filter(({ how }) => how === 'keep');
  const coming = folders.filter(({ how }) => how === 'make');
  const count = changing.length + coming.length;
  const yes = count === 1 ? l10n.t('Restore 1 file') : l10n.t('Restore {0} files', count);
  return [
    ...(count ? [{ label: `$(discard) ${yes}`, does: 'restore' } as const] : []),
    ...section(l10n.t('Will change'), [
      ...changing.map((file) => lineOf(file, path)),
      ...coming.map((folder) => ({ label: `$(folder) ${path(folder)}`, description: l10n.t('comes back') })),
    ]),
    ...section(
      l10n.t('Stay as they are'),
      staying.map((file) => lineOf(file, path)),
    ),
    ...section(
      l10n.t('Not covered: what commands did'),
      commands.map((label) => ({ label: `$(terminal) ${label}`, description: l10n.t('stays as it is') })),
    ),
    ...section(l10n.t('Checkpoints'), [{ label: `$(database) ${keptWords(sizeOf(bytes), days)}`, does: 'settings' }]),
  ];
}

function keptWords(size: string, days: number): string {
  return days === 1
    ? l10n.t('{0} on this disk, kept for 1 day', size)
    : l10n.t('{0} on this disk, kept for {1} days', size, days);
}

/** What a person reads where nothing can be restored. */
export function whyNot(why: LeftBecause): string {
  switch (why) {
    case 'changed':
      return l10n.t('you changed the same lines since');
    case 'exists':
      return l10n.t('you made a file of this name since');
    case 'deleted':
      return l10n.t('you deleted it since');
    case 'unsaved':
      return l10n.t('it would have to go, and has unsaved changes');
    case 'lost':
      return l10n.t('its checkpoint is no longer there');
    case 'unknown':
      return l10n.t('what was done to it is not known');
    case 'denied':
      return l10n.t('it is not in a folder of this workspace, or may not be changed');
    case 'failed':
      return l10n.t('it could not be written');
  }
}

function section(label: string, lines: readonly Line[]): readonly Line[] {
  return lines.length ? [{ label, kind: QuickPickItemKind.Separator }, ...lines] : [];
}

function lineOf(file: FilePlan, path: (file: FileName) => string): Line {
  return {
    label: `$(${icons[file.how]}) ${path(file)}`,
    description: whatOf(file, path),
    buttons: [{ iconPath: new ThemeIcon('diff'), tooltip: l10n.t('Open diff') }],
    file,
  };
}

const icons: Readonly<Record<FilePlan['how'], string>> = {
  restore: 'history',
  merge: 'git-merge',
  create: 'new-file',
  delete: 'trash',
  move: 'arrow-left',
  keep: 'lock-small',
};

function whatOf({ how, why, from, root, dirty }: FilePlan, path: (file: FileName) => string): string {
  const unsaved = dirty ? ` ${l10n.t('(stays unsaved)')}` : '';
  switch (how) {
    case 'restore':
      return l10n.t('as it was') + unsaved;
    case 'merge':
      return l10n.t('as it was, with your changes since') + unsaved;
    case 'create':
      return l10n.t('comes back');
    case 'delete':
      return l10n.t('goes: it was created since, and you did not change it');
    case 'move':
      return l10n.t('moves back from {0}', path({ root, path: '', ...from }));
    case 'keep':
      return whyNot(why ?? 'changed');
  }
}

function sizeOf(bytes: number): string {
  const kb = bytes / 1024;
  return kb < 1024 ? l10n.t('{0} KB', Math.ceil(kb)) : l10n.t('{0} MB', (kb / 1024).toFixed(kb < 10_240 ? 1 : 0));
}
