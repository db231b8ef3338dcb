// What a refused mix of tools offers: to go on without the one it names, or without each of Google's.

import assert from 'node:assert/strict';
import { offerToDrop } from '../../../../src/agent/calls/oddTool.ts';
import type { Failure } from '../../../../src/shared/failure.ts';

const failure = (detail: string, kind: Failure['kind'] = 'invalid_request'): Failure => ({
  kind,
  text: 'Refused.',
  detail,
  remedies: [{ do: 'retry' }],
});
const search = { type: 'google_search' };
const images = { type: 'google_search', search_types: ['web_search', 'image_search'] };
const maps = { type: 'google_maps' };
const mcp = { type: 'mcp_server', name: 'my_docs', url: 'https://docs.test/mcp' };

const dropped = (detail: string, tools: Parameters<typeof offerToDrop>[1], kind?: Failure['kind']) =>
  offerToDrop(failure(detail, kind), tools, String).remedies.flatMap((remedy) =>
    remedy.do === 'drop_tool' ? remedy.tool : [],
  );

describe('a refused mix of tools', () => {
  it('offers to drop the tool that it names, however it is spelled', () => {
    assert.deepEqual(dropped("The tool 'google_maps' is not supported for this model.", [search, maps]), [
      'google_maps',
    ]);
    assert.deepEqual(dropped('googleSearch cannot be used here', [search, maps]), ['google_search']);
    assert.deepEqual(dropped('MCP is not supported', [search, mcp]), ['mcp:my_docs']);
    assert.deepEqual(dropped('Google Search cannot be used here', [images]), ['image_search']);
  });

  it('offers each of the service’s tools when it names none', () => {
    const detail = 'Tool use with function calling is unsupported';
    assert.deepEqual(dropped(detail, [search, maps]), ['google_search', 'google_maps']);
    assert.deepEqual(dropped(detail, []), []);
  });

  it('says what was refused, and leaves the words of a refusal that is about something else', () => {
    const words = (detail: string) => offerToDrop(failure(detail), [search, { type: 'file_search' }], String).text;
    assert.match(words('Built-in tools and Function Calling cannot be combined.'), /does not take these tools/);
    assert.equal(words("FileSearchStore 'fileSearchStores/a' was not found."), 'Refused.');
  });

  it('leaves every other failure as it is', () => {
    assert.deepEqual(dropped('The prompt is too strange.', [search]), []);
    assert.deepEqual(dropped('tools', [search], 'rate_limit'), []);
  });
});
