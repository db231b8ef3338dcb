// The tools that Google runs, in the order the person sees them: one file, one line.

import type { BuiltInTool } from '../../agent/ports.ts';
import type { SessionOptions } from '../../shared/options.ts';
import type { ToolOffer } from '../../shared/toolOffer.ts';
import type { BuiltIn, BuiltInPorts } from './builtIn.ts';
import { codeExecution } from './codeExecution.ts';
import { computerUse } from './computerUse.ts';
import { fileSearch } from './fileSearch.ts';
import { googleMaps } from './googleMaps.ts';
import { googleSearch } from './googleSearch.ts';
import { mcpServers } from './mcpServers.ts';
import { urlContext } from './urlContext.ts';

export interface BuiltIns {
  offers(options: SessionOptions): readonly ToolOffer[];
  /** What the next request says of them: only what is switched on in the session and still offered. */
  declared(options: SessionOptions): Promise<readonly BuiltInTool[]>;
  /** The action of an offer: what is chosen for the session, undefined when nothing changed. */
  configure(tool: string, options: SessionOptions): Promise<SessionOptions | undefined>;
}

export function builtInsOf(ports: BuiltInPorts): BuiltIns {
  const all: readonly BuiltIn[] = [
    googleSearch,
    urlContext,
    codeExecution,
    googleMaps,
    fileSearch(ports),
    mcpServers(ports),
    computerUse,
  ];
  return {
    offers: (options) => all.flatMap((one) => one.offers(options)),
    async declared(options) {
      const on = new Set(options.tools ?? []);
      if (on.size === 0) return [];
      return (await Promise.all(all.map((one) => one.declare(on, options)))).flat();
    },
    async configure(tool, options) {
      const owner = all.find((one) => one.offers(options).some(({ name, action }) => name === tool && action));
      return owner?.configure?.(tool, options);
    },
  };
}
