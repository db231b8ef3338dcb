// "Choose tools" in, the editor's list of tools of other extensions and MCP servers to switch on for the session that is shown out.

import { l10n, type QuickPickItem, window } from 'vscode';
import { maxChosen } from '../outside/outsideTools.ts';
import type { ChatPorts, Feature } from './feature.ts';

interface Pick extends QuickPickItem {
  readonly name: string;
}

export function outside(chat: ChatPorts): Feature<'choose_tools'> {
  const { outsideTools } = chat.parts;
  const choose = async () => {
    const session = chat.session();
    const { known } = outsideTools;
    if (!session) return;
    if (known.length === 0) {
      void window.showInformationMessage(
        l10n.t('No other extension and no MCP server has registered a tool with VS Code.'),
      );
      return;
    }
    const on = outsideTools.chosen(session.id);
    const picks = known.map(
      ({ info: { name, description }, origin }): Pick => ({
        name,
        label: name,
        description: origin,
        detail: description.slice(0, 200),
        picked: on.has(name),
      }),
    );
    const chosen = await window.showQuickPick(picks, {
      canPickMany: true,
      title: l10n.t('Tools for this session'),
      placeHolder: l10n.t(
        'At most {0}. They reach outside of Castor; VS Code asks in its own way before they run.',
        maxChosen,
      ),
      matchOnDetail: true,
    });
    if (!chosen) return;
    outsideTools.choose(
      session.id,
      chosen.slice(0, maxChosen).map(({ name }) => name),
    );
    if (chosen.length > maxChosen)
      void window.showWarningMessage(l10n.t('Only the first {0} were switched on.', maxChosen));
    chat.stateChanged();
  };
  return {
    commands: { choose_tools: choose },
    palette: { 'castor.chooseTools': choose },
    state() {
      const session = chat.session();
      return { outsideTools: session ? [...outsideTools.chosen(session.id)] : [] };
    },
  };
}
