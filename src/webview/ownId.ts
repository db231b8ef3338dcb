// Nothing in, an id that no other element of the page has out, the same as long as its component lives.

import { useState } from 'preact/hooks';

let given = 0;

/** Not Preact's `useId`: that begins anew in a part of the page that is drawn later, and two elements have the same one. */
export function useOwnId(): string {
  const [id] = useState(() => `own-${given++}`);
  return id;
}
