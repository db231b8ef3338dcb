// A workspace in memory and what a test cares about in, the context that a tool runs in out.

import type { ToolContext } from '../../src/agent/calls/tool.ts';
import { judge } from '../../src/gate/judge.ts';
import { isSecret } from '../../src/gate/protected.ts';
import type { MemoryWorkspace } from './memoryWorkspace.ts';

/** What is not given is empty, and throws where it must not be used. */
export function toolContext(
  { workspace, folders, facts }: Pick<MemoryWorkspace, 'workspace'> & Partial<MemoryWorkspace>,
  over: Partial<ToolContext> = {},
): ToolContext {
  return {
    workspace,
    places: [],
    call: 'call',
    judge: (target) => {
      if (!folders || !facts) throw new Error('nothing to judge by');
      return judge(target, { folders, facts });
    },
    isSecret,
    ask: () => Promise.reject(new Error('nobody is there')),
    tell() {},
    signal: new AbortController().signal,
    seen: new Map(),
    ...over,
  };
}
