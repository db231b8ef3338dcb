// "Read Aloud" of an answer or a selection in, a sound for the page's player and for a WAV file out; and the words of an attached sound.

import { l10n, window } from 'vscode';
import type { Gemini } from '../../agent/ports.ts';
import { mediumOf } from '../../agent/prompt.ts';
import {
  type Sound,
  speak,
  speechRequests,
  spokenText,
  transcribe,
  transcriptionRequest,
  type Voices,
} from '../../agent/speech.ts';
import { speechModel, transcriptionModel, voices } from '../../gemini/voices.ts';
import { findTurn } from '../../shared/branch.ts';
import type { Usage } from '../../shared/step.ts';
import { outputText, type Turn } from '../../shared/transcript.ts';
import { saveMedia } from '../answer/media.ts';
import { pathOf } from '../files/folders.ts';
import { note } from '../history/note.ts';
import { withLiveFiles } from '../media/liveFiles.ts';
import type { PromptBox } from '../prompt/promptBox.ts';
import type { ChatPorts, Feature } from './feature.ts';

interface Reading {
  readonly id: string;
  readonly title: string;
  readonly stop: AbortController;
  /** The prompt box of the page that plays it: no other page does. */
  readonly box: PromptBox;
  /** Which piece of the text is being made, as "2 / 5"; '' for the only one. */
  step: string;
  sound?: Sound;
}

const voicesKey = 'castor.voices';
let count = 0;

export function speech(
  chat: ChatPorts,
): Feature<'read_aloud' | 'stop_reading' | 'save_reading' | 'fetch_sound' | 'choose_voices' | 'transcribe'> {
  const { context, parts } = chat;
  const transcribing = new Map<string, AbortController>();
  let reading: Reading | undefined;
  const chosen = () => context.globalState.get<Voices>(voicesKey, { first: voices[0]!, second: voices[1]! });
  /** What it uses counts in the session that is shown now. */
  const client = async () => {
    const id = chat.session()?.id;
    const counted = (model: string, usage: Usage) =>
      id &&
      note(chat, id, { type: 'session.used', model, usage }).catch((error: unknown) =>
        chat.log.debug('Not counted', error),
      );
    const live = withLiveFiles(await parts.session.gemini(), parts.uploads, (text, ...args) => l10n.t(text, ...args));
    return metered(live, counted);
  };
  const end = () => {
    reading?.stop.abort();
    reading = undefined;
    chat.stateChanged();
  };
  const read = async (markdown: string, title: string) => {
    const text = spokenText(hidden(chat, markdown));
    if (!text) return void window.showInformationMessage(l10n.t('There is nothing to read aloud.'));
    if (!(await chat.askKey())) return;
    end();
    const mine: Reading = {
      id: `${Date.now()}-${++count}`,
      title,
      stop: new AbortController(),
      box: chat.box,
      step: '',
    };
    reading = mine;
    await chat.reveal();
    const requests = speechRequests(text, speechModel, chosen());
    const begun = (at: number) => {
      mine.step = requests.length > 1 ? `${at + 1} / ${requests.length}` : '';
      chat.stateChanged();
    };
    try {
      mine.sound = await speak(await client(), requests, begun, mine.stop.signal);
      if (mine.sound.bytes.length <= 44) throw new Error(l10n.t('The answer held no sound.'));
    } catch (error) {
      if (!mine.stop.signal.aborted)
        void window.showWarningMessage(l10n.t('It was not read aloud. {0}', wordsOf(error)));
      if (reading === mine) reading = undefined;
    }
    chat.stateChanged();
  };
  return {
    commands: {
      read_aloud: async ({ turn, text }) => {
        const session = chat.session();
        const found = session && findTurn(session.transcript, turn);
        if (found) await read(text ?? outputText(found.interactions), titleOf(found));
      },
      stop_reading: end,
      save_reading: () => reading?.sound && saveMedia(reading.sound.bytes, reading.sound.mimeType),
      fetch_sound: ({ id }) => {
        if (reading?.id !== id || !reading.sound) return;
        const { mimeType, bytes } = reading.sound;
        chat.sound({ id, mimeType, data: Buffer.from(bytes).toString('base64') });
      },
      choose_voices: () => chooseVoices(chat, chosen()),
      transcribe: async ({ id }) => {
        const { box } = chat;
        const attachment = box.pending.find(id);
        if (!attachment || transcribing.has(id) || !(await chat.askKey())) return;
        const stop = new AbortController();
        transcribing.set(id, stop);
        box.note(id, l10n.t('Being transcribed'));
        try {
          const words = await transcribe(
            await client(),
            transcriptionRequest(mediumOf(attachment), transcriptionModel),
            stop.signal,
          );
          if (!words) throw new Error(l10n.t('Nothing was heard in it.'));
          if (!box.pending.find(id)) return;
          const { draft } = box.pending;
          box.pending.setDraft(draft.trim() ? `${draft.trimEnd()}\n${words}` : words);
          box.pending.remove(id);
          chat.focusPrompt();
        } catch (error) {
          void window.showWarningMessage(l10n.t('{0} was not transcribed. {1}', attachment.label, wordsOf(error)));
        } finally {
          transcribing.delete(id);
          box.note(id, undefined);
        }
      },
    },
    palette: {
      'castor.readAloud': async () => {
        const editor = window.activeTextEditor;
        if (editor && !editor.selection.isEmpty) {
          const path = pathOf(editor.document.uri);
          const text = editor.document.getText(editor.selection);
          if (path === undefined || (await chat.box.editor.mayRead(path)))
            return read(text, path ?? l10n.t('Selection'));
          return void window.showWarningMessage(l10n.t('{0} may hold secrets, so it is not read aloud.', path));
        }
        const last = chat.session()?.transcript.last;
        await read(last ? outputText(last.interactions) : '', last ? titleOf(last) : '');
      },
      'castor.chooseVoices': () => chooseVoices(chat, chosen()),
    },
    state: () =>
      reading?.box === chat.box
        ? { reading: { id: reading.id, title: reading.title, step: reading.step, ready: reading.sound !== undefined } }
        : {},
    dispose: () => {
      reading?.stop.abort();
      for (const stop of transcribing.values()) stop.abort();
    },
  };
}

function metered(gemini: Gemini, counted: (model: string, usage: Usage) => unknown): Pick<Gemini, 'open'> {
  return {
    async *open(request, signal) {
      for await (const event of gemini.open(request, signal)) {
        if (event.type === 'completed' && event.usage) void counted(request.model, event.usage);
        yield event;
      }
    },
  };
}

/** Secrets are not said aloud to anybody, either. */
function hidden({ parts }: ChatPorts, text: string): string {
  const { placeholders, settings } = parts.session;
  return placeholders && !settings().sendSecrets ? placeholders.hide(text).text : text;
}

async function chooseVoices({ context }: ChatPorts, { first, second }: Voices): Promise<void> {
  const pick = (title: string, now: string) =>
    window.showQuickPick([now, ...voices.filter((voice) => voice !== now)], { title, ignoreFocusOut: true });
  const one = await pick(l10n.t('Voice to read aloud with'), first);
  if (!one) return;
  const other = await pick(
    l10n.t('Voice of the second speaker, in a dialogue whose lines begin with two names'),
    second,
  );
  if (other) await context.globalState.update(voicesKey, { first: one, second: other });
}

function titleOf({ prompt: { text } }: Turn): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
