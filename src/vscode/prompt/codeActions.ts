// The place of a light bulb in, quick fixes and rewrites that ask Gemini out: titles and arguments alone, nothing is read before one is chosen.

import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Disposable,
  l10n,
  languages,
  workspace,
} from 'vscode';
import { offers } from './codeActionOffers.ts';

/**
 * Registered for every document when Castor wakes, that is once the window has started: a quick fix that is offered only to those who opened
 * the chat before is one that nobody finds.
 */
export function registerCodeActions(): Disposable {
  const rewrite = CodeActionKind.RefactorRewrite;
  const kinds = { fix: CodeActionKind.QuickFix, rewrite };
  const provider: CodeActionProvider = {
    provideCodeActions({ uri }, range, { diagnostics, only }) {
      const asked = {
        diagnostics,
        selected: !range.isEmpty,
        trusted: workspace.isTrusted,
        wants: (kind: 'fix' | 'rewrite') => only === undefined || only.contains(kinds[kind]),
        // Asked only beside a problem: at most once for a light bulb.
        inFile: () => languages.getDiagnostics(uri),
      };
      return offers(asked, (text, ...values) => l10n.t(text, ...values)).map(({ title, kind, command, given }) => {
        const action = new CodeAction(title, kinds[kind]);
        if (kind === 'fix') action.diagnostics = [...(given.allProblems ? [] : diagnostics)];
        const carried = { uri, ...(kind === 'rewrite' ? { range } : {}), ...given };
        action.command = { command, title, arguments: [carried] };
        return action;
      });
    },
  };
  return languages.registerCodeActionsProvider({ scheme: '*' }, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix, rewrite],
  });
}
