// A model's id in, what it can do out: a dated table, for the picker and for what may be sent; knows nothing of the SDK.

import { isOffice } from '../shared/mediaTypes.ts';

export type ThinkingLevel = 'minimal' | 'low' | 'medium' | 'high';

export interface ModelAbilities {
  readonly id: string;
  readonly label: string;
  /** One line for the picker. */
  readonly description: string;
  /** Levels the service accepts; empty where a level means nothing to the model. */
  readonly thinkingLevels: readonly ThinkingLevel[];
  /** Tokens of the context window, where published. */
  readonly context?: number;
  /** It takes documents of office programs; PDF and media all of the table take (contract section 3.1). */
  readonly office?: true;
  /** The service offers it to projects with billing only. */
  readonly paidOnly?: true;
}

export const defaultModel = 'gemini-3.8-flash';

/** Day of the table below: what a model list of the service says later wins. */
export const modelTableDate = '2026-11-21';

const three: readonly ThinkingLevel[] = ['low', 'medium', 'high'];
const four: readonly ThinkingLevel[] = ['minimal', ...three];
const million = 1_048_576;

/** Models to offer before the service was asked, best default first (models page of ai.google.dev, on `modelTableDate`). */
export const modelTable: readonly ModelAbilities[] = [
  {
    id: defaultModel,
    label: 'Gemini 3.8 Flash',
    description: 'Fast and capable; the default. Has a free tier.',
    thinkingLevels: three,
    context: million,
  },
  {
    id: 'gemini-4-carbon',
    label: 'Gemini 4 Carbon',
    description: 'For the hardest coding tasks. Paid only.',
    thinkingLevels: three,
    context: million,
    office: true,
    paidOnly: true,
  },
  {
    id: 'gemini-4-argon',
    label: 'Gemini 4 Argon',
    description: 'The everyday model of the 4 series. Paid only.',
    thinkingLevels: three,
    context: million,
    paidOnly: true,
  },
  { id: 'gemini-3.7-flash', label: 'Gemini 3.7 Flash', description: 'The Flash before 3.8.', thinkingLevels: three },
  {
    id: 'gemini-3.6-flash',
    label: 'Gemini 3.6 Flash',
    description: 'An older Flash that can think minimally.',
    thinkingLevels: four,
  },
  { id: 'gemini-3.5-flash', label: 'Gemini 3.5 Flash', description: 'An older Flash.', thinkingLevels: three },
  {
    id: 'gemini-3.5-flash-lite',
    label: 'Gemini 3.5 Flash-Lite',
    description: 'Cheapest and quickest, for small tasks.',
    thinkingLevels: four,
  },
  {
    id: 'gemini-3.1-flash-lite',
    label: 'Gemini 3.1 Flash-Lite',
    description: 'An older Flash-Lite.',
    thinkingLevels: four,
  },
  {
    id: 'gemini-3.1-pro-preview',
    label: 'Gemini 3.1 Pro (preview)',
    description: 'A preview; may go without notice.',
    thinkingLevels: three,
  },
  {
    id: 'gemini-flash-latest',
    label: 'Gemini Flash (latest)',
    description: 'Whatever Flash the service points it to.',
    thinkingLevels: three,
  },
];

/** Names that the service no longer knows, and what does their work today (models page, on `modelTableDate`). */
const retired: readonly (readonly [name: RegExp, instead: string])[] = [
  [/^gemini-(?:pro|ultra|1\.\d)(?:-(?!latest)|$)/, defaultModel],
  [/^gemini-3-pro-preview$/, defaultModel],
];

/** Undefined for a name that is not known to be retired. */
export function replacementOf(id: string): string | undefined {
  return retired.find(([name]) => name.test(id.replace(/^models\//, '')))?.[1];
}

/** Thinking levels to offer for a model; an unknown model gets none, because leaving the level out is safe for every model. */
export function thinkingLevelsOf(id: string): readonly ThinkingLevel[] {
  const name = id.replace(/^models\//, '');
  return modelTable.find((model) => model.id === name)?.thinkingLevels ?? [];
}

/** Tokens that a model takes, where published. */
export function windowOf(id: string): number | undefined {
  const name = id.replace(/^models\//, '');
  return modelTable.find((model) => model.id === name)?.context;
}

/** Whether a model takes more than text in the result of a function; the 2.5 models answer 400 (contract section 5.1). */
export function takesMediaResults(id: string): boolean {
  return /^(?:models\/)?gemini-(?!2\.|1\.)/.test(id);
}

/** The first model of the table that takes what this one is not known to take; undefined: it takes it, or the table does not know it. */
export function betterFor(id: string, mimeType: string): ModelAbilities | undefined {
  const known = modelTable.find((model) => model.id === id.replace(/^models\//, ''));
  return known && !known.office && isOffice(mimeType) ? modelTable.find(({ office }) => office) : undefined;
}

const otherTrades =
  /(?:^|-)(?:image|tts|transcribe|live|audio|embedding|robotics|omni|veo|lyria|imagen|aqa|computer-use|nano-banana)(?:-|$)/;

/** Whether a model of the service's list can hold a conversation in text, by its id and the methods it is listed with. */
export function canChat(id: string, methods: readonly string[] | undefined): boolean {
  if (!/^(?:gemini|gemma)-/.test(id) || otherTrades.test(id)) return false;
  return (
    !methods?.length || methods.some((method) => /^(?:generateContent|createInteraction|interactions)$/i.test(method))
  );
}
