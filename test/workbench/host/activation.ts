// When the extension starts, what it brings with it and what it loads for that, seen from inside the extension host.

import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { commands, extensions, workspace } from 'vscode';
import { until } from './world.ts';

const castor = () => extensions.getExtension('castor.castor')!;

/** Names of the bundles of `dist/` that the extension host has loaded. */
function loaded(): readonly string[] {
  const dist = `${castor().extensionPath}/dist/`;
  return Object.keys(require.cache)
    .filter((path) => path.startsWith(dist))
    .map((path) => basename(path));
}

export function activation(): void {
  describe('activation', () => {
    it('happens by itself once the window has started, and loads one small file', async () => {
      assert.deepEqual(castor().packageJSON.activationEvents, ['onStartupFinished']);
      await until('it is awake', () => castor().isActive);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(loaded(), ['extension.cjs']);
    });

    it('registers every command of the manifest', async () => {
      const declared: { readonly command: string }[] = castor().packageJSON.contributes.commands;
      const there = new Set(await commands.getCommands(true));
      assert.ok(declared.length >= 6);
      assert.deepEqual(
        declared.map(({ command }) => command).filter((command) => !there.has(command)),
        [],
      );
    });

    it('asks for no proposed API', () => {
      assert.equal(castor().packageJSON.enabledApiProposals, undefined);
    });

    it('shows the chat without the SDK and the tools as long as the prompt box is not focused', async () => {
      await commands.executeCommand('workbench.action.toggleAuxiliaryBar');
      await until('the chat is loaded', () => loaded().includes('chat.cjs'));
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual([...loaded()].sort(), ['chat.cjs', 'extension.cjs', 'html.cjs', 'key.cjs']);
    });

    it('keeps the SDK and zod out of what the start loads', async () => {
      const code = await Promise.all(
        ['extension.cjs', 'chat.cjs'].map(async (name) => {
          const bytes = await workspace.fs.readFile(uriOf(name));
          return new TextDecoder().decode(bytes);
        }),
      );
      for (const one of code) assert.doesNotMatch(one, /GoogleGenAI|ZodError|x-goog-api-client/);
    });
  });
}

function uriOf(name: string) {
  const { extensionUri } = castor();
  return extensionUri.with({ path: `${extensionUri.path}/dist/${name}` });
}
