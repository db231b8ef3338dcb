// The tools that Google runs, in the order the person sees them: one file, one line.

import type { BuiltInTool } from '../../agent/ports.ts';
import type { ToolOffer } from '../../shared/messages.ts';
import type { SessionOptions } from '../../shared/options.ts';
import type { BuiltIn } from './builtIn.ts';
import { codeExecution } from './codeExecution.ts';
import { googleMaps } from './googleMaps.ts';
import { googleSearch } from './googleSearch.ts';
import { urlContext } from './urlContext.ts';

export const builtIns: readonly BuiltIn[] = [googleSearch, urlContext, codeExecution, googleMaps];

export function offers(): readonly ToolOffer[] {
  return builtIns.flatMap((one) => one.offers());
}

/** What the next request says of them: only what is switched on in the session and still offered. */
export async function declared(options: SessionOptions): Promise<readonly BuiltInTool[]> {
  const on = new Set(options.tools ?? []);
  if (on.size === 0) return [];
  return (await Promise.all(builtIns.map((one) => one.declare(on, options)))).flat();
}
