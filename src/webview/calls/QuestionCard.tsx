// A question of the model in, its choices and a line for the person's own words out; the answer goes up.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { UserQuestion } from '../../shared/events.ts';
import type { Command } from '../../shared/messages.ts';
import { visible } from '../markdown/visible.ts';
import { OwnWords } from '../OwnWords.tsx';
import { word } from '../words.ts';

interface Props {
  readonly call: string;
  readonly question: UserQuestion;
  readonly post: (command: Command) => void;
}

export function QuestionCard({ call, question: { text, choices, freeText }, post }: Props): JSX.Element {
  const [chosen, choose] = useState<string>();
  const [words, setWords] = useState('');
  const said = words.trim();
  const answer = [chosen, said].filter(Boolean).join(': ');
  const send = () => answer && post({ type: 'answer', call, text: answer });
  return (
    <fieldset class="approval user-question" aria-label={word('userQuestion')}>
      <p class="user-question-text" id={`question-${call}`} dir="auto">
        {visible(text)}
      </p>
      {choices.length > 0 && (
        <div role="radiogroup" aria-labelledby={`question-${call}`} class="user-choices">
          {choices.map((choice) => (
            <label key={choice} class="user-choice">
              <input
                type="radio"
                name={`answer-${call}`}
                value={choice}
                checked={chosen === choice}
                onChange={() => choose(choice)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') send();
                }}
              />
              <span dir="auto">{visible(choice)}</span>
            </label>
          ))}
        </div>
      )}
      {freeText && (
        <OwnWords
          label={word('ownWords')}
          placeholder={word('ownWords')}
          words={words}
          onChange={setWords}
          onEnter={send}
        />
      )}
      <div class="card-buttons">
        <button type="button" class="primary" disabled={!answer} onClick={send}>
          {word('sendAnswer')}
        </button>
      </div>
    </fieldset>
  );
}
