// The setting of MCP servers: what is a server, and what the service would not take.

import assert from 'node:assert/strict';
import { serversOf } from '../../../src/vscode/builtIns/mcpSettings.ts';

describe('MCP servers of the settings', () => {
  it('are named by the rule of the service and reachable from outside', () => {
    const url = 'https://docs.test/mcp';
    const servers = serversOf({
      my_docs: { url, allowedTools: ['find', 7] },
      'my-docs': { url },
      plain: { url: 'http://docs.test/mcp' },
      here: { url: 'https://localhost:3000/mcp' },
      lan: { url: 'https://192.168.1.4/mcp' },
      six: { url: 'https://[::1]/mcp' },
      no: {},
      none: null,
    });
    assert.deepEqual(
      servers.map(({ name, problem, allowedTools }) => [name, problem, allowedTools]),
      [
        ['my_docs', undefined, ['find']],
        ['my-docs', 'name', undefined],
        ['plain', 'url', undefined],
        ['here', 'local', undefined],
        ['lan', 'local', undefined],
        ['six', 'local', undefined],
      ],
    );
  });

  it('are none for anything else', () => {
    for (const setting of [undefined, null, [], 'x', 7]) assert.deepEqual(serversOf(setting), []);
  });
});
