// A prompt and its attachments in, the `user_input` step that the model gets out.

import type { AnswerForm } from '../shared/answerForm.ts';
import type { Attachment } from '../shared/attachment.ts';
import { kindOf } from '../shared/mediaTypes.ts';
import type { Output } from '../shared/output.ts';
import type { Content, MediaContent, UserInput } from '../shared/step.ts';

export interface Prompt {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** For this turn only; the person's choice by default. */
  readonly model?: string;
  /** Absent: a text. */
  readonly output?: Output;
  /** The turn it follows; '': none. By default the end of the shown branch, before any side question there. */
  readonly parent?: string;
  /** A side question: it may read and change nothing, and the next prompt does not follow it. */
  readonly side?: boolean;
  /** The shape of the answer; prose by default. */
  readonly form?: AnswerForm;
}

/** Attachments first, each under a line that names it, then what happened since (`news`); the person's own words last. */
export function promptStep(text: string, attachments: readonly Attachment[], news = ''): UserInput {
  const since: Content[] = news ? [{ type: 'text', text: news }] : [];
  return { type: 'user_input', content: [...attachments.flatMap(attached), ...since, { type: 'text', text }] };
}

function attached(attachment: Attachment): Content[] {
  const { kind, label, path, lines, symbol, language, text, data, uri } = attachment;
  if (data !== undefined || uri !== undefined) {
    const medium = mediumOf(attachment);
    const name = path ?? (kind === 'media' ? label : undefined);
    return [
      ...(name === undefined ? [] : [{ type: 'text', text: `Attached ${medium.type}: ${name}` } as const]),
      medium,
    ];
  }
  const fence = longestFence(text ?? '');
  const part = lines ? ` lines ${lines.start}-${lines.end}` : '';
  const name = symbol === undefined ? '' : ` (${symbol})`;
  const whole = `Attached ${kind}: ${path ?? label}${part}${name}\n${fence}${language ?? ''}\n${text ?? ''}\n${fence}`;
  return [{ type: 'text', text: whole }];
}

/** In the API's words (contract section 3.1). What only its address names is a video of YouTube. */
export function mediumOf({ kind, mimeType, data, uri, look = {} }: Attachment): MediaContent {
  const mime = mimeType ?? (kind === 'image' ? 'image/png' : undefined);
  const { resolution, start, end, fps } = look;
  const clip = {
    ...(start === undefined ? {} : { start_offset: `${start}s` }),
    ...(end === undefined ? {} : { end_offset: `${end}s` }),
    ...(fps === undefined ? {} : { fps }),
  };
  return {
    type: mime ? kindOf(mime) : 'video',
    ...(mime ? { mime_type: mime } : {}),
    ...(data === undefined ? { uri } : { data }),
    ...(resolution ? { resolution } : {}),
    ...(Object.keys(clip).length > 0 ? { processing: { type: 'static', ...clip } } : {}),
  };
}

/** A fence that the text itself cannot close. */
function longestFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
