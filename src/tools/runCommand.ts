// A command line and a folder in, its output and how it ended out; one that goes on gets a handle instead.

import { headAndTail } from '../agent/calls/kept.ts';
import * as z from '../agent/calls/schema.ts';
import type { Running } from '../agent/calls/shell.ts';
import { defineTool, type ToolResult } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';

/** Characters of a command's output that the model gets unasked. */
export const HEAD = 4_000;
export const TAIL = 12_000;

export const runCommand = defineTool({
  name: 'run_command',
  effect: 'run',
  description:
    'Runs a command line in a shell: bash on Linux and macOS, PowerShell on Windows. The person reads the whole line first and may refuse it, so make each line short and do one thing. ' +
    'Use the other tools to read, search and change files. Nobody can type into the command: standard input is closed, so pass flags such as --yes. The environment is clean: no keys, no settings of the person’s shell. ' +
    'A command that is still running after a while, such as a server, goes on in the background under an id; command_output and kill_command take that id.',
  parameters: z.strictObject({
    command: z
      .string()
      .check(z.minLength(1), z.maxLength(20_000), z.describe('The command line, as it would be typed.')),
    cwd: z.optional(
      z.string().check(z.describe('Folder to run it in, from the workspace root, with "/"; the root by default.')),
    ),
  }),
  title: ({ command }) => (command ? `Run ${firstLine(command)}` : 'Run a command'),
  targets: ({ cwd }) => [{ operation: 'list', path: cwd || '.' }],
  async run({ command }, { shell, call, places, signal, tell }) {
    if (!shell) throw new ToolError('No command can be run here. Go on without.');
    if (command.includes('\0')) throw new ToolError('The command line has a NUL character. Nothing was run.');
    const running = await shell.start({ line: command, call, folder: places[0]!, signal, onOutput: tell });
    const how = await running.settled();
    signal.throwIfAborted();
    return how === 'ended' ? ended(running) : goesOn(running, how);
  },
});

function firstLine(command: string): string {
  const [line = '', ...more] = command.trim().split('\n');
  return line.length > 120 || more.length > 0 ? `${line.slice(0, 120)}…` : line;
}

function ended(command: Running): ToolResult {
  const { text, left } = headAndTail(command.text(), HEAD, TAIL);
  const more =
    left > 0 ? `\nTo read what was left out, call command_output with id "${command.id}" and an offset.` : '';
  return { content: `${howEnded(command)}\n${text || '(no output)'}${more}`, summary: summaryOf(command) };
}

function goesOn(command: Running, how: 'silent' | 'long'): ToolResult {
  const { text } = headAndTail(command.text(), HEAD, TAIL);
  const why =
    how === 'silent' ? 'it has printed nothing for a while; if it waits for input, it will get none' : 'it takes long';
  return {
    content: `Still running after ${seconds(command.ms)} (${why}). It goes on in the background as "${command.id}": look with command_output, end it with kill_command.\n${text || '(no output yet)'}`,
    summary: `runs on as ${command.id}`,
  };
}

/** `Exit code 1 after 2.3 s.` */
export function howEnded({ code, ms, running }: Running): string {
  if (running) return `Still running after ${seconds(ms)}.`;
  return code === null || code === undefined
    ? `Ended by a signal after ${seconds(ms)}.`
    : `Exit code ${code} after ${seconds(ms)}.`;
}

/** The same, short, for the person: `exit 1, 2.3 s`. */
export function summaryOf({ code, ms, running }: Running): string {
  if (running) return `running, ${seconds(ms)}`;
  return `${code === null || code === undefined ? 'killed' : `exit ${code}`}, ${seconds(ms)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
