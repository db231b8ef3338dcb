// A request in, the actions of an answer out: the simulator behind `npm start` when there is no key.

import type { Action } from './scenario.ts';
import type { CreateRequest } from './validate/request.ts';

export function brain(_request: CreateRequest): readonly Action[] {
  return [{ do: 'say', text: "This is Castor's built-in emulator: no model, no network." }];
}
