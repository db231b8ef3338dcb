// Calls that wait for the person in, their answers out: decisions on what asks, words for what wants to know.

import type { Decision } from '../../shared/approval.ts';
import type { UserQuestion } from '../../shared/events.ts';
import { abortable } from '../abort.ts';
import type { Approvals, Questions } from '../ports.ts';

interface Answer {
  readonly decision: Decision;
  readonly words?: string;
}

interface Asked {
  readonly question: UserQuestion;
  answer(text: string): void;
}

export class Waiting {
  readonly #decisions = new Map<string, (answer: Answer) => void>();
  readonly #questions = new Map<string, Asked>();

  get size(): number {
    return this.#decisions.size + this.#questions.size;
  }

  readonly approvals: Approvals = {
    decision: (call, signal) => {
      const answer = new Promise<Answer>((resolve) => this.#decisions.set(call, resolve));
      return abortable(answer, signal).finally(() => this.#decisions.delete(call));
    },
  };

  readonly questions: Questions = {
    answer: (call, question, signal) => {
      const said = new Promise<string>((answer) => this.#questions.set(call, { question, answer }));
      return abortable(said, signal).finally(() => this.#questions.delete(call));
    },
  };

  /** Ignored when no such call waits: an answer counts once, and only for what was asked. */
  decide(call: string, decision: Decision, words?: string): void {
    const answer = this.#decisions.get(call);
    this.#decisions.delete(call);
    answer?.({ decision, words });
  }

  /** Ignored when no such call asks, and when it is no answer to what was asked. */
  answer(call: string, text: string): void {
    const asked = this.#questions.get(call);
    if (!asked || text.trim() === '' || !(asked.question.freeText || asked.question.choices.includes(text))) return;
    this.#questions.delete(call);
    asked.answer(text);
  }

  clear(): void {
    this.#decisions.clear();
    this.#questions.clear();
  }
}
