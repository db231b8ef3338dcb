// Events with megabytes in them in, light ones for the page out, which fold to the same picture.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { light } from '../../../../src/vscode/view/light.ts';

const data = 'A'.repeat(1_000_000);
const media: readonly SessionEvent[] = [
  {
    type: 'prompt.sent',
    turn: 't1',
    at: 0,
    text: 'look',
    model: 'm',
    attachments: [
      { id: 'a', kind: 'image', label: 'a.png', mimeType: 'image/png', data },
      { id: 'b', kind: 'file', label: 'b.ts', path: 'b.ts', text: 'text' },
    ],
  },
  {
    type: 'interaction.requested',
    turn: 't1',
    interaction: 't1.1',
    at: 0,
    model: 'm',
    stored: true,
    input: [
      { type: 'function_result', call_id: 'c', name: 'n', result: 'r' },
      {
        type: 'user_input',
        content: [
          { type: 'image', mime_type: 'image/png', data },
          { type: 'text', text: 'look' },
        ],
      },
    ],
  },
];

describe('events for a page', () => {
  it('leave out the bytes of what went along, and nothing else', () => {
    const sent = light(media);
    assert.ok(JSON.stringify(sent).length < 1000);
    assert.deepEqual(sent, JSON.parse(JSON.stringify(media).replaceAll(data, '')));
    assert.equal(media[0]?.type === 'prompt.sent' && media[0].attachments[0]?.data, data);
  });

  it('stay the same where there is nothing to leave out, pictures of an answer among them', () => {
    const answer: readonly SessionEvent[] = [
      { type: 'step.delta', interaction: 't1.1', index: 0, delta: { type: 'image', mime_type: 'image/png', data } },
    ];
    assert.equal(light(answer), answer);
  });
});
