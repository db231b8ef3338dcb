// The side bar's place and those of editor tabs in, the one that is meant out: by whoever speaks, else by where the person was last.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Session } from '../../agent/session.ts';
import type { Place } from './place.ts';

/**
 * Features serve all places, each question with the place it came from. What a page asks for is done with its place around it, awaited parts
 * included; what comes from the palette, menus and keys means the place that the person used last, while it is in sight.
 */
export class Places {
  readonly sideBar: Place;
  readonly #tabs = new Set<Place>();
  readonly #around = new AsyncLocalStorage<Place>();
  #last: Place;

  constructor(sideBar: Place) {
    this.sideBar = sideBar;
    this.#last = sideBar;
  }

  get all(): readonly Place[] {
    return [this.sideBar, ...this.#tabs];
  }

  /** The place that is meant. */
  get here(): Place {
    return this.speaking ?? this.used;
  }

  /** The one that asked for what is being done, while it is there; undefined: none did. */
  get speaking(): Place | undefined {
    const place = this.#around.getStore();
    return place?.isClosed ? undefined : place;
  }

  get used(): Place {
    return this.#last.isVisible ? this.#last : this.sideBar;
  }

  use(place: Place): void {
    this.#last = place;
  }

  showing(session: Session): readonly Place[] {
    return this.all.filter((place) => place.session === session);
  }

  in<T>(place: Place, run: () => T): T {
    return this.#around.run(place, run);
  }

  add(tab: Place): void {
    this.#tabs.add(tab);
  }

  remove(tab: Place): void {
    this.#tabs.delete(tab);
    if (this.#last === tab) this.#last = this.sideBar;
  }
}
