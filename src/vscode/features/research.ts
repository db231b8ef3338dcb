// Research in all sessions in, what a person does with it out: asked for, listed, its plan changed and approved, cancelled, its report opened and saved.

import { l10n, Uri, window, workspace } from 'vscode';
import type { Session } from '../../agent/session.ts';
import { trashFolder } from '../../node/sessionIndex.ts';
import { listSessions } from '../../node/sessionLogList.ts';
import { findTurn } from '../../shared/branch.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { isPlan, isReport, isResearch } from '../../shared/research.ts';
import { allTurns, type Turn } from '../../shared/transcript.ts';
import { askResearch } from '../research/ask.ts';
import { choiceIn, outputOf } from '../research/choice.ts';
import { ResearchFiles, titleOf } from '../research/files.ts';
import { pickRun } from '../research/list.ts';
import { tellEnd } from '../research/news.ts';
import { type Run, Runs } from '../research/runs.ts';
import { type Going, ResearchStatus } from '../research/status.ts';
import { spendingOf } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

/** Between two looks of the status bar at the clock, in ms. */
const tick = 1000;

type Place = { readonly session: Session; readonly turn: Turn };

export function research(chat: ChatPorts): Feature<'research'> {
  const desk = new ResearchDesk(chat);
  const shown = (is: (turn: Turn) => boolean): Place | undefined => {
    const session = chat.session();
    const turn = session && allTurns(session.transcript).findLast(is);
    return session && turn && { session, turn };
  };
  return {
    commands: {
      research: ({ act, turn: id }) => {
        const place = shown((turn) => turn.id === id && isResearch(turn));
        return place && desk.acts[act](place);
      },
    },
    palette: {
      'castor.research': (given) => askResearch(chat, given),
      'castor.showResearch': () => desk.list(),
      'castor.openResearch': () => desk.orSay(shown(isReport), desk.acts.open),
      'castor.saveResearch': () => desk.orSay(shown(isReport), desk.acts.save),
      'castor.runResearchPlan': (given) => desk.ofPlan(given, desk.acts.run),
      'castor.changeResearchPlan': (given) => desk.ofPlan(given, desk.acts.change),
    },
    happenedIn: (session, event) => desk.happened(session, event),
    entered: (session) => desk.entered(session),
    dispose: () => desk.dispose(),
  };
}

class ResearchDesk {
  readonly #chat: ChatPorts;
  readonly #runs: Runs;
  readonly #files: ResearchFiles;
  readonly #status = new ResearchStatus();
  readonly #timer = setInterval(() => this.#look(), tick);
  #takenUp = false;

  constructor(chat: ChatPorts) {
    this.#chat = chat;
    this.#runs = new Runs(chat.kept);
    this.#files = new ResearchFiles(chat.context.storageUri ?? chat.context.globalStorageUri);
  }

  readonly acts = {
    run: (place: Place) => this.#run(place),
    edit: ({ session, turn }: Place) => this.#files.openPlan(session, turn),
    change: (place: Place) => this.#change(place),
    open: ({ session, turn }: Place) => this.#files.openReport(session, turn),
    save: ({ session, turn }: Place) => this.#files.saveReport(session, turn),
    cancel: (place: Place) => this.#cancel(place),
  };

  orSay(place: Place | undefined, act: (place: Place) => unknown): unknown {
    return place ? act(place) : void window.showInformationMessage(l10n.t('There is none in this session.'));
  }

