// What goes on in the chat in, the context keys that `when` clauses of the manifest read out.

import { commands } from 'vscode';
import type { Feature } from './feature.ts';

export function contextKeys(): Feature {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  return {
    commands: {},
    told: ({ busy, key }) => {
      set('castor.busy', busy);
      set('castor.hasKey', key !== undefined);
    },
    happened: (event) => {
      if (event.type === 'approval.decided' && event.decision !== 'deny') set('castor.allowedChange', true);
    },
  };
}
