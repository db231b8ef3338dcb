// A call and its judged places in, what its tool may use out.

import { judge } from '../../gate/judge.ts';
import type { Judged } from '../../gate/judged.ts';
import { isSecret } from '../../gate/protected.ts';
import type { FunctionCall } from '../../shared/step.ts';
import type { CallContext } from './callContext.ts';
import type { ToolContext } from './tool.ts';

export function toolContextOf(
  context: CallContext,
  { id }: FunctionCall,
  places: readonly Judged[],
  signal: AbortSignal,
): ToolContext {
  const { workspace, seen, shell, language, questions, emit } = context;
  return {
    workspace,
    places,
    judge: (target) => judge(target, context.judgeContext()),
    isSecret,
    call: id,
    signal,
    seen,
    media: context.settings.mediaResults,
    shell,
    language,
    tell: (text) => emit({ type: 'call.output', call: id, text }),
    async ask(question) {
      const answer = questions.answer(id, question, signal);
      emit({ type: 'question.asked', call: id, question });
      const said = await answer;
      emit({ type: 'question.answered', call: id, answer: said });
      return said;
    },
  };
}
