// Messages in, lines of the "Castor" output channel out, with everything that looks like a key taken out.

import { inspect } from 'node:util';
import type { LogOutputChannel } from 'vscode';
import type { Log } from '../agent/ports.ts';

/** A log that never shows a key: neither the shapes that Google's keys have nor the texts that `conceal` was told of. */
export interface SafeLog extends Log {
  conceal(secret: string): void;
}

/** Google's keys as of 2026: `AIza…` (39 characters) and `AQ.…`; and whatever follows the name of the header or parameter that carries one. */
const shapes = [
  /AIza[\w-]{30,}/g,
  /\bAQ\.[\w-]{20,}/g,
  /(?<=x-goog-api-key["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
  /(?<=[?&]key=)[^\s&"']+/gi,
];

/** Characters of one line; more is cut, after the keys are out. */
const longest = 20_000;

export function safeLog(channel: Pick<LogOutputChannel, keyof Log>): SafeLog {
  const secrets = new Set<string>();
  const write =
    (level: keyof Log) =>
    (message: string, ...details: unknown[]) => {
      const line = redact([message, ...details.map(readable)].join(' '), secrets);
      channel[level](line.length > longest ? `${line.slice(0, longest)}…` : line);
    };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    conceal(secret) {
      if (secret) secrets.add(secret);
    },
  };
}

/** The line without its secrets. */
export function redact(line: string, secrets: Iterable<string>): string {
  let safe = line;
  for (const secret of secrets) safe = safe.replaceAll(secret, '[key]');
  for (const shape of shapes) safe = safe.replace(shape, '[key]');
  return safe;
}

function readable(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  if (detail instanceof Error) return detail.stack ?? detail.message;
  // Nothing is cut here: half a key would not be known as one.
  return inspect(detail, { depth: 4, breakLength: Number.POSITIVE_INFINITY, maxStringLength: null });
}
