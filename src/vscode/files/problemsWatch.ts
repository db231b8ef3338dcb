// A file that is about to change in, its problems before and, once the checkers have looked at the change, after it out.

import { languages } from 'vscode';
import type { ProblemsWatch } from '../../agent/workspace.ts';
import type { Judged } from '../../gate/judged.ts';
import { uriOf } from './folders.ts';
import { problemsOf } from './problems.ts';
import { settled } from './settle.ts';

/** Listens from the start, because a fast checker speaks before the change is saved. */
export function watchProblems(place: Judged): ProblemsWatch {
  const wanted = uriOf(place).toString();
  let heard = () => {};
  let spoken = false;
  const listening = languages.onDidChangeDiagnostics(({ uris }) => {
    if (!uris.some((uri) => uri.toString() === wanted)) return;
    spoken = true;
    heard();
  });
  return {
    before: problemsOf(place),
    async settled() {
      const said = await settled({
        spoken,
        onChange: (run) => {
          heard = run;
        },
        later: (run, ms) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      });
      listening.dispose();
      return said ? problemsOf(place) : undefined;
    },
    cancel: () => listening.dispose(),
  };
}
