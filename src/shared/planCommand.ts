// What the page asks of the host about plans and about research, which begins with one.

/** Part of `Command`. */
export type PlanCommand =
  /** `call`: the one that presented the plan. */
  | { readonly type: 'open_plan'; readonly call: string }
  | { readonly type: 'accept_plan'; readonly call: string }
  /** Of a turn of research: its plan run, edited or changed, its report opened or saved, itself cancelled. */
  | {
      readonly type: 'research';
      readonly act: 'run' | 'edit' | 'change' | 'open' | 'save' | 'cancel';
      readonly turn: string;
    };
