// What the service may call once a request has computer_use on, and how each of those calls must be answered (Gemini API docs, computer use).

import { invalid } from '../refusal.ts';
import type { StepJson } from './chain.ts';
import type { Json } from './shape.ts';

/** Of a browser, for models from 3.5 on. */
const browser =
  'click double_click triple_click middle_click right_click mouse_down mouse_up move type drag_and_drop wait press_key key_down key_up hotkey take_screenshot scroll go_back navigate go_forward';

/** Names of functions that no request declares. */
export function predefined(tools: readonly Json[]): readonly string[] {
  const tool = tools.find(({ type }) => type === 'computer_use');
  if (!tool) return [];
  const excluded = (tool.excluded_predefined_functions ?? []) as readonly string[];
  return browser.split(' ').filter((name) => !excluded.includes(name));
}

/** A step that was made is answered with where it led and a picture; one that had to be confirmed says that a person did. */
export function checkSteps(timeline: readonly StepJson[]): void {
  const names = new Set(browser.split(' '));
  const calls = new Map(timeline.flatMap((step) => (step.type === 'function_call' ? [[step.id, step] as const] : [])));
  for (const { type, call_id, result, is_error } of timeline) {
    const call = type === 'function_result' ? calls.get(call_id) : undefined;
    if (!call || is_error || !names.has(String(call.name)) || !Array.isArray(result)) continue;
    const [text, picture] = result as readonly { readonly text?: string; readonly mime_type?: string }[];
    const said = JSON.parse(text?.text ?? '{}') as Json;
    const { safety_decision: safety } = call.arguments as { readonly safety_decision?: Json };
    if (typeof said.url !== 'string') throw invalid(`The result of '${String(call.name)}' does not say the url.`);
    if (picture && picture.mime_type !== 'image/png') throw invalid('A screenshot is a PNG.');
    if (safety?.decision === 'require_confirmation' && said.safety_acknowledgement !== true) {
      throw invalid(`The result of '${String(call.name)}' must have safety_acknowledgement: true.`);
    }
  }
}
