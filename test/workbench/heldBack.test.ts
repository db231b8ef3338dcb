// Answers that the service ends for a reason of its own, by each code there is (contract section 10.1): what the person reads, keeps, and can do next.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';

const again = ['Try again', 'Choose another model'];

interface Ended {
  readonly codes: Readonly<Record<string, RegExp>>;
  readonly buttons: readonly string[];
}

const all: readonly Ended[] = [
  {
    buttons: [...again, 'Start a new session'],
    codes: {
      safety: /held back by the safety filters\. Say differently what you want/,
      recitation: /came too close to existing text\. Ask for less of it/,
      language: /its language is not supported\. Ask in another language/,
      prohibited_content: /held back as prohibited content\. Leave that part out/,
      spii: /held sensitive personal information\. Leave out what names people/,
      blocklist: /because of a blocked word\. Say it in other words/,
      content_blocked: /held back by a content filter\. Say differently what you want, or leave a file out/,
      image_safety: /The picture was held back by the safety filters\. Describe another one/,
      image_prohibited_content: /The picture was held back as prohibited content\. Describe another one/,
      image_recitation: /came too close to an existing one\. Describe it in your own words/,
      image_other: /The picture was held back\. Describe it differently/,
    },
  },
  {
    buttons: again,
    codes: {
      malformed_function_call: /a tool call that cannot be read\. Trying again usually helps/,
      malformed_tool_call: /a tool call that cannot be read\. Trying again usually helps/,
      unexpected_tool_call: /called a tool that it was not offered\. Try again, or switch the tool on/,
      too_many_tool_calls: /called too many tools at once\. Ask for one thing at a time/,
      no_image: /was asked for a picture and made none\. Ask for it more plainly/,
    },
  },
  {
    buttons: ['Start a new session'],
    codes: { missing_thought_signature: /lost a part the model needs to go on \(a thought signature\)/ },
  },
];

describe('an answer that is held back', () => {
  const castor = useCastor();

  for (const { codes, buttons } of all) {
    for (const [code, words] of Object.entries(codes)) {
      it(`for ${code} says what happened and what to do next, and keeps what had come`, async () => {
        castor().emulator.use([
          on(
            'Held',
            { do: 'say', text: 'The beginning is kept.' },
            { do: 'status', status: 'failed', errors: [{ code, message: 'no' }] },
          ),
        ]);
        const turn = await castor().ask('Held back');
        assert.match(await castor().alert(), words);
        await turn.getByText('The beginning is kept.').waitFor();
        const alert = turn.getByRole('alert');
        assert.deepEqual(await alert.getByRole('button').allInnerTexts(), buttons);
      });
    }
  }
});
