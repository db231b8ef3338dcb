// The person's choice in, a JSON Schema out: a schema file of the workspace, the TypeScript type at the cursor, or fields they write.

import { l10n, type QuickPickItem, type Uri, window, workspace } from 'vscode';
import type { JsonSchema } from '../../agent/ports.ts';
import { findFiles } from '../files/findFiles.ts';
import { schemaOfFields, schemaOfType, TypeProblem, typeAtLine } from './typeSchema.ts';

export interface ChosenSchema {
  readonly schema: JsonSchema;
  /** The schema is the code at the cursor: what is selected there is not what to extract from. */
  readonly fromCursor: boolean;
}

type Item = QuickPickItem & { readonly choose: () => Promise<ChosenSchema | undefined> };

/** Undefined: the person chose none, or it is none, which was told. */
export async function chooseSchema(): Promise<ChosenSchema | undefined> {
  const files = await findFiles(200, '.schema.json');
  const items: readonly Item[] = [
    ...atCursor(),
    { label: `$(list-flat) ${l10n.t('Fields that I write…')}`, choose: askFields },
    ...files.map((uri): Item => {
      const path = workspace.asRelativePath(uri);
      return {
        label: `$(json) ${path.slice(path.lastIndexOf('/') + 1)}`,
        description: path,
        choose: () => ofFile(uri),
      };
    }),
  ];
  const picked = await window.showQuickPick(items, { title: l10n.t('Extract as JSON: the shape of the answer') });
  try {
    return await picked?.choose();
  } catch (error) {
    void window.showErrorMessage(wordsOf(error));
    return undefined;
  }
}

function atCursor(): readonly Item[] {
  const editor = window.activeTextEditor;
  if (!editor || !/^(?:type|java)script(?:react)?$/.test(editor.document.languageId)) return [];
  const text = editor.document.getText();
  const name = typeAtLine(text, editor.selection.active.line);
  if (!name) return [];
  const choose = async () => ({ schema: schemaOfType(text, name), fromCursor: true });
  return [{ label: `$(symbol-interface) ${name}`, description: l10n.t('The type at the cursor'), choose }];
}

async function ofFile(uri: Uri): Promise<ChosenSchema> {
  const schema: unknown = JSON.parse((await workspace.openTextDocument(uri)).getText());
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new SyntaxError(l10n.t('{0} holds no JSON Schema.', workspace.asRelativePath(uri)));
  }
  // Of the file, not of the data; the service is not asked to know them.
  const { $schema: _, $id: _id, ...rest } = schema as Record<string, unknown>;
  return { schema: rest, fromCursor: false };
}

async function askFields(): Promise<ChosenSchema | undefined> {
  const fields = await window.showInputBox({
    title: l10n.t('Extract as JSON: fields'),
    prompt: l10n.t(
      'As in {0}. A field without a type is text, one with ? may be missing.',
      'name, price: number, tags?: string[]',
    ),
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(text)),
  });
  if (!fields?.trim()) return undefined;
  const schema = schemaOfFields(fields);
  const one = { label: l10n.t('One object') };
  const many = { label: l10n.t('A list of them') };
  const picked = await window.showQuickPick([many, one], { title: l10n.t('How many are there to find?') });
  if (!picked) return undefined;
  return { schema: picked === many ? { type: 'array', items: schema } : schema, fromCursor: false };
}

function problemOf(fields: string): string | undefined {
  try {
    schemaOfFields(fields);
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof TypeProblem) return l10n.t('This cannot be made a schema: {0}', error.message);
  return error instanceof Error ? error.message : String(error);
}
