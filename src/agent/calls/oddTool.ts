// A request that was refused in, the tools that the refusal is about out: what the person may drop to go on.

import type { Failure } from '../../shared/failure.ts';
import type { BuiltInTool } from '../ports.ts';

/** In any spelling: `google_search`, `googleSearch`, "Google Search". */
function named(type: string, words: string): boolean {
  return new RegExp(type.replaceAll('_', '[ _-]?'), 'i').test(words);
}

/**
 * The failure with a way on without each tool that its words name; without each of Google's when they only say that the mix is refused.
 * Any other failure comes back as it is.
 */
export function offerToDrop(failure: Failure, tools: readonly BuiltInTool[], t: (text: string) => string): Failure {
  const words = failure.detail ?? '';
  if (tools.length === 0 || (failure.kind !== 'invalid_request' && failure.kind !== 'not_supported')) return failure;
  const mentioned = tools.filter(
    (tool) => named(tool.type, words) || (tool.type === 'mcp_server' && /\bmcp\b/i.test(words)),
  );
  const odd = mentioned.length > 0 ? mentioned : /\btools?\b|function.?call/i.test(words) ? tools : [];
  if (odd.length === 0) return failure;
  const drops = odd.map((tool) => ({ do: 'drop_tool', tool: switchOf(tool) }) as const);
  const text = /combin|support|together/i.test(words)
    ? t('The model does not take these tools in one request. Go on without one of them, or ask another model.')
    : failure.text;
  return { ...failure, text, remedies: [...drops, ...failure.remedies] };
}

/** The name it is switched on by. */
function switchOf({ type, name, search_types: kinds }: BuiltInTool): string {
  if (type === 'mcp_server') return `mcp:${String(name)}`;
  return type === 'google_search' && Array.isArray(kinds) && kinds.includes('image_search') ? 'image_search' : type;
}
