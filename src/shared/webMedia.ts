// An address a person gives in, the medium that Google shall fetch from there out; pure.

import { mediaTypeOf } from './mediaTypes.ts';

export interface WebMedium {
  readonly uri: string;
  readonly label: string;
  /** Absent: unknown by the address. A video of YouTube has none. */
  readonly mimeType?: string;
  readonly youTube?: true;
}

/** Undefined: no address that somebody else can reach over the open web. A user name or password in it is none either. */
export function webMedium(text: string): WebMedium | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  const { protocol, hostname, username, password, pathname } = url;
  if (!/^https?:$/.test(protocol) || username || password || !isPublic(hostname)) return undefined;
  const video = youTubeVideo(url);
  if (video) return { uri: `https://www.youtube.com/watch?v=${video}`, label: `YouTube ${video}`, youTube: true };
  const mimeType = mediaTypeOf(pathname)?.mimeType;
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  return { uri: url.href, label: name ? `${name} (${hostname})` : hostname, ...(mimeType ? { mimeType } : {}) };
}

/** Names and addresses of this machine and its network: Google's servers cannot reach them, and need not hear of them. */
function isPublic(host: string): boolean {
  if (host.startsWith('[')) return false;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
    return !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    );
  return host.includes('.') && !/\.(?:local|localhost|internal|home|lan|test|example|invalid|onion)$/.test(host);
}

function youTubeVideo({ hostname, pathname, searchParams }: URL): string | undefined {
  const host = hostname.replace(/^(?:www|m|music)\./, '');
  const id =
    host === 'youtu.be'
      ? pathname.slice(1)
      : host === 'youtube.com'
        ? (searchParams.get('v') ?? /^\/(?:shorts|live|embed)\/([^/]+)/.exec(pathname)?.[1])
        : undefined;
  return id && /^[\w-]{6,20}$/.test(id) ? id : undefined;
}
