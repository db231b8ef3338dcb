// The id of a command that runs in the background in, how it ended out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { find } from './commandOutput.ts';
import { howEnded, summaryOf } from './runCommand.ts';

export const killCommand = defineTool({
  name: 'kill_command',
  effect: 'read',
  description: 'Ends a command that runs in the background, with everything it started. It touches no other process.',
  parameters: z.strictObject({ id: z.string().check(z.minLength(1), z.describe('The id that run_command gave.')) }),
  title: ({ id }) => (id ? `End ${id}` : 'End a command'),
  targets: () => [],
  when: ({ shell }) => shell?.all.some(({ running }) => running) ?? false,
  async run({ id }, { shell }) {
    const command = find(shell, id);
    if (!command.running) return { content: `It had ended before. ${howEnded(command)}`, summary: summaryOf(command) };
    command.kill();
    await command.news(2_000);
    return { content: howEnded(command), summary: summaryOf(command) };
  },
});
