// `@problems` in, the errors and warnings that the editor shows out, those of files that may be read without a question.

import type { Problem } from '../../../agent/workspace.ts';
import type { Mention } from './mention.ts';

const most = 200;
const severities: readonly Problem['severity'][] = ['error', 'warning', 'information', 'hint'];

export const problemsMention: Mention = {
  kind: 'problems',
  detail: (editor) => {
    const found = editor.problems().filter(({ severity }) => severity === 'error' || severity === 'warning').length;
    return found === 1 ? editor.t('1 error or warning') : editor.t('{0} errors and warnings', found);
  },
  async attach(_, editor) {
    const found = editor.problems();
    const paths = [...new Set(found.map(({ path }) => path))];
    const allowed = new Set<string>();
    for (const path of paths) if (await editor.mayRead(path)) allowed.add(path);
    const shown = found
      .filter(({ path }) => allowed.has(path))
      .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
    if (shown.length === 0) throw new Error(editor.t('The editor shows no problems.'));
    const more = shown.length > most ? `\n… ${shown.length - most} more` : '';
    const text = shown.slice(0, most).map(lineOf).join('\n') + more;
    const label = shown.length === 1 ? editor.t('1 problem') : editor.t('{0} problems', shown.length);
    return { id: editor.id(), kind: 'problems', label, text };
  },
};

function lineOf({ path, line, column, severity, message, source, code }: Problem): string {
  const origin = [source, code].filter(Boolean).join(' ');
  return `${path}:${line}:${column} ${severity}${origin ? ` (${origin})` : ''}: ${message}`;
}
