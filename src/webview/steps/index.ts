// The kind of a step in, the component that shows it out: one line a kind.

import type { FunctionComponent } from 'preact';
import { memo } from '../memo.ts';
import { CodeExecution } from './CodeExecution.tsx';
import { FileSearch } from './FileSearch.tsx';
import { FunctionCall } from './FunctionCall.tsx';
import { GoogleMaps } from './GoogleMaps.tsx';
import { GoogleSearch } from './GoogleSearch.tsx';
import { McpCall } from './McpCall.tsx';
import { ModelOutput } from './ModelOutput.tsx';
import { Raw } from './Raw.tsx';
import type { StepProps } from './step.ts';
import { Thought } from './Thought.tsx';
import { UrlContext } from './UrlContext.tsx';

const Nothing: FunctionComponent<StepProps> = () => null;

const views: Readonly<Record<string, FunctionComponent<StepProps>>> = {
  thought: memo(Thought),
  function_call: memo(FunctionCall),
  model_output: memo(ModelOutput),
  google_search_call: memo(GoogleSearch),
  google_maps_call: memo(GoogleMaps),
  url_context_call: memo(UrlContext),
  code_execution_call: memo(CodeExecution),
  file_search_call: memo(FileSearch),
  mcp_server_tool_call: memo(McpCall),
  // Its suggestions stand after the answer.
  google_search_result: Nothing,
  // Shown with the prompt and with the call they answer.
  user_input: Nothing,
  function_result: Nothing,
};

const RawStep = memo(Raw);

export function viewOf(kind: string): FunctionComponent<StepProps> {
  return Object.hasOwn(views, kind) ? views[kind]! : RawStep;
}
