// Small sessions as the page gets them: events by hand, and the host's state.

import type { Approval } from '../../src/shared/approval.ts';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { HostState } from '../../src/shared/messages.ts';

export const facts: HostState = {
  key: 'secret',
  model: 'gemini-4-pro',
  models: [
    { id: 'gemini-4-pro', label: 'Gemini 4 Pro', thinkingLevels: ['low', 'medium', 'high'] },
    { id: 'gemini-4-flash', label: 'Gemini 4 Flash', thinkingLevels: [] },
  ],
  trusted: true,
  hasFolder: true,
  busy: false,
  attachments: [],
  draft: '',
};

/** Events of one turn, to be put together by a test. `id` names turn and interaction. */
export function turn(id: string, prompt: string) {
  const at = Date.now() - 14_000;
  const on = { interaction: id };
  return {
    prompt: (): SessionEvent[] => [
      { type: 'prompt.sent', turn: id, at, text: prompt, attachments: [], model: 'gemini-4-pro' },
      { type: 'interaction.requested', turn: id, interaction: id, at, model: 'gemini-4-pro', stored: true, input: [] },
    ],
    thought: (index: number, text: string): SessionEvent[] => [
      { type: 'step.started', ...on, index, step: { type: 'thought' }, at },
      { type: 'step.delta', ...on, index, delta: { type: 'thought_summary', content: { type: 'text', text } } },
      { type: 'step.stopped', ...on, index, at: at + 12_000 },
    ],
    output: (index: number): SessionEvent[] => [
      { type: 'step.started', ...on, index, step: { type: 'model_output' }, at },
    ],
    text: (index: number, text: string): SessionEvent[] => [
      { type: 'step.delta', ...on, index, delta: { type: 'text', text } },
    ],
    stop: (index: number): SessionEvent[] => [{ type: 'step.stopped', ...on, index, at: at + 13_000 }],
    call: (
      index: number,
      call: string,
      name: string,
      title: string,
      effect: 'read' | 'edit' | 'run' = 'read',
    ): SessionEvent[] => {
      const step = { type: 'function_call' as const, id: call, name, arguments: { path: 'src/math.ts' } };
      return [
        { type: 'step.started', ...on, index, step, at },
        { type: 'step.stopped', ...on, index, at },
        { type: 'call.received', ...on, call: step, title, effect },
      ];
    },
    ask: (call: string, approval: Approval): SessionEvent[] => [{ type: 'approval.requested', call, approval }],
    result: (call: string, name: string, result: string, summary?: string): SessionEvent[] => [
      { type: 'call.started', call, at },
      {
        type: 'call.completed',
        call,
        result: { type: 'function_result', call_id: call, name, result },
        at: at + 20,
        ...(summary ? { summary } : {}),
      },
    ],
    activity: (kind: 'thinking' | 'retrying' | 'approval', until?: number): SessionEvent[] => [
      { type: 'activity.updated', turn: id, activity: { kind, since: at, ...(until ? { until } : {}) } },
    ],
    done: (outcome: 'completed' | 'stopped' = 'completed'): SessionEvent[] => [
      {
        type: 'interaction.completed',
        ...on,
        status: 'completed',
        usage: { total_tokens: 1840, total_input_tokens: 1200, total_output_tokens: 440, total_thought_tokens: 200 },
        at: at + 13_000,
      },
      { type: 'turn.completed', turn: id, at: at + 14_000, outcome },
    ],
    fail: (failure: Failure): SessionEvent[] => [
      { type: 'turn.completed', turn: id, at: at + 14_000, outcome: 'failed', failure },
    ],
    question: (text: string): SessionEvent[] => [
      { type: 'turn.completed', turn: id, at, outcome: 'asking', question: { kind: 'same_call', text } },
    ],
  };
}

/** An approval of one edit with so many added lines. */
export function approval(lines = 3, more: Partial<Approval> = {}): Approval {
  const added = Array.from({ length: lines }, (_, i) => ({
    kind: 'added' as const,
    text: `  const line${i} = ${i};`,
    after: i + 2,
  }));
  return {
    tool: 'apply_edit',
    title: 'Edit src/math.ts',
    always: false,
    changes: [
      {
        path: 'src/math.ts',
        kind: 'edit',
        added: lines,
        removed: 1,
        lines: [
          { kind: 'same', text: 'export function add(a: number, b: number): number {', before: 1, after: 1 },
          { kind: 'removed', text: '  return a - b;', before: 2 },
          ...added,
          { kind: 'same', text: '}', before: 3, after: lines + 2 },
        ],
        beforeHash: '0',
        afterHash: '1',
      },
    ],
    ...more,
  };
}

export const answer = `The function **subtracts** where it should add. In \`src/math.ts\`:

\`\`\`ts
// Adds two numbers.
export function add(a: number, b: number): number {
  return a + b; // was: a - b
}
\`\`\`

1. Change the operator.
2. Run the tests with \`npm test\`.

| case | before | after |
|------|-------:|------:|
| 1, 2 |     -1 |     3 |

See the [handbook](https://www.typescriptlang.org/docs/) for more.
`;
