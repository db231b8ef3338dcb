// What a tool of the service is here: what the person is offered, and what a request says while it is on.

import type { BuiltInTool, Gemini } from '../../agent/ports.ts';
import type { SessionOptions } from '../../shared/options.ts';
import type { ToolOffer } from '../../shared/toolOffer.ts';

/** What tools need of the rest. */
export interface BuiltInPorts {
  readonly secrets: {
    get(key: string): Thenable<string | undefined>;
    store(key: string, value: string): Thenable<void>;
    delete(key: string): Thenable<void>;
  };
  /** Keeps a value out of the log. */
  conceal(value: string): void;
  gemini(): Promise<Gemini>;
}

/** One kind of tool that Google runs. All of them reach outside: a session begins with none. */
export interface BuiltIn {
  /** What can be switched on. */
  offers(options: SessionOptions): readonly ToolOffer[];
  /** What goes into the request while one of its names is in `on`; nothing otherwise. */
  declare(on: ReadonlySet<string>, options: SessionOptions): readonly BuiltInTool[] | Promise<readonly BuiltInTool[]>;
  /** The action of an offer. Resolves to what is chosen for the session; undefined: nothing changed. */
  configure?(name: string, options: SessionOptions): Promise<SessionOptions | undefined>;
}

/** One that needs nothing but to be on. */
export function plain(name: string, offer: () => Pick<ToolOffer, 'label' | 'detail'>): BuiltIn {
  return {
    offers: () => [{ name, ...offer() }],
    declare: (on) => (on.has(name) ? [{ type: name }] : []),
  };
}
