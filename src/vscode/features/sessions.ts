// The list of sessions in the palette, in the view Sessions and in the head of the page in, what a person does with them out; and titles by the model.

import { Uri, workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { askTitle } from '../../agent/title.ts';
import { everyTurn } from '../../shared/branch.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { importSession, sessionActions } from '../history/actions.ts';
import { SessionDocuments } from '../history/documents.ts';
import { History, type ListedSession } from '../history/history.ts';
import { sessionsFolder } from '../history/note.ts';
import { pickSession } from '../history/pick.ts';
import { SessionTree } from '../history/tree.ts';
import { readSetting } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

/** Events after which a list says something else. */
const telling: ReadonlySet<SessionEvent['type']> = new Set([
  'prompt.sent',
  'session.titled',
  'session.marked',
  'options.changed',
  'approval.requested',
  'approval.decided',
  'turn.completed',
  'turn.resumed',
]);

export function sessions(chat: ChatPorts): Feature<'show_sessions'> {
  const history = new History(chat, placesOf(chat));
  const documents = new SessionDocuments(history);
  const forget = ({ id }: ListedSession) => chat.run('castor.deleteStoredOfSession', id);
  const actions = sessionActions({ chat, history, documents, forget });
  const shown = async () => (await history.list()).find(({ id }) => id === chat.session()?.id);
  const palette = Object.entries(actions).map(([id, action]) => [
    id,
    async (given?: unknown) => {
      const session = (given as { session?: ListedSession } | undefined)?.session ?? (await shown());
      if (session) await action(session);
    },
  ]);
  const pick = () => pickSession(history, actions['castor.openSession']!, (id, session) => actions[id]?.(session));
  return {
    commands: { show_sessions: pick },
    palette: {
      'castor.showSessions': pick,
      'castor.importSession': () => importSession({ history }),
      ...Object.fromEntries(palette),
    },
    trees: { 'castor.sessions': new SessionTree(history) },
    state: () => ({ elsewhere: waitingElsewhere(chat) }),
    happenedIn(session, event) {
      if (!telling.has(event.type)) return;
      // Later: the session's own state follows its events.
      setTimeout(() => history.changed());
      if (event.type === 'turn.completed') void title(chat, history, session);
    },
    entered: () => history.changed(),
    dispose() {
      history.dispose();
      documents.dispose();
    },
  };
}

function placesOf(chat: ChatPorts) {
  return {
    folder: sessionsFolder(chat),
    registry: Uri.joinPath(chat.context.globalStorageUri, 'workspaces').fsPath,
    name: workspace.name ?? '',
  };
}

/** Approvals that wait in sessions that are not shown. */
function waitingElsewhere(chat: ChatPorts): number {
  const shown = chat.session();
  return chat.sessions.running.filter((session) => session !== shown).reduce((sum, { waiting }) => sum + waiting, 0);
}

/** After the first turn, once, beside everything else; a turn that did not end well has nothing to name. */
async function title(chat: ChatPorts, history: History, session: Session): Promise<void> {
  const turns = everyTurn(session.transcript);
  const [first] = turns;
  if (turns.length !== 1 || first?.outcome !== 'completed' || session.transcript.label.title !== undefined) return;
  if (!readSetting(workspace.getConfiguration('castor'), 'sessionTitles')) return;
  const { gemini, placeholders } = chat.parts.session;
  const hide = (text: string) => placeholders?.hide(text).text ?? text;
  const asked = await gemini()
    .then((client) => askTitle(client, first, hide, AbortSignal.timeout(30_000)))
    .catch(() => undefined);
  if (!asked) return;
  const { title: text, model, usage } = asked;
  await history
    .note(session.id, { type: 'session.titled', title: text, by: 'model', model, ...(usage ? { usage } : {}) })
    .catch((error: unknown) => chat.log.debug('The title was not kept', error));
}
