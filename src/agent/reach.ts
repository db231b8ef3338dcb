// A conversation and what its next request offers in, what that means for answers remembered so far: what was read outside may speak through the model.

import type { Grants } from '../gate/grants.ts';
import { sawPages } from '../shared/browserCalls.ts';
import { allTurns, type Transcript } from '../shared/transcript.ts';
import type { Tool } from './calls/tool.ts';
import type { BuiltInTool } from './ports.ts';

export function tellReach(
  grants: Grants,
  transcript: Transcript,
  tools: readonly Tool[],
  builtIns: readonly BuiltInTool[],
): void {
  if (sawPages(transcript)) grants.distrust();
  const hasResearch = allTurns(transcript).some(({ output }) => output?.type === 'research');
  if (hasResearch || builtIns.length > 0 || tools.some(({ effect }) => effect === 'web')) grants.reachOutside();
}

/** Its functions are tools of ours: where only those that read are there, it is not, either. */
export function withoutBrowser(builtIns: readonly BuiltInTool[]): readonly BuiltInTool[] {
  return builtIns.filter(({ type }) => type !== 'computer_use');
}
