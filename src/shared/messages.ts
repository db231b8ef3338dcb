// Everything host and view say to each other: commands go up, events go down; one channel, no replies.

import type { Decision } from './approval.ts';
import type { Attachment } from './attachment.ts';
import type { BrowserState } from './browserCalls.ts';
import type { Summary } from './compaction.ts';
import type { SessionEvent } from './events.ts';
import type { Meter } from './meter.ts';
import type { Mode, SessionOptions } from './options.ts';
import type { PlanCommand } from './planCommand.ts';
import type { Prices } from './prices.ts';
import type { ToolOffer } from './toolOffer.ts';

export interface ModelChoice {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Thinking levels it takes; empty when levels mean nothing to it. */
  readonly thinkingLevels: readonly string[];
}

/** An attachment of the next prompt as the page shows it: its text stays with the host. */
export interface Chip extends Pick<Attachment, 'id' | 'kind' | 'label' | 'path'> {
  /** An estimate of what it costs; absent for an image and a medium. */
  readonly tokens?: number;
  /** Of an image or a medium. */
  readonly bytes?: number;
  /** While it is uploaded: 0…1. */
  readonly progress?: number;
  /** How the model is to look at it, or what is done with it. */
  readonly note?: string;
  /** More of it, for the tooltip. */
  readonly tip?: string;
  /** Why the service would refuse it. */
  readonly warning?: string;
  /** It is a sound, whose words can be written down. */
  readonly transcribe?: true;
  /** There is a choice of how the model looks at it. */
  readonly tune?: true;
}

/** A prompt to begin with. */
export interface Starter {
  readonly label: string;
  readonly prompt: string;
}

/** A prompt that waits for the running turn. */
export interface QueuedPrompt {
  readonly id: string;
  readonly text: string;
  /** Labels. */
  readonly attachments: readonly string[];
}

/** A file of the workspace that joins the system instruction. */
export interface InstructionsFile {
  readonly path: string;
  /** An estimate. */
  readonly tokens: number;
  /** Invisible characters in it, which the model gets as visible marks. */
  readonly hidden: number;
}

/** One line of the list that opens while a mention or a command is typed. */
export interface Completion {
  /** What `choose` names. */
  readonly id: string;
  readonly kind: Attachment['kind'] | 'command';
  readonly label: string;
  readonly detail?: string;
  /** What takes the place of what was typed. */
  readonly insert: string;
  /** Nothing is chosen yet: completing goes on after `insert`. */
  readonly more?: true;
}

/** What the page must know beside the transcript. Small; sent whole whenever it changes. */
export interface HostState {
  /** Where the key comes from; undefined: there is none. */
  readonly key?: 'secret' | 'environment';
  readonly model: string;
  readonly models: readonly ModelChoice[];
  /** Undefined: the model's own default. */
  readonly thinkingLevel?: string;
  /** What happens with changes where the session says nothing else. */
  readonly mode?: Mode;
  /** Why the service would refuse the chosen model in this conversation. */
  readonly mixing?: string;
  /** The setting: answers go on at the service while nobody listens. */
  readonly background?: boolean;
  readonly trusted: boolean;
  readonly hasFolder: boolean;
  readonly busy: boolean;
  /** The conversation is being summed up. */
  readonly compacting?: true;
  readonly attachments: readonly Chip[];
  readonly draft: string;
  /** Nearest first. */
  readonly instructions?: readonly InstructionsFile[];
  /** What is selected in the active editor: offered, not attached. */
  readonly selection?: { readonly label: string; readonly tokens: number; readonly included: boolean };
  /** What fits the workspace at this moment; only while the session is empty. */
  readonly starters?: readonly Starter[];
  /** In the order they will be sent. */
  readonly queue?: readonly QueuedPrompt[];
  /** The queue does not go on by itself: the turn before it did not end well. */
  readonly queueHeld?: boolean;
  readonly tools?: readonly ToolOffer[];
  /** Names of the tools of other extensions and MCP servers that are on for the session. */
  readonly outsideTools?: readonly string[];
  /** Of the session; absent while none is open. */
  readonly browser?: BrowserState;
  /** What the session used. */
  readonly meter?: {
    readonly session: Meter;
    /** An estimate of what the next request stands on; `window`: how much the model takes, where that is known. */
    readonly context: { readonly tokens: number; readonly window?: number };
  };
  readonly prices?: Prices;
  readonly storage?: {
    /** Whether sessions are private where nothing else was chosen. */
    readonly private: boolean;
    /** Interactions of the session that Google was asked to store. */
    readonly stored: number;
    /** For how long it keeps them. */
    readonly days: number;
  };
  /** What is being read aloud. `ready`: there is a sound to fetch. `step`: of a long text, as "2 / 5". */
  readonly reading?: { readonly id: string; readonly title: string; readonly step: string; readonly ready: boolean };
  /** Approvals that wait in sessions that are not shown. */
  readonly elsewhere?: number;
  /** Set while the server is not the public one, so that the person sees whom they talk to. */
  readonly server?: string;
}

