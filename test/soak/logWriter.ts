// A folder, a round and a number in, endless appends to that many logs side by side out, each told on stdout once it is acknowledged: what the soak kills.

import { writeSync } from 'node:fs';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { sessionFile } from '../../src/node/sessionLogList.ts';

const [folder = '', round = '', logs = '1'] = process.argv.slice(2);

await Promise.all(Array.from({ length: Number(logs) }, (_, log) => write(log)));

async function write(log: number): Promise<void> {
  const { log: open, readOnly } = await openSessionLog(sessionFile(folder, `s${log}`));
  if (readOnly) return void writeSync(1, `${log} read-only\n`);
  for (let at = 0; ; at++) {
    const text = `${round}:${at}:${'x'.repeat((at * 7919 + log * 31) % 4000)}`;
    await open.append([{ type: 'prompt.sent', turn: `${at}`, at, text, attachments: [], model: 'm' }], true);
    // At once, whoever listens: a word that waits in this process would be lost with it.
    writeSync(1, `${log} ${at}\n`);
  }
}
