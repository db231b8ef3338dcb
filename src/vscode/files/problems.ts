// The editor's diagnostics in, problems in the model's terms out.

import { type Diagnostic, DiagnosticSeverity, languages } from 'vscode';
import type { Problem } from '../../agent/workspace.ts';
import type { Judged } from '../../gate/judged.ts';
import { pathOf, uriOf } from './folders.ts';

const severities: Readonly<Record<DiagnosticSeverity, Problem['severity']>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** Of one file or directory, or of all folders; problems of files outside the workspace are left out. */
export function problemsOf(place: Judged | undefined): readonly Problem[] {
  if (!place) return languages.getDiagnostics().flatMap(([uri, found]) => problemsIn(pathOf(uri), found));
  const { path } = uriOf(place);
  return languages
    .getDiagnostics()
    .filter(([uri]) => uri.path === path || uri.path.startsWith(`${path.replace(/\/$/, '')}/`))
    .flatMap(([uri, found]) => problemsIn(pathOf(uri), found));
}

function problemsIn(path: string | undefined, found: readonly Diagnostic[]): readonly Problem[] {
  if (path === undefined) return [];
  return found.map(({ range, severity, message, source, code }) => ({
    path,
    line: range.start.line + 1,
    column: range.start.character + 1,
    severity: severities[severity],
    message,
    source,
    code: codeOf(code),
  }));
}

function codeOf(code: Diagnostic['code']): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined ? undefined : String(value);
}
