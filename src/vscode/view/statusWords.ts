// What the chat does in, the words and the icon of the status bar out; pure.

export interface ChatStatus {
  /** As a person calls it. */
  readonly model: string;
  readonly busy: boolean;
  /** Approvals that wait for the person. */
  readonly waiting: number;
  readonly hasKey: boolean;
}

export interface StatusWords {
  /** With the icon. */
  readonly text: string;
  /** What the state is, for the tooltip and for screen readers. */
  readonly state: string;
  readonly urgent: boolean;
}

type Translate = (text: string, ...values: readonly number[]) => string;

/** Waiting for the person says more than working, and both say more than the model. */
export function statusWords({ model, busy, waiting, hasKey }: ChatStatus, t: Translate): StatusWords {
  if (waiting > 0) {
    const state = waiting === 1 ? t('1 change waits for you') : t('{0} changes wait for you', waiting);
    return { text: `$(bell-dot) ${waiting} · ${model}`, state, urgent: true };
  }
  if (busy) return { text: `$(loading~spin) ${model}`, state: t('Working'), urgent: false };
  if (!hasKey) return { text: '$(sparkle) Castor', state: t('No API key is set'), urgent: false };
  return { text: `$(sparkle) ${model}`, state: t('Ready'), urgent: false };
}
