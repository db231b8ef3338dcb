// The id of a command in, what it printed since the model last looked, or any part of it, out.

import * as z from '../agent/calls/schema.ts';
import type { Running, Shell } from '../agent/calls/shell.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { howEnded, summaryOf } from './runCommand.ts';

/** Characters of one answer. */
export const MAX_OUTPUT = 16_000;
/** Ms that a look at a running command waits for something to see. */
const patience = 20_000;

/** Up to where the model has seen the output of each command; a handle is forgotten with its command. */
const seenTo = new WeakMap<Running, number>();

export const commandOutput = defineTool({
  name: 'command_output',
  effect: 'read',
  description:
    'Shows what a command printed, one that runs in the background or one whose output was cut. Without an offset: what is new since the last look; for a running command it waits a while until there is something.',
  parameters: z.strictObject({
    id: z.string().check(z.minLength(1), z.describe('The id that run_command gave.')),
    offset: z.optional(z.int().check(z.gte(0), z.describe('Character to begin at, 0 for the start of the output.'))),
  }),
  title: ({ id }) => (id ? `Look at the output of ${id}` : 'Look at the output of a command'),
  targets: () => [],
  when: ({ shell }) => (shell?.all.length ?? 0) > 0,
  async run({ id, offset }, { shell, signal }) {
    const command = find(shell, id);
    const from = offset ?? seenTo.get(command) ?? 0;
    if (offset === undefined && command.length <= from) await command.news(patience);
    signal.throwIfAborted();
    const to = Math.min(command.length, from + MAX_OUTPUT);
    if (offset === undefined) seenTo.set(command, to);
    const left = command.length - to;
    const rest = left > 0 ? `\n${left} more characters: call again with offset ${to}.` : '';
    const text = command.text(from, to) || (offset === undefined ? '(nothing new)' : '(nothing there)');
    return {
      content: `${howEnded(command)} Characters ${from} to ${to} of ${command.length}:\n${text}${rest}`,
      summary: summaryOf(command),
    };
  },
});

export function find(shell: Shell | undefined, id: string): Running {
  const command = shell?.find(id);
  if (command) return command;
  const known = (shell?.all ?? []).map((one) => one.id).join(', ');
  throw new ToolError(`There is no command "${id}". ${known ? `The commands are ${known}.` : 'None was run.'}`);
}
