// The other end of the page: commands go up through `acquireVsCodeApi`, updates come down as window messages.

import { unpacked } from '../shared/growth.ts';
import type { Command, Update } from '../shared/messages.ts';

/** What the page keeps over a reload of the view. */
export interface Saved {
  /** What was typed and not told to the host yet, and what the host knew when it was. */
  readonly typed?: { readonly text: string; readonly told: string };
  /** The session it shows: an editor tab comes back with it. */
  readonly session?: string;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  post(command: Command): void;
  /** Messages of other origins and of no known type are dropped. */
  listen(listener: (update: Update) => void): void;
  saved(): Saved;
  /** The rest stays as it was. */
  save(saved: Saved): void;
}

/** May be called once in a page: VS Code hands its API out once. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  const saved = () => (api.getState() as Saved | undefined) ?? {};
  return {
    post: (command) => api.postMessage(command),
    listen: (listener) =>
      window.addEventListener('message', (event) => {
        if (event.origin !== window.origin) return;
        const update = unpacked(event.data);
        if (isUpdate(update)) listener(update);
      }),
    saved,
    save: (some) => api.setState({ ...saved(), ...some }),
  };
}

const types: ReadonlySet<unknown> = new Set<Update['type']>([
  'transcript',
  'events',
  'earlier',
  'more',
  'state',
  'completions',
  'sound',
  'focus_prompt',
]);

function isUpdate(data: unknown): data is Update {
  if (typeof data !== 'object' || data === null) return false;
  const { type, seq } = data as Record<string, unknown>;
  return types.has(type) && typeof seq === 'number';
}
