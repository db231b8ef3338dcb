// What the shown session used in, its meter for the page out: sums, money, how full the model's window is, and what Google stores of it.

import { workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { modelTable } from '../../gemini/models.ts';
import { everyTurn } from '../../shared/branch.ts';
import type { HostState } from '../../shared/messages.ts';
import { meterOf } from '../../shared/meter.ts';
import { summaryOf } from '../../shared/summary.ts';
import { estimatedTokens } from '../../shared/tokens.ts';
import { allTurns, type Interaction, outputText, type Transcript } from '../../shared/transcript.ts';
import { readSetting, spendingOf } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

type Metered = Pick<HostState, 'meter' | 'storage' | 'prices'>;

/** Recounted when something was counted, not with each state. */
export function meters(chat: ChatPorts): Feature {
  let known: Metered | undefined;
  const recount = () => {
    known = undefined;
  };
  return {
    commands: {},
    state() {
      const session = chat.session();
      known ??= session && metered(session);
      return known ?? {};
    },
    happened({ type }) {
      if (type !== 'interaction.completed' && type !== 'session.titled' && type !== 'branch.chosen') return;
      recount();
      chat.stateChanged();
    },
    entered: recount,
    settingsChanged: recount,
  };
}

function metered({ transcript }: Session): Metered {
  const configuration = workspace.getConfiguration('castor');
  const { prices } = spendingOf(configuration);
  const { label } = transcript;
  const all = everyTurn(transcript).flatMap(({ interactions }) => interactions);
  const asked = label.usage ? [{ model: label.model ?? '', status: 'completed', usage: label.usage }] : [];
  return {
    prices,
    meter: { session: meterOf([...all, ...asked], prices, Date.now()), context: contextOf(transcript) },
    storage: {
      private: readSetting(configuration, 'private'),
      stored: summaryOf(transcript).stored,
      days: readSetting(configuration, 'storageDays'),
    },
  };
}

/** An estimate: what the service says of its own input may leave out the chain (contract section 9), so what was said is counted as well. */
function contextOf(transcript: Transcript): { readonly tokens: number; readonly window?: number } {
  const shown = allTurns(transcript).flatMap(({ interactions }) => interactions);
  const newest = shown.findLast(({ usage }) => usage);
  const reported = (newest?.usage?.total_input_tokens ?? 0) + (newest?.usage?.total_output_tokens ?? 0);
  const said = shown.reduce((sum, one) => sum + sizeOf(one), 0);
  const window = modelTable.find(({ id }) => id === newest?.model)?.context;
  return { tokens: Math.max(reported, said), ...(window === undefined ? {} : { window }) };
}

const sizes = new WeakMap<Interaction, number>();

function sizeOf(interaction: Interaction): number {
  const known = sizes.get(interaction);
  if (known !== undefined) return known;
  const { input, steps } = interaction;
  const calls = steps.filter(({ step }) => step.type === 'function_call').map(({ step }) => JSON.stringify(step));
  const texts = input.map((step) => JSON.stringify(step, (key, value) => (key === 'data' ? '' : value)));
  const size = [...texts, ...calls, outputText([interaction])].reduce((sum, text) => sum + estimatedTokens(text), 0);
  sizes.set(interaction, size);
  return size;
}
