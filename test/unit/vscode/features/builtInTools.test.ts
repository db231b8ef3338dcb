// Switches of Google's tools pressed in, the session's options as they become out: none undoes another that the page has not heard of.

import assert from 'node:assert/strict';
import type { SessionOptions } from '../../../../src/shared/options.ts';
import { builtInTools } from '../../../../src/vscode/features/builtInTools.ts';
import type { ChatPorts } from '../../../../src/vscode/features/feature.ts';

describe('the switches of tools of Google', () => {
  it('change one tool each of what is on by then', () => {
    let options: SessionOptions = { mode: 'review' };
    const session = {
      get transcript() {
        return { options };
      },
      setOptions(given: SessionOptions) {
        options = { ...options, ...given };
      },
    };
    const { commands } = builtInTools({ session: () => session } as unknown as ChatPorts);
    const press = (tool: string, on: boolean) => commands?.switch_tool({ type: 'switch_tool', tool, on });
    press('google_search', true);
    press('url_context', true);
    press('url_context', true);
    assert.deepEqual(options, { mode: 'review', tools: ['google_search', 'url_context'] });
    press('google_search', false);
    press('google_maps', false);
    assert.deepEqual(options.tools, ['url_context']);
  });
});
