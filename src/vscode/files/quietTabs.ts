// Files that are about to change in, tabs that VS Code itself opens for them meanwhile closed again out.

import { TabInputText, type Uri, window } from 'vscode';
import { openDocument } from './textFile.ts';

/** A tab can be told of a little after the save that made it needless. Milliseconds. */
const late = 300;

/**
 * VS Code puts a document that is unsaved for up to 800 ms and has no tab into one: a save can take that long on a busy machine, and the
 * clock runs from the first of several files. Nobody asked to see it. Call `end` once the files are saved; a file with a tab is left alone.
 */
export function keepWithoutTabs(uris: readonly Uri[]): { end(): void } {
  const shown = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => addressOf(input))));
  const watched = new Set(uris.map(String).filter((uri) => !shown.has(uri)));
  let ended = false;
  const close = () => {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const needless = tabs.filter(
      ({ input }) => isWatched(input) && !openDocument((input as TabInputText).uri)?.isDirty,
    );
    if (needless.length > 0) void window.tabGroups.close(needless, true).then(undefined, () => {});
  };
  const isWatched = (input: unknown) => watched.has(addressOf(input) ?? '');
  const listening = window.tabGroups.onDidChangeTabs(({ opened }) => {
    if (ended && opened.some(({ input }) => isWatched(input))) close();
  });
  return {
    end() {
      ended = true;
      close();
      setTimeout(() => listening.dispose(), late);
    },
  };
}

function addressOf(input: unknown): string | undefined {
  return input instanceof TabInputText ? input.uri.toString() : undefined;
}
