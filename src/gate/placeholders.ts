// Texts with secrets in, the same with a stable placeholder for each out; and placeholders in, the secrets back in their places out.

import { secretsIn } from './secretValues.ts';

const shape = /⟦secret:[a-z-]{1,30}:(?<id>[0-9a-f]{8,16})⟧/g;

export interface Hidden {
  readonly text: string;
  /** The placeholders in it, each once. */
  readonly names: readonly string[];
}

export interface Restored {
  readonly text: string;
  /** Placeholders of which nobody knows the secret: the text must not be used. */
  readonly unknown: readonly string[];
}

/** A map between secrets and their placeholders; holds the secrets it has seen, in memory only. */
export class Placeholders {
  readonly #idOf: (secret: string) => string;
  readonly #secrets = new Map<string, string>();

  /** `idOf`: 8 to 16 hex digits, the same for the same secret on this machine, and telling nothing about it to anyone else (a keyed hash). */
  constructor(idOf: (secret: string) => string) {
    this.#idOf = idOf;
  }

  /** The same text gives the same answer, in this session and any other. */
  hide(text: string): Hidden {
    const found = secretsIn(text);
    if (found.length === 0) return { text, names: [] };
    const names = new Set<string>();
    let out = '';
    let at = 0;
    for (const { start, end, kind } of found) {
      const secret = text.slice(start, end);
      const id = this.#idOf(secret);
      this.#secrets.set(id, secret);
      const name = `⟦secret:${kind}:${id}⟧`;
      names.add(name);
      out += text.slice(at, start) + name;
      at = end;
    }
    return { text: out + text.slice(at), names: [...names] };
  }

  /** Learns the secrets of a text that is not sent: a file that is about to be edited. */
  learn(text: string): void {
    this.hide(text);
  }

  restore(text: string): Restored {
    const unknown = new Set<string>();
    const restored = text.replace(shape, (name, id: string) => {
      const secret = this.#secrets.get(id);
      if (secret === undefined) unknown.add(name);
      return secret ?? name;
    });
    return { text: restored, unknown: [...unknown] };
  }
}
