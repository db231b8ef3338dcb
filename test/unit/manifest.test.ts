// The manifest is the one truth for ids, titles and defaults: code, words and files agree with it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandTable } from '../../src/vscode/commands.ts';
import { settings } from '../../src/vscode/settings.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const words: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
const { contributes } = manifest;

interface Property {
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
}
interface Entry {
  readonly command: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

const sections: readonly { readonly order: number; readonly properties: Readonly<Record<string, Property>> }[] =
  contributes.configuration;
const properties = Object.assign({}, ...sections.map((section) => section.properties)) as Record<string, Property>;
const commandIds: readonly string[] = contributes.commands.map(({ command }: Entry) => command);

/** The manifest's texts by the key they are looked up with. */
function placeholders(): readonly string[] {
  return [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
}

describe('manifest', () => {
  it('names each text once in package.nls.json, and uses each that is there', () => {
    assert.deepEqual([...new Set(placeholders())].sort(), Object.keys(words).sort());
    for (const [key, text] of Object.entries(words)) assert.ok(text.trim(), key);
  });

  it('has the commands of the table, in category Castor, with a title', () => {
    const to = { chat: unused, reveal: unused, secrets: { ask: unused, remove: unused }, showLog: unused };
    assert.deepEqual(Object.keys(commandTable(to)).sort(), [...commandIds].sort());
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'Castor');
      assert.equal(title, `%${command.replace('castor.', 'command.')}%`);
    }
  });

  it('calls each command what people look for', () => {
    const titles = new Set(contributes.commands.map(({ title }: { title: string }) => words[title.slice(1, -1)]));
    assert.equal(titles.size, contributes.commands.length, 'no two are called the same');
    for (const title of [
      'Open Chat',
      'New Session',
      'Stop',
      'Set API Key',
      'Remove API Key',
      'Ask About Selection…',
      'Explain',
      'Fix',
      'Refactor…',
      'Write Tests',
      'Write Documentation',
      'Review Selection',
      'Add Selection to Prompt',
      'Add File to Prompt',
      'Add Problems to Prompt',
      'Add Terminal Selection to Prompt',
      'Accept Plan',
      'Choose Tools…',
      'Restore to Before a Prompt…',
      'Undo Restore',
      'Sessions…',
      'Open Session',
      'Open Session in Editor',
      'Open Session as Document',
      'Go On With a Copy',
      'Rename Session…',
      'Pin Session',
      'Unpin Session',
      'Archive Session',
      'Take Session Out of the Archive',
      'Delete Session',
      'Restore Session',
      'Export Session…',
      'Import Session…',
      'Show What Google Stores',
      'Refresh',
      'Show Google’s Record',
      'Delete at Google…',
      'Delete at Google From Here On…',
      'Delete This Session at Google…',
      'Delete Everything at Google…',
      'Show What Was Sent',
      'Extract as JSON…',
      'Choose Model…',
      'Open Interaction by Id…',
      'Continue from This Interaction',
      'Show File Search Stores',
      'Create File Search Store…',
      'Add to File Search Store…',
      'Delete from File Search',
      'Refresh File Search Stores',
      'Show Log',
    ]) {
      assert.ok(titles.has(title), title);
    }
  });

  it('puts only its own commands into menus, hidden where they can do nothing', () => {
    const entries = Object.values<readonly Entry[]>(contributes.menus).flat();
    const submenus: readonly { readonly id: string }[] = contributes.submenus;
    for (const { command, submenu } of entries) {
      assert.ok(commandIds.includes(command ?? '') || submenus.some(({ id }) => id === submenu), command ?? submenu);
    }
    const enablement = Object.fromEntries(
      contributes.commands.map((one: Entry & { enablement?: string }) => [one.command, one.enablement]),
    );
    assert.equal(enablement['castor.stop'], 'castor.busy');
    const inPalette = (id: string) =>
      contributes.menus.commandPalette.find(({ command }: Entry) => command === id)?.when;
    assert.equal(inPalette('castor.stop'), 'castor.busy');
    // What ends in a change of files is not there where no file may be changed.
    for (const id of ['castor.fix', 'castor.refactor', 'castor.writeTests', 'castor.writeDocumentation']) {
      assert.equal(enablement[id], 'isWorkspaceTrusted', id);
      assert.equal(inPalette(id), 'editorLangId && isWorkspaceTrusted', id);
    }
    for (const { when } of contributes.menus['view/title'])
      assert.match(when, /^view == castor\.(?:chat|sessions|privacy|files|stores)\b/);
  });

  it('takes no key of the editor: second strokes after Ctrl+K that are free, each with a when', () => {
    // What VS Code 1.139 and its own extensions have after Ctrl+K, on any system.
    const letters = 'c d e f i m n o p r s t u v w y z';
    const ctrl = 'a b c d e f h i j k l m n o p q r s t u w x v';
    const taken = new Set([
      ...letters.split(' '),
      ...ctrl.split(' ').map((letter) => `ctrl+${letter}`),
      ...['shift+n', 'shift+o'],
    ]);
    const seen = new Set<string>();
    for (const { command, key, mac, when } of contributes.keybindings) {
      const [first, second, ...more] = key.split(' ');
      assert.deepEqual([first, more], ['ctrl+k', []], command);
      assert.ok(!taken.has(second) && !seen.has(second), key);
      seen.add(second);
      assert.equal(mac, key.replaceAll('ctrl', 'cmd'));
      assert.ok(when, command);
      assert.ok(commandIds.includes(command), command);
    }
  });

  it('has the settings of the table, with their defaults', () => {
    const inManifest = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, one.default]));
    const inCode = Object.fromEntries(Object.entries(settings).map(([key, one]) => [`castor.${key}`, one.fallback]));
    assert.deepEqual(inManifest, inCode);
  });

  it('describes and orders each setting', () => {
    for (const { properties } of sections) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, index) => index + 1),
      );
    }
    for (const [key, { markdownDescription, enum: values, enumDescriptions }] of Object.entries(properties)) {
      assert.equal(markdownDescription, `%config.${key}%`);
      assert.equal(enumDescriptions?.length, values?.length, key);
    }
  });

  it("gives the scope application to each setting of which only the user's own value counts", () => {
    for (const [key, { from }] of Object.entries(settings)) {
      assert.equal(properties[`castor.${key}`]?.scope, from === 'user' ? 'application' : 'window', key);
    }
  });

  it('lets an untrusted workspace set nothing', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.deepEqual([...restrictedConfigurations].sort(), Object.keys(properties).sort());
  });

  it('stands in the secondary side bar, with an icon on container and view', () => {
    const [container] = contributes.viewsContainers.secondarySidebar;
    const [view] = contributes.views[container.id];
    assert.equal(view.id, 'castor.chat');
    assert.equal(view.type, 'webview');
    for (const icon of [container.icon, view.icon, manifest.icon]) assert.ok(existsSync(join(root, icon)), icon);
  });

  it('walks a person through four steps that complete by themselves, each with a picture and a button', () => {
    const [walk, ...others] = contributes.walkthroughs;
    assert.deepEqual(others, []);
    assert.equal(walk.steps.length, 4);
    const told = ['castor.hasKey', 'castor.busy', 'castor.allowedChange'];
    const source = readFileSync(join(root, 'src/vscode/features/contextKeys.ts'), 'utf8');
    for (const context of told) assert.match(source, new RegExp(`set\\('${context}'`));
    const events = [...told.map((context) => `onContext:${context}`), 'onView:castor.chat'];
    for (const { id, title, description, media, completionEvents } of walk.steps) {
      assert.deepEqual([title, description], [`%walkthrough.${id}.title%`, `%walkthrough.${id}.description%`]);
      for (const [, command] of words[description.slice(1, -1)]!.matchAll(/\(command:([\w.]+)\)/g)) {
        assert.ok(commandIds.includes(command!), command);
      }
      assert.match(words[description.slice(1, -1)]!, /\(command:/);
      assert.equal(completionEvents.length, 1);
      assert.ok(events.includes(completionEvents[0]), completionEvents[0]);
      assert.deepEqual(Object.keys(media.image), ['dark', 'light', 'hc', 'hcLight']);
      for (const image of Object.values<string>(media.image)) {
        const picture = readFileSync(join(root, image));
        assert.ok(picture.length <= 60_000, `${image}: ${picture.length} bytes`);
      }
      assert.ok(words[media.altText.slice(1, -1)]);
    }
  });

  it('wakes once the start is over, to be at the first light bulb, and uses no proposed API', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
    assert.equal(manifest.enabledApiProposals, undefined);
  });
});

async function unused(): Promise<never> {
  throw new Error('No command runs here.');
}
