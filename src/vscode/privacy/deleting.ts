// Stored interactions in, each deleted at Google and a receipt of what became of each out.

import { FailureError, type Gemini } from '../../agent/ports.ts';
import type { DeleteOutcome, Ledger, StoredInteraction } from '../../node/ledger.ts';

export interface Deleted {
  readonly interaction: StoredInteraction;
  readonly outcome: DeleteOutcome;
  /** Of a failure: the service's words. */
  readonly detail?: string;
}

export interface DeletePorts {
  readonly gemini: Pick<Gemini, 'delete'>;
  readonly ledger: Pick<Ledger, 'deleted'>;
  now(): number;
  readonly signal: AbortSignal;
  progress(done: number): void;
}

/** The newest first: an interaction that others follow may be refused otherwise. What could not be deleted stays on the ledger. Never rejects. */
export async function deleteStored(all: readonly StoredInteraction[], ports: DeletePorts): Promise<readonly Deleted[]> {
  const receipt: Deleted[] = [];
  for (const interaction of [...all].reverse()) {
    if (ports.signal.aborted) break;
    const deleted = await deleteOne(interaction, ports);
    await ports.ledger.deleted(interaction.id, deleted.outcome, ports.now()).catch(() => {});
    receipt.push(deleted);
    ports.progress(receipt.length);
  }
  return receipt;
}

async function deleteOne(interaction: StoredInteraction, { gemini, signal }: DeletePorts): Promise<Deleted> {
  try {
    return { interaction, outcome: await gemini.delete(interaction.id, signal) };
  } catch (error) {
    const detail = error instanceof FailureError ? (error.failure.detail ?? error.failure.text) : String(error);
    return { interaction, outcome: 'failed', detail };
  }
}

const day = 86_400_000;

/** Unix ms at which Google deletes it by itself. */
export function expiryOf({ at }: Pick<StoredInteraction, 'at'>, days: number): number {
  return at + days * day;
}

type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** A Markdown document. `at`: Unix ms. */
export function receiptOf(receipt: readonly Deleted[], days: number, at: number, t: Translate): string {
  const count = (...outcomes: readonly DeleteOutcome[]) =>
    receipt.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const words: Readonly<Record<DeleteOutcome, string>> = {
    deleted: t('deleted'),
    gone: t('was gone already (404)'),
    unsupported: t('the service does not delete at the moment (501)'),
    failed: t('failed'),
  };
  const left = count('unsupported', 'failed');
  const line = ({ interaction, outcome, detail }: Deleted) => {
    const isLeft = outcome === 'unsupported' || outcome === 'failed';
    const expires = isLeft ? t('expires on {0}', dayOf(expiryOf(interaction, days))) : '';
    return `- \`${interaction.id}\` (${interaction.model}, ${dayOf(interaction.at)}): ${[words[outcome], detail, expires].filter(Boolean).join('; ')}`;
  };
  return [
    `# ${t('Deleted at Google')}`,
    `${new Date(at).toISOString()}`,
    t(
      'Interactions: {0} ({1} deleted, {2} gone already, {3} left).',
      receipt.length,
      count('deleted'),
      count('gone'),
      left,
    ),
    ...(left
      ? [
          t(
            'What is left stays in the Privacy view and is tried again when Castor starts. It expires by itself on the day given.',
          ),
        ]
      : []),
    receipt.map(line).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