/** View → host. */
export type Command =
  | { readonly type: 'ready' }
  | { readonly type: 'focus' }
  | { readonly type: 'send'; readonly text: string }
  /** Without `text`: it is being edited and must not be sent meanwhile. */
  | { readonly type: 'edit_queued'; readonly id: string; readonly text?: string }
  | { readonly type: 'remove_queued'; readonly id: string }
  | { readonly type: 'send_queued'; readonly id: string }
  | {
      /** The turns before this one, the first that the page knows of the shown branch; answered by `earlier`. */ readonly type: 'earlier';
      readonly turn: string;
    }
  | { readonly type: 'stop' }
  | { readonly type: 'new_session' }
  | { readonly type: 'decide'; readonly call: string; readonly decision: Decision; readonly words?: string }
  /** To a question of the model. */
  | { readonly type: 'answer'; readonly call: string; readonly text: string }
  | { readonly type: 'show_terminal'; readonly call: string }
  /** Opens the editor's list of tools that others registered with it. */
  | { readonly type: 'choose_tools' }
  | PlanCommand
  /** All files of a turn in one view. */
  | { readonly type: 'browser'; readonly wish: 'pause' | 'resume' | 'close' }
  /** The steps of the turn in the browser as a file of tests. */
  | { readonly type: 'browser_test'; readonly turn: string }
  | { readonly type: 'open_changes'; readonly turn: string }
  /** One hunk of a call that waits: `hunk` counts from 1, in the order they are shown. */
  | {
      readonly type: 'decide_hunk';
      readonly call: string;
      readonly path: string;
      readonly hunk: number;
      readonly verdict: 'accepted' | 'rejected';
    }
  /** Every undecided hunk of changes that are made: of one file, or of all. */
  | { readonly type: 'review_files'; readonly verdict: 'accepted' | 'rejected'; readonly path?: string }
  | { readonly type: 'open_diff'; readonly call: string; readonly path: string }
  | { readonly type: 'open_file'; readonly path: string; readonly line?: number }
  | { readonly type: 'open_link'; readonly url: string }
  /** A document that an answer cites, by the name it was given to file search with. */
  | { readonly type: 'open_source'; readonly name: string; readonly page?: number }
  | { readonly type: 'copy'; readonly text: string }
  /** `language`: the word after the fence, '' for none. */
  | { readonly type: 'insert_code'; readonly text: string; readonly language: string }
  | { readonly type: 'open_code'; readonly text: string; readonly language: string }
  | { readonly type: 'apply_code'; readonly text: string; readonly language: string }
  /** Python that the service ran, and what it printed. */
  | { readonly type: 'code_to_notebook'; readonly text: string; readonly output: string }
  | { readonly type: 'attach' }
  | { readonly type: 'detach'; readonly id: string }
  | { readonly type: 'open_attachment'; readonly id: string }
  | { /** How the model is to look at it. */ readonly type: 'tune_attachment'; readonly id: string }
  /** Answered by `completions` of the same `request`; a later request makes an earlier one void. */
  | { readonly type: 'complete'; readonly request: number; readonly trigger: '@' | '/'; readonly query: string }
  /** `item`: the id of a completion. */
  | { readonly type: 'choose'; readonly item: string }
  /** `uris`: as of `text/uri-list`. */
  | { readonly type: 'drop'; readonly uris: string }
  | { readonly type: 'paste_text'; readonly text: string }
  /** `data`: Base64; '' says that the file was too large to take from the page. */
  | {
      readonly type: 'paste_file';
      readonly mimeType: string;
      readonly name: string;
      readonly data: string;
    }
  | { /** Includes what is selected in the active editor, or drops it. */ readonly type: 'toggle_selection' }
  | { readonly type: 'draft'; readonly text: string }
  | { readonly type: 'choose_model'; readonly model: string }
  | { readonly type: 'choose_thinking'; readonly level?: string }
  /** For the session that is shown. */
  | { readonly type: 'set_options'; readonly options: SessionOptions }
  | { readonly type: 'configure_tool'; readonly tool: string }
  | { readonly type: 'switch_tool'; readonly tool: string; readonly on: boolean }
  /** Switches a tool off for the session and tries the turn again. */
  | { readonly type: 'drop_tool'; readonly turn: string; readonly tool: string }
  /** Of a picture in an answer: our key of the interaction, the step's index, the block's place in its content. */
  | { readonly type: 'save_media'; readonly interaction: string; readonly index: number; readonly part: number }
  | { readonly type: 'open_media'; readonly interaction: string; readonly index: number; readonly part: number }
  | { readonly type: 'edit_picture'; readonly interaction: string; readonly index: number; readonly part: number }
  /** `text`: what is selected of the answer; absent: all of it. */
  | { readonly type: 'read_aloud'; readonly turn: string; readonly text?: string }
  | { readonly type: 'stop_reading' }
  | { readonly type: 'save_reading' }
  | { readonly type: 'choose_voices' }
  /** Answered by `sound`. */
  | { readonly type: 'fetch_sound'; readonly id: string }
  /** Of an attached sound: its words go into the prompt box. */
  | { readonly type: 'transcribe'; readonly id: string }
  | { readonly type: 'show_sessions' }
  /** `interaction`: our key of it. */
  | { readonly type: 'what_was_sent'; readonly interaction: string }
  /** `turn`: goes on once the conversation is summed up. */
  | { readonly type: 'compact'; readonly turn?: string }
  | { readonly type: 'edit_summary'; readonly compaction: string; readonly summary: Summary }
  | { readonly type: 'undo_compaction'; readonly compaction: string; readonly undone: boolean }
  | { readonly type: 'set_key' }
  | { readonly type: 'retry'; readonly turn: string }
  | { readonly type: 'continue'; readonly turn: string }
  /** Sends the prompt of a turn anew in other words, beside the answer there is. */
  | { readonly type: 'edit_prompt'; readonly turn: string; readonly text: string }
  /** Asks once more, beside the answer there is. */
  | { readonly type: 'regenerate'; readonly turn: string }
  | { /** Of a model that the person picks. */ readonly type: 'regenerate_with'; readonly turn: string }
  | { /** The next prompt follows this turn. */ readonly type: 'fork_here'; readonly turn: string }
  | {
      /** Back to before the turn's prompt, which goes into the prompt box. */ readonly type: 'rewind';
      readonly turn: string;
    }
  | {
      /** Files, conversation or both go back to before the turn's prompt, by a list. */ readonly type: 'restore';
      readonly turn: string;
    }
  | { readonly type: 'undo_restore'; readonly restore: string }
  | { /** Shows the branch that the turn is on. */ readonly type: 'choose_branch'; readonly turn: string }
  | { readonly type: 'open_settings' }
  | { readonly type: 'show_log' }
  | { /** The page lost count of `seq`: it wants one `transcript` again. */ readonly type: 'resync' };

