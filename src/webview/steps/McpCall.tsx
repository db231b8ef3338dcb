// A mcp_server_tool_call step and its result in, a card with the server, what it was asked and what it answered out.

import type { JSX } from 'preact';
import { json } from '../format.ts';
import { word } from '../words.ts';
import { fields, picturesOf, textOf } from './fields.ts';
import { Picture } from './Picture.tsx';
import type { StepProps } from './step.ts';
import { Preformatted, ToolCard } from './ToolCard.tsx';

export function McpCall({ state, result, running }: StepProps): JSX.Element {
  const { name, server_name: server, arguments: args } = fields(state);
  const { result: output, is_error: failed } = fields(result);
  const ended = failed ? 'callFailed' : running && !result ? 'callRunning' : 'callCompleted';
  return (
    <ToolCard
      icon="plug"
      title={word('mcpCall', String(server ?? '?'), String(name ?? '?'))}
      ended={word(ended)}
      failed={failed === true}
    >
      <Preformatted label={word('arguments')} text={json(args ?? {})} />
      {result && <Preformatted label={word('result')} text={textOf(output)} />}
      {picturesOf(output).map(({ mimeType, data }, i) => (
        <Picture key={`${i}`} mimeType={mimeType} data={data} />
      ))}
    </ToolCard>
  );
}
