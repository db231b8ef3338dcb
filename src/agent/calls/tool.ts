// What a tool is: a name and words for the model, a schema, the effect, the paths a call touches, and what it does.

import type { Judged, Target } from '../../gate/judged.ts';
import type { Effect, UserQuestion } from '../../shared/events.ts';
import type { Content } from '../../shared/step.ts';
import type { FunctionDeclaration } from '../ports.ts';
import type { Change, Workspace } from '../workspace.ts';
import type { Language } from './language.ts';
import { type infer as Fits, type ObjectSchema, refusalOf } from './schema.ts';
import type { Shell } from './shell.ts';

/** What a call may use. `places` are the judged targets, in the order of `targets(args)`. */
export interface ToolContext {
  readonly workspace: Workspace;
  readonly places: readonly Judged[];
  /** Judges what the arguments do not name: a tool that finds its files as it goes. A denied place is one it must not touch or tell of. */
  judge(target: Target): Promise<Judged>;
  /** By name alone: a file that a list may name but no result may quote. Path from the workspace root. Given, so that the gate's tables stay out of the tools' bundle. */
  readonly isSecret: (path: string) => boolean;
  /** Id of the call. */
  readonly call: string;
  /** Absent where no command may run. */
  readonly shell?: Shell;
  /** Absent where nothing knows symbols. */
  readonly language?: Language;
  /** Rejects with the signal's reason when the turn is stopped. */
  ask(question: UserQuestion): Promise<string>;
  /** Shows text to the person while the call runs. */
  tell(text: string): void;
  /** The model takes pictures, documents and sounds in results. */
  readonly media?: boolean;
  readonly signal: AbortSignal;
  /** Content hash of each path as the model last read or wrote it in this session; tools that read or change record it. */
  readonly seen: Map<string, string>;
}

/** What a call gives back: for the model, and one line for the person. */
export interface ToolResult {
  readonly content: string | readonly Content[];
  readonly summary?: string;
}

/** What a changing call plans: shown to the person, then made by `runCall` when allowed, never by the tool. */
export interface Plan {
  /** One for each file; made all or none. */
  readonly changes: readonly Change[];
  /** For the model, once made. */
  readonly content: string;
  /** One line for the person. */
  readonly summary?: string;
}

/** What decides whether a tool is offered with a request at all: models choose worse among many. */
export interface Need {
  readonly shell?: Shell;
  /** The person wants a plan first. */
  readonly plan?: boolean;
}

/** What a call needs the person's yes for. */
export interface Asking {
  readonly reason: string;
  /** They said yes. */
  allowed?(): void;
}

export interface Tool<P = unknown> {
  readonly name: string;
  readonly effect: Effect;
  readonly declaration: FunctionDeclaration;
  /** Of a tool that shares its name with another: the call is meant for this one. All calls of the name, where absent. */
  isMeant?(args: unknown): boolean;
  /** The validated arguments, or the text that tells the model what is wrong with them. Unknown arguments are wrong. */
  parse(args: unknown): { readonly args: P } | { readonly error: string };
  /** One line for the person, from possibly incomplete arguments. */
  title(args: Partial<P>): string;
  targets(args: P): readonly Target[];
  /** Whether it can be of use at this moment; always, where absent. */
  when?(need: Need): boolean;
  /**
   * Of a tool that runs because the person switched it on: what of this one call needs a yes all the same. Throws a `ToolError` where no yes
   * would help. Absent: the effect says when to ask.
   */
  asks?(args: P): Asking | undefined;
  /** Of a tool that reads. Throws an Error whose text tells the model what to do next. */
  run?(args: P, context: ToolContext): Promise<ToolResult>;
  /** Of a tool that changes a file: touches nothing. Throws as `run`. */
  plan?(args: P, context: ToolContext): Promise<Plan>;
}

interface Definition<S extends ObjectSchema> {
  readonly name: string;
  readonly effect: Effect;
  readonly description: string;
  readonly parameters: S;
  title(args: Partial<Fits<S>>): string;
  targets(args: Fits<S>): readonly Target[];
  when?(need: Need): boolean;
  run?(args: Fits<S>, context: ToolContext): Promise<ToolResult>;
  plan?(args: Fits<S>, context: ToolContext): Promise<Plan>;
}

export function defineTool<S extends ObjectSchema>({ description, parameters, ...rest }: Definition<S>): Tool<Fits<S>> {
  return {
    ...rest,
    declaration: { type: 'function', name: rest.name, description, parameters: parameters.json },
    parse(args) {
      const refusal = refusalOf(parameters, args);
      return refusal === undefined
        ? { args: args as Fits<S> }
        : { error: `Invalid arguments for ${rest.name}. ${refusal}` };
    },
  };
}
