// The log: no key gets into it, in whatever dress.

import assert from 'node:assert/strict';
import { redact, safeLog } from '../../../src/vscode/log.ts';

function channel() {
  const lines: string[] = [];
  const write = (level: string) => (message: string) => lines.push(`${level} ${message}`);
  return { lines, error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

const google = `AIza${'Sy0123456789abcdefghijklmnopqrstuvw'}`;

describe('log', () => {
  it('takes out a key it was told of, from messages, errors and objects', () => {
    const out = channel();
    const log = safeLog(out);
    log.conceal('s3cret-of-mine');
    log.error('sent s3cret-of-mine', new Error('with s3cret-of-mine'), { headers: { deep: ['s3cret-of-mine'] } });
    assert.equal(out.lines.length, 1);
    assert.doesNotMatch(out.lines[0]!, /s3cret/);
    assert.match(out.lines[0]!, /^error sent \[key\] Error: with \[key\]/);
  });

  it('takes out what looks like a key of Google, told of or not', () => {
    for (const line of [
      `key ${google}`,
      `https://host/v1beta/models?key=abc&alt=sse`,
      `{"x-goog-api-key":"whatever"}`,
      `x-goog-api-key: whatever`,
    ]) {
      assert.doesNotMatch(redact(line, []), /AIza|abc|whatever/, line);
    }
  });

  it('leaves the rest of the line', () => {
    assert.equal(
      redact(`GET https://host/x?key=abc&alt=sse failed`, []),
      'GET https://host/x?key=[key]&alt=sse failed',
    );
  });

  it('conceals no empty text', () => {
    const out = channel();
    const log = safeLog(out);
    log.conceal('');
    log.info('plain');
    assert.deepEqual(out.lines, ['info plain']);
  });
});
