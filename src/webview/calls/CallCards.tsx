// A call in, what stands under its line while it waits or runs out: what it prints, what it asks, the plan it presents.

import type { JSX } from 'preact';
import type { Call } from '../../shared/transcript.ts';
import { ApprovalCard } from '../Approval.tsx';
import type { StepProps } from '../steps/step.ts';
import { LiveOutput } from './LiveOutput.tsx';
import { PlanCard } from './PlanCard.tsx';
import { QuestionCard } from './QuestionCard.tsx';

interface Props extends Pick<StepProps, 'running' | 'newest' | 'post'> {
  readonly call: Call;
}

export function CallCards({ call, running, newest = false, post }: Props): JSX.Element {
  const { id, name, arguments: args } = call.call;
  const { title, plan } = args as { readonly title?: unknown; readonly plan?: unknown };
  const isPlan = name === 'present_plan' && call.state === 'completed' && typeof plan === 'string';
  return (
    <>
      {running && call.state === 'approval' && call.approval && (
        <ApprovalCard key={id} call={id} approval={call.approval} hunks={call.hunks} post={post} />
      )}
      {running && call.output && <LiveOutput text={call.output} />}
      {running && call.state === 'question' && call.question && (
        <QuestionCard key={id} call={id} question={call.question} post={post} />
      )}
      {isPlan && <PlanCard call={id} title={String(title ?? '')} plan={plan} current={newest} post={post} />}
    </>
  );
}
