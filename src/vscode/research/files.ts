// A turn of research in, its plan or report as files in Castor's own storage out, opened in the editor: they outlive the window, and edits of a plan with them.

import { commands, FileType, l10n, Uri, window, workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { allTurns, outputText, type Turn } from '../../shared/transcript.ts';
import { pageOf } from './page.ts';
import { type Report, reportOf } from './report.ts';

const t = (text: string, ...args: readonly (string | number)[]) => l10n.t(text, ...args);

export class ResearchFiles {
  readonly #root: Uri;

  /** `storage`: of the extension; the files are in a folder of each turn in it. */
  constructor(storage: Uri) {
    this.#root = Uri.joinPath(storage, 'research');
  }

  /** What the person wrote in it before is kept. */
  async openPlan(session: Session, turn: Turn): Promise<void> {
    const uri = this.#plan(session, turn);
    if (!(await exists(uri))) await workspace.fs.writeFile(uri, bytesOf(planOf(turn)));
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** As it stands in the editor or on the disk, where the person changed it. Leaves nothing unsaved. */
  async changedPlan(session: Session, turn: Turn): Promise<string | undefined> {
    const uri = this.#plan(session, turn);
    if (!(await exists(uri))) return undefined;
    const document = await workspace.openTextDocument(uri);
    if (document.isDirty) await document.save();
    const text = document.getText().trim();
    return text === '' || text === planOf(turn).trim() ? undefined : text;
  }

  /** The plan that a document is. */
  placeOf(uri: Uri): { readonly session: string; readonly turn: string } | undefined {
    const root = `${this.#root.path}/`;
    if (!uri.path.startsWith(root)) return undefined;
    const [session = '', turn = ''] = uri.path.slice(root.length).split('/');
    return { session, turn };
  }

  /** Rendered, its pictures with it; as text where there is no preview. */
  async openReport(session: Session, turn: Turn): Promise<void> {
    const report = reportIn(session, turn);
    const folder = Uri.joinPath(this.#folder(session, turn), 'report');
    const file = await write(folder, `${nameOf(report.title)}.md`, report);
    try {
      await commands.executeCommand('markdown.showPreview', file);
    } catch {
      await window.showTextDocument(file, { preview: false });
    }
  }

  /** Where the person says: as Markdown, its pictures beside it, or as one page that any browser shows. */
  async saveReport(session: Session, turn: Turn): Promise<void> {
    const { title } = reportIn(session, turn);
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const target = await window.showSaveDialog({
      ...(folder ? { defaultUri: Uri.joinPath(folder, `${nameOf(title)}.md`) } : {}),
      filters: { Markdown: ['md'], HTML: ['html'] },
    });
    if (!target) return;
    const name = target.path.slice(target.path.lastIndexOf('/') + 1);
    try {
      if (/\.html?$/i.test(name)) {
        await workspace.fs.writeFile(target, bytesOf(await pageOf(reportIn(session, turn))));
        void window.showInformationMessage(l10n.t('The report is saved as {0}.', name));
        return;
      }
      await write(Uri.joinPath(target, '..'), name, reportIn(session, turn, name.replace(/\.md$/i, '')));
      await window.showTextDocument(target, { preview: false });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The report could not be saved: {0}', why));
    }
  }

  /** Files of sessions that are no more. `kept`: ids of those that are, deleted ones that can come back among them. */
  async tidy(kept: ReadonlySet<string>): Promise<void> {
    if (!(await exists(this.#root))) return;
    for (const [name, type] of await workspace.fs.readDirectory(this.#root)) {
      if (type === FileType.Directory && !kept.has(name))
        await workspace.fs.delete(Uri.joinPath(this.#root, name), { recursive: true });
    }
  }

  #folder({ id }: Session, turn: Turn): Uri {
    return Uri.joinPath(this.#root, id, turn.id.replace(/[^\w.-]/g, '_'));
  }

  #plan(session: Session, turn: Turn): Uri {
    const name = `${nameOf(questionOf(session, turn))} (plan).md`;
    return Uri.joinPath(this.#folder(session, turn), name);
  }
}

/** The question that the plans and the report after it are about. */
export function questionOf({ transcript }: Session, turn: Turn): string {
  const turns = allTurns(transcript);
  let first = turns.findIndex(({ id }) => id === turn.id);
  while (first > 0 && isPlanTurn(turns[first - 1]!)) first -= 1;
  return (turns[first] ?? turn).prompt.text.trim();
}

/** Of what is listed and told. */
export function titleOf(session: Session, turn: Turn): string {
  return questionOf(session, turn).split('\n', 1)[0]!.slice(0, 60).trim();
}

function isPlanTurn({ output }: Turn): boolean {
  return output?.type === 'research' && output.plan === true;
}

export function planOf({ interactions }: Turn): string {
  return `${outputText(interactions).trim()}\n`;
}

function reportIn(session: Session, turn: Turn, prefix = 'chart'): Report {
  return reportOf(turn, questionOf(session, turn), prefix, t);
}

async function write(folder: Uri, name: string, { markdown, pictures }: Report): Promise<Uri> {
  for (const one of pictures) await workspace.fs.writeFile(Uri.joinPath(folder, one.name), one.bytes);
  const file = Uri.joinPath(folder, name);
  await workspace.fs.writeFile(file, bytesOf(markdown));
  return file;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Becomes the name on the tab. */
export function nameOf(title: string): string {
  const words = title
    .split('\n', 1)[0]!
    .replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
    .replace(/\s+/g, ' ');
  return words.trim().slice(0, 60).trim() || 'Research';
}
