// The `input` of a request in, its steps out or a Refusal thrown: a string, one content, contents or steps (contract 3.1).

import { invalid, invalidAt, legacy } from '../refusal.ts';
import type { StepJson } from './chain.ts';
import { content, contentTypes } from './content.ts';
import { isObject } from './shape.ts';
import { step } from './steps.ts';

const isContent = (value: unknown): boolean => isObject(value) && contentTypes.includes(value.type as string);

/** `{role, …}` turns and `outputs` are the schema removed on 2026-06-08. */
const isLegacy = (value: unknown): boolean =>
  isObject(value) && ('role' in value || 'outputs' in value || 'parts' in value);

/** Legacy shapes are named as such before anything else is looked at. */
export function checkLegacy(input: unknown): void {
  if (isLegacy(input) || (Array.isArray(input) && input.some(isLegacy))) throw legacy();
}

export function readInput(input: unknown, issued: ReadonlySet<string>): readonly StepJson[] {
  if (typeof input === 'string') {
    if (input === '') throw invalidAt('input');
    return [said([{ type: 'text', text: input }])];
  }
  if (isObject(input)) {
    content(input, 'input');
    return [said([input])];
  }
  if (!Array.isArray(input) || input.length === 0) throw invalidAt('input');
  return readList(input, issued);
}

function readList(input: readonly unknown[], issued: ReadonlySet<string>): readonly StepJson[] {
  const contents = input.filter(isContent).length;
  if (contents > 0 && contents < input.length) throw invalid("Content and Step items cannot be mixed in 'input'.");
  const check = contents > 0 ? content : step(issued);
  for (const [index, item] of input.entries()) check(item, `input[${index}]`);
  return contents > 0 ? [said(input)] : (input as readonly StepJson[]);
}

const said = (parts: readonly unknown[]): StepJson => ({ type: 'user_input', content: parts });
