// A checked command of the page in, the part that does it called: one line a command that is no feature's own.

import type { Decision } from '../../shared/approval.ts';
import type { Command } from '../../shared/messages.ts';
import type { FeatureCommand } from '../features/index.ts';

/** What the chat itself obeys. A command that neither it nor a feature takes does not compile. */
export type CoreCommand = Exclude<Command, { readonly type: FeatureCommand }>;

/** What the page may ask for, and no more. */
export interface PageTargets {
  pageReady(): void;
  earlier(turn: string): void;
  warm(): void;
  send(text: string): void;
  stop(): void;
  newSession(): unknown;
  decide(call: string, decision: Decision, words?: string): void;
  resume(turn: string, how: 'retry' | 'continue'): void;
}

export function obey(command: CoreCommand, to: PageTargets): unknown {
  switch (command.type) {
    case 'ready':
    case 'resync':
      return to.pageReady();
    case 'earlier':
      return to.earlier(command.turn);
    case 'focus':
      return to.warm();
    case 'send':
      return to.send(command.text);
    case 'stop':
      return to.stop();
    case 'new_session':
      return to.newSession();
    case 'decide':
      return to.decide(command.call, command.decision, command.words);
    case 'retry':
    case 'continue':
      return to.resume(command.turn, command.type);
  }
}
