// Titles asked of a model: structured, unstored, without secrets, and of no consequence when anything goes wrong.

import assert from 'node:assert/strict';
import { askTitle, titleModel } from '../../../src/agent/title.ts';
import { emptyTranscript, type Turn } from '../../../src/shared/transcript.ts';
import { fails, type Script, says, scriptedGemini } from '../../support/scriptedGemini.ts';

const turn: Turn = {
  id: 't1',
  parent: '',
  order: 0,
  prompt: { text: 'Why is the sky blue? SECRET', attachments: [], at: 0 },
  model: 'm',
  interactions: [],
};

async function asked(script: Script) {
  const { gemini, requests } = scriptedGemini([script]);
  const hide = (text: string) => text.replaceAll('SECRET', '⟦x⟧');
  return { title: await askTitle(gemini, turn, hide, new AbortController().signal), requests };
}

describe('askTitle', () => {
  it('asks a small model for JSON, stores nothing, and keeps secrets back', async () => {
    const { title, requests } = await asked(says('', '{"title": "Blue', ' sky"}'));
    assert.deepEqual(title, { title: 'Blue sky', model: titleModel, usage: { total_tokens: 10 } });
    const [request] = requests;
    assert.deepEqual([request?.store, request?.model, request?.tools], [false, titleModel, []]);
    assert.equal((request!.responseFormat as { mime_type?: string }).mime_type, 'application/json');
    assert.ok(!JSON.stringify(request).includes('SECRET'));
    assert.deepEqual(emptyTranscript.label, {});
  });

  it('takes a title for one line of text and no more', async () => {
    const long = `"${'word '.repeat(40)}"`;
    for (const [said, expected] of [
      ['{"title":" \\"Two\\nlines\\". "}', 'Two lines'],
      [`{"title":${long}}`, 'word '.repeat(12)],
      ['{"title":""}', undefined],
      ['{"title":7}', undefined],
      ['{"title":"cut', undefined],
      ['no JSON at all', undefined],
    ] as const)
      assert.equal((await asked(says('', said))).title?.title, expected, said);
  });

  it('gives none when the service fails, hangs up or throws', async () => {
    assert.equal((await asked([fails('quota')])).title, undefined);
    assert.equal((await asked([{ type: 'aborted' }])).title, undefined);
    assert.equal((await asked([])).title, undefined);
    const { gemini } = scriptedGemini([]);
    assert.equal(await askTitle(gemini, turn, String, new AbortController().signal), undefined);
  });
});
