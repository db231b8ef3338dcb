// A VS Code window with Castor in, what its session files keep of answers out, beside what the emulator keeps of the same ones.

import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../src/node/sessionLogRead.ts';
import { foldAll } from '../../src/shared/fold.ts';
import { allTurns, type Interaction, type Turn } from '../../src/shared/transcript.ts';
import { type Castor, goodKey, until } from './castor.ts';

/** The turn of the prompt in the newest session that has it, folded from its file. */
async function turnOf({ served }: Castor, prompt: string): Promise<Turn | undefined> {
  const files = readdirSync(served.data, { recursive: true, encoding: 'utf8' })
    .filter((name) => /castor[^/\\]*[/\\]sessions[/\\][^/\\]+\.session$/i.test(name))
    .map((name) => join(served.data, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const file of files) {
    const turns = allTurns(foldAll((await readLog(file))?.events ?? []));
    const found = turns.findLast((turn) => turn.prompt.text === prompt);
    if (found) return found;
  }
  return undefined;
}

/** A step as it goes over the wire. */
export type PlainStep = Readonly<Record<string, unknown>>;

/** As JSON, without what says nothing: an empty signature stands where none has come. */
function plain(steps: readonly object[]): readonly PlainStep[] {
  const kept = JSON.parse(JSON.stringify(steps)) as readonly PlainStep[];
  return kept.map(({ signature, ...step }) => (signature ? { ...step, signature } : step));
}

/** What the service gives of an interaction by its id, but for what was put in. */
async function served({ emulator }: Castor, { id }: Interaction): Promise<readonly PlainStep[]> {
  const answer = await fetch(`${emulator.url}/v1beta/interactions/${id}?include_input=true`, {
    headers: { 'x-goog-api-key': goodKey },
  });
  const { steps, input } = (await answer.json()) as { steps: readonly object[]; input: readonly object[] };
  // A stream does not tell the kind of a search, a plain answer does (contract section 6.2).
  return plain(steps.slice(input.length)).map((step) => {
    if (step.type !== 'google_search_call' || step.search_type !== 'web_search') return step;
    const { search_type: _, ...rest } = step;
    return rest;
  });
}

/** The steps of each answer to the prompt, read from the session's file; fails where they are not what the service has of them. */
export async function keptSteps(castor: Castor, prompt: string): Promise<readonly (readonly PlainStep[])[]> {
  let interactions: readonly Interaction[] = [];
  await until('the answer is in the file', async () => {
    const turn = await turnOf(castor, prompt);
    interactions = turn?.interactions ?? [];
    return turn?.outcome !== undefined;
  });
  const kept = interactions.map(({ steps }) => plain(steps.map(({ step }) => step)));
  assert.ok(kept.length > 0);
  assert.deepEqual(kept, await Promise.all(interactions.map((one) => served(castor, one))));
  return kept;
}
