// A fetch and a folder in, the same fetch out that also writes what came back into files of our recordings' format, the key removed.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Recorder {
  readonly fetch: typeof fetch;
  /** Files written, once all answers were read. */
  files(): Promise<readonly string[]>;
}

/** `NAME-1.sse`, `NAME-2.json` …: bodies as they came; a request's head in `NAME-1.request.json`. */
export function recorder(
  folder: string,
  name: string,
  secret: string,
  real: typeof fetch = globalThis.fetch,
): Recorder {
  const written: Promise<string>[] = [];
  let count = 0;
  const without = (text: string) => (secret ? text.replaceAll(secret, 'KEY-REMOVED') : text);
  const write = (file: string, text: string): string => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), without(text));
    return join(folder, file);
  };
  return {
    fetch: async (input, init) => {
      const number = ++count;
      const request = new Request(input, init);
      const body = request.method === 'POST' ? await request.clone().text() : '';
      const response = await real(input, init);
      const [mine, theirs] = response.body ? response.body.tee() : [null, null];
      const isStream = /event-stream/.test(response.headers.get('content-type') ?? '');
      const head = { method: request.method, path: pathOf(request.url), status: response.status, body: parsed(body) };
      written.push(Promise.resolve(write(`${name}-${number}.request.json`, `${JSON.stringify(head, null, 2)}\n`)));
      written.push(
        new Response(mine).text().then(
          (text) => write(`${name}-${number}.${isStream ? 'sse' : 'json'}`, text),
          () => write(`${name}-${number}.cut`, ''),
        ),
      );
      return new Response(theirs, { status: response.status, headers: response.headers });
    },
    files: () => Promise.all(written),
  };
}

function pathOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('key');
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.length > 0 ? `${text.length} characters` : undefined;
  }
}
