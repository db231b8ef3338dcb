// The setting `castor.mcpServers` in, the servers it names and what is wrong with each out; pure.

export interface McpServer {
  readonly name: string;
  readonly url: string;
  /** Absent: all of the server's tools. */
  readonly allowedTools?: readonly string[];
  /** Why the service would not take it. */
  readonly problem?: 'name' | 'url' | 'local';
}

/** Lower-case letters, digits and `_`, as the service asks (contract section 3.2). */
const named = /^[a-z0-9_]{1,64}$/;
const local =
  /^(?:localhost|.*\.localhost|.*\.local|.*\.internal|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[.*\])$/i;

/** Entries that are no object with a `url` are left out. */
export function serversOf(setting: unknown): readonly McpServer[] {
  if (typeof setting !== 'object' || setting === null || Array.isArray(setting)) return [];
  return Object.entries(setting).flatMap(([name, value]: [string, unknown]): McpServer[] => {
    const { url, allowedTools } = (value ?? {}) as { url?: unknown; allowedTools?: unknown };
    if (typeof url !== 'string') return [];
    const tools = Array.isArray(allowedTools) ? allowedTools.filter((tool) => typeof tool === 'string') : undefined;
    const problem = problemOf(name, url);
    return [{ name, url, ...(tools ? { allowedTools: tools } : {}), ...(problem ? { problem } : {}) }];
  });
}

function problemOf(name: string, url: string): McpServer['problem'] {
  if (!named.test(name)) return 'name';
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return 'url';
  return local.test(new URL(url).hostname) ? 'local' : undefined;
}
