// A prompt and its attachments in, the `user_input` step that the model gets out.

import type { Attachment } from '../shared/events.ts';
import type { Content, UserInput } from '../shared/step.ts';

/** Attachments first, each under a line that names it; the person's own words last. */
export function promptStep(text: string, attachments: readonly Attachment[]): UserInput {
  return { type: 'user_input', content: [...attachments.flatMap(attached), { type: 'text', text }] };
}

function attached({ kind, label, path, lines, symbol, language, text, mimeType, data }: Attachment): Content[] {
  if (kind === 'image' && data !== undefined) {
    const name: Content[] = path === undefined ? [] : [{ type: 'text', text: `Attached image: ${path}` }];
    return [...name, { type: 'image', mime_type: mimeType ?? 'image/png', data }];
  }
  const fence = longestFence(text ?? '');
  const part = lines ? ` lines ${lines.start}-${lines.end}` : '';
  const name = symbol === undefined ? '' : ` (${symbol})`;
  const whole = `Attached ${kind}: ${path ?? label}${part}${name}\n${fence}${language ?? ''}\n${text ?? ''}\n${fence}`;
  return [{ type: 'text', text: whole }];
}

/** A fence that the text itself cannot close. */
function longestFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
