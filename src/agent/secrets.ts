// A request in, the same without secrets out; and a change the model wrote with placeholders in, the same with the secrets out.

import type { Placeholders } from '../gate/placeholders.ts';
import { everyTurn } from '../shared/branch.ts';
import type { Content, Step } from '../shared/step.ts';
import type { Transcript } from '../shared/transcript.ts';
import type { InteractionRequest } from './ports.ts';
import { ToolError } from './workspace.ts';

interface Filtered {
  readonly step: Step;
  readonly names: readonly string[];
}

/** Of one session. What the model itself said stays as it is: it never saw a secret, and its signatures cover its words. */
export class SecretFilter {
  readonly #placeholders: Placeholders;
  readonly #transcript: () => Transcript;
  /** A private session sends the same steps with every request. */
  readonly #filtered = new WeakMap<Step, Filtered>();

  constructor(placeholders: Placeholders, transcript: () => Transcript) {
    this.#placeholders = placeholders;
    this.#transcript = transcript;
  }

  /** `added`: the steps of the request that were never sent before. `count`: how many secrets are in these. */
  hide(
    request: InteractionRequest,
    added: readonly Step[],
  ): { readonly request: InteractionRequest; readonly count: number } {
    const { systemInstruction } = request;
    const input = request.input.map((step) => this.#filter(step).step);
    const names = new Set(added.flatMap((step) => this.#filter(step).names));
    const instruction =
      systemInstruction === undefined ? {} : { systemInstruction: this.#placeholders.hide(systemInstruction).text };
    return { request: { ...request, input, ...instruction }, count: names.size };
  }

  /** Of a call that changes files. Throws a `ToolError` where a placeholder stands for nothing that is known here. */
  restore(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    if (!JSON.stringify(args).includes('⟦secret:')) return args;
    const restored = this.#restored(args);
    if (restored.unknown.length === 0) return restored.value as Readonly<Record<string, unknown>>;
    // After a reload nothing is known yet: what was sent is in the transcript.
    for (const { interactions } of everyTurn(this.#transcript()))
      for (const { input } of interactions) for (const step of input) this.#filter(step);
    const again = this.#restored(args);
    if (again.unknown.length === 0) return again.value as Readonly<Record<string, unknown>>;
    throw new ToolError(
      `${again.unknown.join(', ')} stands for a secret that is not known here. Nothing was done. Read the file again, and leave the lines with secrets as they are.`,
    );
  }

  #filter(step: Step): Filtered {
    const known = this.#filtered.get(step);
    if (known) return known;
    const names = new Set<string>();
    const hide = (text: string) => {
      const hidden = this.#placeholders.hide(text);
      for (const name of hidden.names) names.add(name);
      return hidden.text;
    };
    const filtered = { step: withTexts(step, hide), names: [...names] };
    this.#filtered.set(step, filtered);
    return filtered;
  }

  #restored(value: unknown): { readonly value: unknown; readonly unknown: readonly string[] } {
    const unknown: string[] = [];
    const walk = (one: unknown): unknown => {
      if (typeof one === 'string') {
        const restored = this.#placeholders.restore(one);
        unknown.push(...restored.unknown);
        return restored.text;
      }
      if (Array.isArray(one)) return one.map(walk);
      if (typeof one !== 'object' || one === null) return one;
      return Object.fromEntries(Object.entries(one).map(([key, field]) => [key, walk(field)]));
    };
    return { value: walk(value), unknown };
  }
}

function withTexts(step: Step, hide: (text: string) => string): Step {
  const contents = (all: readonly Content[]) =>
    all.map((content) => (content.type === 'text' ? { ...content, text: hide(content.text) } : content));
  if (step.type === 'user_input') {
    const { content } = step as { content: readonly Content[] };
    return { ...step, content: contents(content) } as Step;
  }
  if (step.type === 'function_result') {
    const { result } = step as { result: string | readonly Content[] };
    return { ...step, result: typeof result === 'string' ? hide(result) : contents(result) } as Step;
  }
  return step;
}
