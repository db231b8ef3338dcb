// "Show terminal" on a command in, its terminal out; commands of a session that is left are ended.

import { everyTurn } from '../../shared/branch.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function commandTerminal({ parts }: ChatPorts): Feature<'show_terminal'> {
  return {
    commands: { show_terminal: ({ call }) => parts.terminals.show(call) },
    // What nobody can ask about any more must not go on.
    left({ transcript }) {
      const calls = everyTurn(transcript).flatMap(({ interactions }) => interactions.flatMap((one) => one.calls));
      parts.shell.endOf(new Set(calls.map(({ call }) => call.id)));
    },
  };
}