/** Host → view. `seq` counts the messages of one page load from 0; a gap makes the page ask for a resync. */
export type Update =
  | {
      readonly type: 'transcript';
      readonly seq: number;
      readonly session: string;
      readonly events: readonly SessionEvent[];
      /** How many turns of the shown branch come before those; absent: none. */
      readonly earlier?: number;
      readonly state: HostState;
    }
  | {
      /** Turns of the shown branch before `turn`; they fold from nothing. */
      readonly type: 'earlier';
      readonly seq: number;
      readonly turn: string;
      readonly events: readonly SessionEvent[];
      /** How many come before those. */
      readonly earlier: number;
    }
  | { readonly type: 'events'; readonly seq: number; readonly events: readonly SessionEvent[] }
  | {
      /** More text of the step that the last of the `events` before lengthened: most of an answer, without its address each time. */
      readonly type: 'more';
      readonly seq: number;
      readonly text: string;
    }
  | { readonly type: 'state'; readonly seq: number; readonly state: HostState }
  | {
      readonly type: 'completions';
      readonly seq: number;
      readonly request: number;
      readonly items: readonly Completion[];
    }
  | {
      /** What is read aloud. `data`: Base64. */
      readonly type: 'sound';
      readonly seq: number;
      readonly id: string;
      readonly mimeType: string;
      readonly data: string;
    }
  | { readonly type: 'focus_prompt'; readonly seq: number };
