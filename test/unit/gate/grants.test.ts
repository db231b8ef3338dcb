// Answers for the session on calls that run something: exactly that again, and no longer once something reaches outside.

import assert from 'node:assert/strict';
import { type Asked, Grants, isGrantable } from '../../../src/gate/grants.ts';
import type { Judged } from '../../../src/gate/judged.ts';

const folder = { name: 'ws', root: '/ws', onDisk: true };
const place: Judged = { verdict: 'allow', path: '.', operation: 'list', folder, absolute: '/ws' };
const command = (exact: string, over: Partial<Asked> = {}): Asked => ({
  effect: 'run',
  places: [place],
  exact,
  ...over,
});

describe('grants of calls that run something', () => {
  it('cover exactly what was allowed', () => {
    const grants = new Grants();
    assert.ok(!grants.covers(command('a')));
    grants.add(command('a'));
    assert.ok(grants.covers(command('a')));
    for (const other of [command('b'), command('a '), command('a', { exact: undefined })]) {
      assert.ok(!grants.covers(other), JSON.stringify(other));
    }
    assert.ok(!isGrantable(command('a')), 'no mode that allows edits covers a command');
    grants.clear();
    assert.ok(!grants.covers(command('a')));
  });

  it('cover nothing in a place that asks, and never an edit', () => {
    const grants = new Grants();
    const asks = command('a', { places: [{ ...place, verdict: 'ask_always' }] });
    grants.add(asks);
    assert.ok(!grants.covers(asks) && !grants.isRepeatable(asks));
    grants.add(command('a'));
    assert.ok(!grants.covers({ effect: 'edit', places: [{ ...place, verdict: 'ask', operation: 'edit' }] }));
  });

  it('are gone once a tool reaches outside, and commands ask from then on', () => {
    const grants = new Grants();
    grants.add(command('a'));
    grants.reachOutside();
    assert.ok(!grants.covers(command('a')));
    grants.add(command('a'));
    assert.ok(!grants.covers(command('a')) && !grants.isRepeatable(command('a')));
    const tool = command('["weather"]', { effect: 'web', places: [] });
    grants.add(tool);
    grants.reachOutside();
    assert.ok(grants.covers(tool), 'said once is enough');
  });
});
