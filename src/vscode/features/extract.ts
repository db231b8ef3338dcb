// "Extract as JSON…" in: a prompt whose answer has a shape, checked here, asked for once more when it does not fit, and opened.

import { l10n, window, workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import type { AnswerForm } from '../../shared/answerForm.ts';
import type { Attachment } from '../../shared/attachment.ts';
import { type Checked, checkAnswer } from '../extract/check.ts';
import { csvOf, rowsOf } from '../extract/csv.ts';
import { finalText } from '../extract/finalText.ts';
import { chooseSchema } from '../extract/schemaSource.ts';
import { warnNotAttached } from '../prompt/attachments.ts';
import { partOf, subjectOf } from '../prompt/editorContext.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function extract(chat: ChatPorts): Feature {
  return {
    commands: {},
    palette: {
      'castor.extractJson': async () => {
        const asked = await ask(chat);
        const session = chat.session();
        if (!asked || !session || !(await chat.askKey())) return;
        if (session.busy) {
          void window.showInformationMessage(l10n.t('A turn is running. Wait for its end, or stop it first.'));
          return;
        }
        await chat.reveal();
        await run(session, asked);
      },
    },
  };
}

interface Asked {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly form: AnswerForm;
}

async function ask(chat: ChatPorts): Promise<Asked | undefined> {
  const chosen = await chooseSchema();
  if (!chosen) return undefined;
  const part = chosen.fromCursor ? undefined : await attached(chat);
  const text = await window.showInputBox({
    title: l10n.t('Extract as JSON'),
    prompt: part ? l10n.t('What to extract from {0}', part.label) : l10n.t('What to extract, and from what'),
    value: part ? l10n.t('Extract what fits the schema.') : '',
  });
  if (!text?.trim()) return undefined;
  const without = { label: l10n.t('Without tools'), description: l10n.t('From what is attached alone') };
  const withTools = { label: l10n.t('With tools'), description: l10n.t('Gemini may look into the workspace first') };
  const tools = await window.showQuickPick([without, withTools], { title: l10n.t('Extract as JSON') });
  if (!tools) return undefined;
  const attachments = [...chat.box.pending.take(), ...(part ? [part] : [])];
  return { text, attachments, form: { schema: chosen.schema, tools: tools === withTools } };
}

/** What is selected, else the whole of the open file. */
async function attached(chat: ChatPorts): Promise<Attachment | undefined> {
  const { document, selection } = window.activeTextEditor ?? {};
  if (!document || !selection) return undefined;
  try {
    const subject = selection.isEmpty ? { document } : await subjectOf(undefined);
    return subject && (await partOf(subject, chat.box.editor));
  } catch (error) {
    warnNotAttached(workspace.asRelativePath(document.uri), error);
    return undefined;
  }
}

/** Asks, and once more with what was wrong. */
async function run(session: Session, { text, attachments, form }: Asked): Promise<void> {
  const first = await answer(session, { text, attachments, form });
  if (!first) return;
  if (!('problems' in first)) return open(first);
  const repair = `The answer does not fit the schema. Answer again, with the whole corrected JSON and nothing else.\n${first.problems}`;
  const second = await answer(session, { text: repair, attachments: [], form: { ...form, tools: false } });
  if (!second) return;
  if ('problems' in second) {
    void window.showErrorMessage(
      l10n.t('The answer does not fit the schema, also when asked again: {0}', second.problems),
    );
  } else await open(second);
}

/** Undefined: there is no whole answer, which was told. */
async function answer(session: Session, asked: Asked): Promise<Checked | undefined> {
  await session.send(asked);
  const { last } = session.transcript;
  const ended = last && finalText(last);
  if (!ended || 'cut' in ended) {
    // A failure has said for itself what happened.
    if (!last?.failure || last.failure.kind === 'incomplete') {
      void window.showWarningMessage(
        l10n.t('The answer was cut off, so it is not taken for the whole. Nothing was extracted.'),
      );
    }
    return undefined;
  }
  return checkAnswer(ended.text, asked.form.schema);
}

async function open({ value, unchecked }: Extract<Checked, { value: unknown }>): Promise<void> {
  if (unchecked.length > 0) {
    void window.showWarningMessage(
      l10n.t('The answer was not checked for what the schema says with: {0}', unchecked.join(', ')),
    );
  }
  const rows = rowsOf(value);
  const kinds = rows ? ['JSON', 'CSV'] : ['JSON'];
  const kind = rows ? await window.showQuickPick(kinds, { title: l10n.t('Open the result as') }) : 'JSON';
  if (!kind) return;
  const content = kind === 'CSV' && rows ? csvOf(rows) : `${JSON.stringify(value, null, 2)}\n`;
  const language = kind === 'CSV' ? 'plaintext' : 'json';
  await window.showTextDocument(await workspace.openTextDocument({ language, content }), { preview: false });
}
