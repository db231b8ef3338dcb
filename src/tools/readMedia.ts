// A picture, document or recording of the workspace in, its bytes as content for the model out.

import type { ToolContext, ToolResult } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { looksLike, mediaTypeOf } from '../shared/mediaTypes.ts';

/** Bytes of one file that go along with a result: Base64 of it fits a request with room for the rest. */
export const MAX_MEDIA = 7_000_000;

/** Undefined: the file is none, or the model takes none; then it is read as text, and refused where it has none. */
export async function readMedia({ workspace, places, media, signal }: ToolContext): Promise<ToolResult | undefined> {
  const place = places[0]!;
  const type = mediaTypeOf(place.path);
  if (!type || type.type === 'video' || !media || !workspace.readBytes) return undefined;
  const bytes = await workspace.readBytes(place, MAX_MEDIA, signal);
  if (!bytes)
    throw new ToolError(
      `${place.path} is larger than ${MAX_MEDIA / 1_000_000} MB. Ask the person to attach it, or to make it smaller.`,
    );
  if (!looksLike(type, bytes)) throw new ToolError(`${place.path} is no ${type.mimeType}, whatever its name says.`);
  const size = `${Math.max(1, Math.round(bytes.length / 1000))} kB`;
  return {
    content: [
      { type: 'text', text: `${place.path} (${type.mimeType}, ${size})` },
      { type: type.type, mime_type: type.mimeType, data: base64(bytes) },
    ],
    summary: size,
  };
}

function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}
