// The Gemini port of a session in, the same port out, with everything that Google is asked to store in the ledger, and the requests as they were sent.

import type { Gemini, InteractionRequest, StreamEvent } from '../../agent/ports.ts';
import type { Ledger } from '../../node/ledger.ts';

export interface WitnessPorts {
  readonly ledger: Pick<Ledger, 'stored' | 'ended'>;
  readonly session: string;
  /** Our key of the interaction that is being opened; '' for none of the session's own. */
  key(): string;
  readonly sent: SentRequests;
  /** Unix ms. */
  now(): number;
  failed(error: unknown): void;
}

export function witnessed(gemini: Gemini, ports: WitnessPorts): Gemini {
  return {
    ...gemini,
    open(request, signal) {
      ports.sent.opened(request, ports.session, ports.key());
      return request.store ? noted(gemini.open(request, signal), request, ports) : gemini.open(request, signal);
    },
  };
}

/** The id is written down as soon as it is known: what is not on the list cannot be deleted. */
async function* noted(
  stream: AsyncIterable<StreamEvent>,
  request: InteractionRequest,
  { ledger, session, now, failed }: WitnessPorts,
): AsyncGenerator<StreamEvent> {
  const ids = new Set<string>();
  let bytes = JSON.stringify(request.input).length;
  const note = (id: string) => {
    if (id === '' || ids.has(id)) return;
    ids.add(id);
    ledger.stored({ id, session, model: request.model, at: now() }).catch(failed);
  };
  try {
    for await (const event of stream) {
      if (event.type === 'created' || event.type === 'completed') note(event.id);
      if (event.type === 'step.delta') bytes += JSON.stringify(event.delta).length;
      yield event;
    }
  } finally {
    for (const id of ids) ledger.ended(id, bytes).catch(failed);
  }
}

type Body = Readonly<Record<string, unknown>>;

/** Headers for MCP servers come from the secret storage: their values stay there. */
function withoutHeaders(body: Body): Body {
  const { tools } = body;
  if (!Array.isArray(tools) || !tools.some((tool: Body) => tool.headers)) return body;
  const hide = ({ headers, ...tool }: Body) =>
    headers ? { ...tool, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '…'])) } : tool;
  return { ...body, tools: tools.map(hide) };
}

const mostKept = 200;
const mostBytes = 64 * 1024 * 1024;

/** Bodies of requests as they left, the newest of this window, in memory only: they would be a second copy of everything on disk. */
export class SentRequests {
  readonly #names = new WeakMap<InteractionRequest, string>();
  readonly #bodies = new Map<string, { readonly body: Body; readonly bytes: number }>();
  #bytes = 0;

  opened(request: InteractionRequest, session: string, key: string): void {
    if (key !== '') this.#names.set(request, `${session}/${key}`);
  }

  /** Called with what goes out, at each try. */
  sent(request: InteractionRequest, body: Body): void {
    const name = this.#names.get(request);
    if (name === undefined) return;
    const bytes = JSON.stringify(body).length;
    this.#drop(name);
    this.#bodies.set(name, { body: withoutHeaders(body), bytes });
    this.#bytes += bytes;
    for (const oldest of this.#bodies.keys()) {
      if (this.#bodies.size <= mostKept && this.#bytes <= mostBytes) break;
      if (oldest !== name) this.#drop(oldest);
    }
  }

  bodyOf(session: string, key: string): Body | undefined {
    return this.#bodies.get(`${session}/${key}`)?.body;
  }

  #drop(name: string): void {
    this.#bytes -= this.#bodies.get(name)?.bytes ?? 0;
    this.#bodies.delete(name);
  }
}
