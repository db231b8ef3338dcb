// Files for prompts: listed, looked up and deleted at the service, and uploaded until they can be used (contract section 11).

import { FailureError } from '../agent/ports.ts';
import type { RemoteFile, RemoteFiles } from '../agent/remoteFiles.ts';
import { type Exchange, fetchFor } from './exchange.ts';
import * as failures from './failure.ts';
import type { Setup } from './setup.ts';
import { callUnary } from './unary.ts';
import { upload } from './upload.ts';

/** As the service says it: camelCase, counts as text (ai.google.dev/api/files). */
interface Listed {
  readonly name?: string;
  readonly uri?: string;
  readonly displayName?: string;
  readonly mimeType?: string;
  readonly sizeBytes?: string;
  readonly expirationTime?: string;
  readonly state?: string;
}

interface Page {
  readonly files?: readonly Listed[];
  readonly nextPageToken?: string;
}

/** The most that the service puts on a page. */
const pageSize = 100;
/** Files of a list that are read. */
const limit = 1000;
const pollMs = 1000;
/** Longest that the service may work on a file: an hour of video takes it minutes. */
const processingMs = 15 * 60_000;

export function remoteFilesOf(setup: Setup): RemoteFiles {
  const { clock, t } = setup;
  const get = (name: string, signal: AbortSignal) => ask<Listed | undefined>(setup, name, signal, 'GET', true);
  return {
    async list(signal) {
      const found: Listed[] = [];
      let token = '';
      do {
        const query = new URLSearchParams({ pageSize: String(pageSize), ...(token ? { pageToken: token } : {}) });
        const page = await ask<Page>(setup, `files?${query}`, signal);
        found.push(...(page.files ?? []));
        token = page.nextPageToken ?? '';
      } while (token && found.length < limit);
      return found.map(toFile);
    },
    async get(name, signal) {
      const found = await get(name, signal);
      return found && toFile(found);
    },
    delete: (name, signal) => ask(setup, name, signal, 'DELETE', true),
    async upload({ displayName, mimeType, content }, progress, signal) {
      const start = { file: { displayName, mimeType, sizeBytes: String(content.size) } };
      const { file } = await upload(setup, { path: 'files', start, mimeType, content }, progress, signal);
      let taken = toFile((file ?? {}) as Listed);
      for (const end = clock.now() + processingMs; taken.state === 'processing'; ) {
        progress('processing');
        if (clock.now() > end) throw new FailureError(failures.timeout(t, {}));
        await clock.sleep(pollMs, signal);
        taken = toFile((await get(taken.name, signal)) ?? { state: 'FAILED' });
      }
      if (taken.state === 'failed') throw new FailureError(failures.unreadableFile(t, displayName));
      return taken;
    },
  };
}

/** `gone`: a file that is not there is no failure. The service says 403 of it, as of a file of another project. */
function ask<T>(
  setup: Setup,
  path: string,
  signal: AbortSignal,
  method: 'GET' | 'DELETE' = 'GET',
  gone = false,
): Promise<T> {
  const { baseUrl, apiVersion } = setup.connection;
  const run = async (exchange: Exchange) => {
    const response = await fetchFor(
      setup.connection,
      exchange,
      false,
    )(`${baseUrl}/${apiVersion}/${path}`, {
      method,
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new TypeError(`${method} ${path} was answered with ${response.status}`);
    return (await response.json()) as T;
  };
  const forgive = ({ status = 0 }: Exchange) =>
    gone && (status === 403 || status === 404) ? { value: undefined as T } : undefined;
  return callUnary(setup, { name: `${method} file`, run, situation: {}, forgive, budgetMs: 30_000 }, signal);
}

function toFile({
  name = '',
  uri = '',
  displayName,
  mimeType = '',
  sizeBytes,
  expirationTime,
  state,
}: Listed): RemoteFile {
  return {
    name,
    uri,
    displayName: displayName || name.replace(/^files\//, ''),
    mimeType,
    bytes: Number(sizeBytes ?? 0),
    expires: Date.parse(expirationTime ?? '') || 0,
    state: state === 'PROCESSING' ? 'processing' : state === 'FAILED' ? 'failed' : 'active',
  };
}
