// One step and one delta in, the step with the delta merged out: the reducer rules of the Interactions API (contract section 6.2).

import type { Annotation, Content, Delta, ModelOutput, Step, TextContent, Thought } from './step.ts';
import { StreamText } from './text.ts';
import type { StepState } from './transcript.ts';

const media = new Set(['image', 'audio', 'video', 'document']);

/** The kind of a delta; some of the service's own samples leave `type` out, then the keys tell. */
export function deltaType(delta: Delta): string {
  if (typeof delta.type === 'string') return delta.type;
  if ('text' in delta) return 'text';
  if ('content' in delta) return 'thought_summary';
  if ('signature' in delta) return 'thought_signature';
  if (typeof delta.arguments === 'string') return 'arguments_delta';
  return 'unknown';
}

/** The kind of step a delta belongs to, for a delta whose step was never started. */
export function stepTypeOf(delta: Delta): string {
  const type = deltaType(delta);
  if (type === 'text' || type === 'text_annotation_delta' || media.has(type)) return 'model_output';
  if (type === 'thought_summary' || type === 'thought_signature') return 'thought';
  if (type === 'arguments_delta') return 'function_call';
  return type;
}

/** A step of `step.started`, its texts made appendable. */
export function openStep(index: number, step: Step, at: number): StepState {
  const live = { ...step } as Record<string, unknown>;
  for (const field of ['content', 'summary'] as const) {
    if (Array.isArray(live[field])) live[field] = live[field].map(liveContent);
  }
  return { index, step: live as Step<StreamText>, open: true, startedAt: at };
}

/** A second start of a step that is there already (a replay, or a start that came after its first delta): what has arrived wins. */
export function reopenStep(state: StepState, step: Step): StepState {
  return { ...state, step: { ...openStep(state.index, step, 0).step, ...state.step } as Step<StreamText> };
}

/** Merges one delta. Work is proportional to the delta, not to the step. */
export function mergeDelta(state: StepState, delta: Delta): StepState {
  const type = deltaType(delta);
  switch (type) {
    case 'text':
      return withContent(state, appendText(contentOf(state), String(delta.text ?? '')));
    case 'text_annotation_delta':
      return withContent(state, annotate(contentOf(state), delta.annotations));
    case 'thought_summary':
      return {
        ...state,
        step: { ...state.step, summary: appendSummary(state.step as Thought<StreamText>, delta.content) },
      };
    case 'thought_signature':
      return delta.signature ? { ...state, step: { ...state.step, signature: delta.signature } } : state;
    case 'arguments_delta':
      if (!state.open) return state;
      return {
        ...state,
        argumentsText: (state.argumentsText ?? StreamText.of('')).append(String(delta.arguments ?? '')),
      };
    default:
      return media.has(type)
        ? withContent(state, [...contentOf(state), delta as unknown as Content<StreamText>])
        : { ...state, step: { ...state.step, ...withoutEmpty(delta, state.step) } as Step<StreamText> };
  }
}

/** Ends a step: a call's arguments are parsed here and nowhere else. */
export function closeStep(state: StepState, at: number): StepState {
  const { argumentsText, ...rest } = state;
  const closed: StepState = { ...rest, open: false, stoppedAt: at };
  const text = argumentsText?.toString() ?? '';
  if (text === '') return closed;
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new SyntaxError('not an object');
    return { ...closed, step: { ...state.step, arguments: parsed } as Step<StreamText> };
  } catch {
    return { ...closed, argumentsText: argumentsText!, argumentsInvalid: true };
  }
}

function contentOf({ step }: StepState): readonly Content<StreamText>[] {
  return (step as ModelOutput<StreamText>).content ?? [];
}

function withContent(state: StepState, content: readonly Content<StreamText>[]): StepState {
  return { ...state, step: { ...state.step, content } as Step<StreamText> };
}

/** Appends to the last text part, or starts one after a picture: image models interleave both in one step. */
function appendText(content: readonly Content<StreamText>[], text: string): readonly Content<StreamText>[] {
  const last = content.at(-1);
  if (last?.type !== 'text') return [...content, { type: 'text', text: StreamText.of(text) }];
  return content.with(-1, {
    ...(last as TextContent<StreamText>),
    text: (last as TextContent<StreamText>).text.append(text),
  });
}

function appendSummary({ summary = [] }: Thought<StreamText>, content: unknown): readonly Content<StreamText>[] {
  const part = content as Content | undefined;
  if (!part) return summary;
  return part.type === 'text' || 'text' in part
    ? appendText(summary, String((part as TextContent).text ?? ''))
    : [...summary, liveContent(part)];
}

function annotate(content: readonly Content<StreamText>[], annotations: unknown): readonly Content<StreamText>[] {
  if (!Array.isArray(annotations)) return content;
  const at = content.findLastIndex(({ type }) => type === 'text');
  const target = (at < 0 ? { type: 'text', text: StreamText.of('') } : content[at]) as TextContent<StreamText>;
  const known = new Map((target.annotations ?? []).map((annotation) => [JSON.stringify(annotation), annotation]));
  for (const annotation of annotations as Annotation[]) known.set(JSON.stringify(annotation), annotation);
  const annotated = { ...target, annotations: [...known.values()] };
  return at < 0 ? [...content, annotated] : content.with(at, annotated);
}

function liveContent(content: Content): Content<StreamText> {
  return content.type === 'text'
    ? { ...(content as TextContent), text: StreamText.of(String((content as TextContent).text ?? '')) }
    : (content as Content<StreamText>);
}

/** The fields of a typed delta that say something: its own `type` names the step, and an empty signature must not replace a real one. */
function withoutEmpty(delta: Delta, step: Step<StreamText>): Record<string, unknown> {
  const { type: _, ...fields } = delta;
  return fields.signature === '' && (step as Thought).signature
    ? (({ signature: _unused, ...others }) => others)(fields)
    : fields;
}
