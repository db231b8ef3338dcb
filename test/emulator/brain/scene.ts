// A request in, what the brain needs to see of it out: the person's words, the calls of this turn with their results, the tools at hand.

import { resultText } from '../match.ts';
import type { StepJson } from '../validate/chain.ts';
import type { CreateRequest } from '../validate/request.ts';

/** A call of this turn and what came back. */
export interface Deed {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly failed: boolean;
}

export interface Scene {
  /** The person's own words: the last text of their prompt; attachments come before it. */
  readonly words: string;
  /** Names of what is attached. */
  readonly attached: readonly string[];
  readonly deeds: readonly Deed[];
  /** Nothing was answered yet in this chain. */
  readonly first: boolean;
  can(tool: string): boolean;
}

export function sceneOf({ timeline, tools }: CreateRequest): Scene {
  const asked = timeline.findLastIndex(({ type }) => type === 'user_input');
  const parts = partsOf(timeline[asked]);
  const names = new Set(tools.map(({ type, name }) => String(type === 'function' ? name : type)));
  return {
    words: parts.at(-1) ?? '',
    attached: parts.slice(0, -1).flatMap((part) => /^Attached \w+: (.+)$/m.exec(part)?.[1] ?? []),
    deeds: deedsOf(timeline.slice(asked + 1)),
    first: timeline.every(({ type }) => type === 'user_input'),
    can: (tool) => names.has(tool),
  };
}

function partsOf(step: StepJson | undefined): readonly string[] {
  const content = (step?.content ?? []) as readonly { readonly type: string; readonly text?: string }[];
  return content.flatMap(({ text }) => text ?? []);
}

function deedsOf(steps: readonly StepJson[]): readonly Deed[] {
  const results = new Map(steps.filter(({ type }) => type === 'function_result').map((step) => [step.call_id, step]));
  return steps.flatMap((step) => {
    const result = step.type === 'function_call' ? results.get(step.id) : undefined;
    if (!result) return [];
    const args = step.arguments as Deed['args'];
    return { name: String(step.name), args, text: resultText(result), failed: result.is_error === true };
  });
}

/** The file itself in what `read_file` gave back: without a header line and without line numbers, should there be any. */
export function fileText({ text }: Deed): string {
  const lines = text.split('\n');
  const numbered = lines.slice(1).filter((line) => /^\s*\d+\s*[|:\t→]/.test(line)).length > lines.length / 2;
  const body = numbered ? lines.map((line) => line.replace(/^\s*\d+\s*[|:\t→] ?/, '')) : lines;
  return /^\S+.* lines? \d+|^\S+ is empty/.test(lines[0] ?? '') ? body.slice(1).join('\n') : body.join('\n');
}
