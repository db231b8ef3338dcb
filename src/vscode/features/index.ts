// The features of the chat: one file, one line.

import { background } from './background.ts';
import { branches } from './branches.ts';
import { browser } from './browser.ts';
import { builtInTools } from './builtInTools.ts';
import { choices } from './choices.ts';
import { codeBlocks } from './codeBlocks.ts';
import { commandTerminal } from './commandTerminal.ts';
import { compaction } from './compaction.ts';
import { composing } from './composing.ts';
import { contextKeys } from './contextKeys.ts';
import { doors } from './doors.ts';
import { extract } from './extract.ts';
import type { ChatPorts, Feature } from './feature.ts';
import { links } from './links.ts';
import { media } from './media.ts';
import { meters } from './meters.ts';
import { models } from './models.ts';
import { notebook } from './notebook.ts';
import { openInteraction } from './openInteraction.ts';
import { outside } from './outside.ts';
import { pictures } from './pictures.ts';
import { plans } from './plans.ts';
import { privacy } from './privacy.ts';
import { prompts } from './prompts.ts';
import { questions } from './questions.ts';
import { queued } from './queued.ts';
import { research } from './research.ts';
import { restore } from './restore.ts';
import { review } from './review.ts';
import { sessions } from './sessions.ts';
import { speech } from './speech.ts';
import { starters } from './starters.ts';
import { statusItem } from './statusItem.ts';
import { stores } from './stores.ts';

export const features = [
  composing,
  queued,
  links,
  codeBlocks,
  review,
  commandTerminal,
  questions,
  plans,
  outside,
  choices,
  builtInTools,
  browser,
  notebook,
  background,
  branches,
  compaction,
  restore,
  sessions,
  privacy,
  meters,
  stores,
  extract,
  models,
  openInteraction,
  doors,
  starters,
  prompts,
  pictures,
  media,
  speech,
  research,
  statusItem,
  contextKeys,
] as const;

type TypesOf<F> = F extends (chat: ChatPorts) => Feature<infer T> ? T : never;

/** The page's commands that are some feature's own. */
export type FeatureCommand = TypesOf<(typeof features)[number]>;
