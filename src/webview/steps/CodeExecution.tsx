// A code_execution_call step and its result in, a card with the code, what it printed and the plots it made out.

import type { JSX } from 'preact';
import { word } from '../words.ts';
import { fields, picturesOf, textOf } from './fields.ts';
import { Picture } from './Picture.tsx';
import type { StepProps } from './step.ts';
import { Preformatted, ToolCard } from './ToolCard.tsx';

export function CodeExecution({ state, result, running, post }: StepProps): JSX.Element {
  const { code, language } = fields(fields(state).arguments);
  const source = typeof code === 'string' ? code : '';
  const { result: output, is_error: failed } = fields(result);
  const text = textOf(output);
  const plots = picturesOf(output);
  const going = running && !result;
  return (
    <>
      <ToolCard
        icon="run"
        title={word(failed ? 'codeFailed' : going ? 'codeRunning' : 'codeRan')}
        about={String(language ?? '')}
        failed={failed === true}
      >
        {source !== '' && <Preformatted label={word('code')} text={source} />}
        {text !== '' && <Preformatted label={word('output')} text={text} />}
        {source !== '' && (
          <div class="buttons">
            <button
              type="button"
              class="secondary"
              onClick={() => post({ type: 'code_to_notebook', text: source, output: text })}
            >
              {word('toNotebook')}
            </button>
          </div>
        )}
      </ToolCard>
      {plots.map(({ mimeType, data }, i) => (
        <Picture key={`${i}`} mimeType={mimeType} data={data} label={word('plot')} />
      ))}
    </>
  );
}