  /** `given`: the address of the plan's document, from a button of its tab; else the active one. */
  async ofPlan(given: unknown, act: (place: Place) => unknown): Promise<void> {
    const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
    const named = uri && this.#files.placeOf(uri);
    if (!named) return void window.showInformationMessage(l10n.t('There is none in this session.'));
    await this.#reached(named, async (place) => {
      if (!isPlan(place.turn)) return;
      this.#chat.show(place.session);
      await act(place);
    });
  }

  async list(): Promise<void> {
    const going = new Map(this.#going().map(({ turn, session }) => [`${session.id} ${turn.id}`, turn]));
    const prices = this.#prices();
    const picked = await pickRun(this.#runs.all, (run) => going.get(`${run.session} ${run.turn}`), prices);
    if (!picked) return;
    const { run, act } = picked;
    await this.#reached(run, async (place) => {
      if (act) return this.acts[act](place);
      if (isReport(place.turn)) return this.acts.open(place);
      this.#chat.show(place.session);
      await this.#chat.reveal();
      return isPlan(place.turn) ? this.acts.edit(place) : undefined;
    });
  }

  happened(session: Session, event: SessionEvent): void {
    if (event.type !== 'prompt.sent' && event.type !== 'turn.completed' && event.type !== 'turn.resumed') return;
    const turn = session.transcript.last;
    // What a closing window leaves to the service has not ended.
    if (!turn || turn.id !== event.turn || !isResearch(turn) || !this.#chat.sessions.running.includes(session)) return;
    this.#note(session, turn);
    if (event.type === 'turn.completed') void this.#tell({ session, turn });
  }

  /**
   * What the window before left going: other sessions than the shown one are opened for it, and go on unseen. Once. What goes on in the shown
   * one is noted: a window that ends at once loses what it noted last.
   */
  entered(session: Session): void {
    const { last } = session.transcript;
    if (last && isResearch(last) && last.outcome === undefined) this.#note(session, last);
    if (this.#takenUp) return;
    this.#takenUp = true;
    void this.#takeUpAll().catch((error: unknown) => this.#chat.log.warn('Research was not taken up', error));
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#status.dispose();
  }

  async #takeUpAll(): Promise<void> {
    const open = this.#runs.all.filter(({ outcome }) => outcome === undefined);
    for (const run of open) await this.#reached(run, ({ session, turn }) => this.#note(session, turn), true);
    const { folder } = this.#chat.sessions;
    const all = [...(await listSessions(folder)), ...(await listSessions(trashFolder(folder)))];
    await this.#files.tidy(new Set(all.map(({ id }) => id)));
  }

  #note(session: Session, turn: Turn): void {
    const { outcome, completedAt, output, prompt } = turn;
    const before = findTurn(session.transcript, turn.parent);
    // What goes on from a plan stands in its place.
    if (before && isPlan(before)) this.#runs.forget(session.id, before.id);
    this.#runs.note({
      session: session.id,
      turn: turn.id,
      title: titleOf(session, turn),
      plan: output?.type === 'research' && output.plan === true,
      at: prompt.at,
      ...(outcome ? { outcome, endedAt: completedAt ?? Date.now() } : {}),
    });
    this.#look();
  }

  async #tell(place: Place): Promise<void> {
    const act = await tellEnd(place.turn, titleOf(place.session, place.turn));
    if (act === 'show') {
      this.#chat.show(place.session);
      await this.#chat.reveal();
    } else if (act === 'wait')
      await this.#reached(named(place), ({ session, turn }) => void session.resume(turn.id, 'continue'));
    else if (act) await this.#reached(named(place), (reached) => this.acts[act](reached));
  }

  async #run({ session, turn }: Place): Promise<void> {
    const changed = await this.#files.changedPlan(session, turn);
    const text = changed
      ? `${l10n.t('Do the research by this plan:')}\n\n${changed}`
      : l10n.t('The plan is good. Do the research.');
    await this.#send({ session, turn }, text, false);
  }

  async #change({ session, turn }: Place): Promise<void> {
    const title = l10n.t('Change the research plan');
    const words = await window.showInputBox({
      title,
      placeHolder: l10n.t('What should be different'),
      ignoreFocusOut: true,
    });
    if (!words?.trim()) return;
    const changed = await this.#files.changedPlan(session, turn);
    const text = changed ? `${words.trim()}\n\n${l10n.t('This is the plan so far:')}\n\n${changed}` : words.trim();
    await this.#send({ session, turn }, text, true);
  }

  /** Not waited for to the end: it takes minutes. */
  async #send({ session, turn }: Place, text: string, plan: boolean): Promise<void> {
    if (session.busy)
      return void window.showInformationMessage(l10n.t('Something runs in this session. Stop it first, or wait.'));
    if (!(await this.#chat.askKey())) return;
    await this.#chat.reveal();
    const kept = turn.output?.type === 'research' ? turn.output : outputOf(choiceIn(this.#chat.kept));
    void session.send({ text, attachments: [], model: turn.model, output: { ...kept, plan }, parent: turn.id });
  }

  async #cancel({ session, turn }: Place): Promise<void> {
    if (session.busy && session.transcript.last?.id === turn.id) return session.stop();
    try {
      await session.abandon(turn.id);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      await window.showWarningMessage(l10n.t('The research could not be cancelled at Google: {0}', words));
    }
  }

  /** A session that is not open is opened for it, and left again. `quietly`: nobody asked for it, and the window before may still be ending. */
  async #reached(run: Pick<Run, 'session' | 'turn'>, act: (place: Place) => unknown, quietly = false): Promise<void> {
    const { sessions } = this.#chat;
    const open = sessions.running.find(({ id }) => id === run.session);
    const session = open ?? (await sessions.open(run.session, quietly).catch(() => undefined));
    if (session === undefined || session === 'elsewhere') {
      if (session === undefined) this.#runs.forget(run.session);
      if (!quietly)
        void window.showInformationMessage(l10n.t('Its session is open in another window, or was deleted.'));
      return;
    }
    const turn = findTurn(session.transcript, run.turn);
    try {
      if (turn) await act({ session, turn });
    } finally {
      if (!open) sessions.leave(session);
    }
  }

  #going(): readonly (Going & { readonly session: Session })[] {
    return this.#chat.sessions.running.flatMap((session) => {
      const turn = session.transcript.last;
      if (!turn || turn.outcome !== undefined || !isResearch(turn)) return [];
      return [{ session, turn, title: titleOf(session, turn) }];
    });
  }

  #look(): void {
    const plans = this.#chat.sessions.running.flatMap((session) => {
      const turn = session.transcript.last;
      return turn && isPlan(turn) ? [titleOf(session, turn)] : [];
    });
    this.#status.show(this.#going(), plans, this.#prices());
  }

  #prices() {
    return spendingOf(workspace.getConfiguration('castor')).prices;
  }
}

function named({ session, turn }: Place): Pick<Run, 'session' | 'turn'> {
  return { session: session.id, turn: turn.id };
}
