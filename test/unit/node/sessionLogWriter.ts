// A log's path in, endless appends out, each told on stdout once it is on disk: what the crash test kills.

import { openSessionLog } from '../../../src/node/sessionLog.ts';

const [file = '', name = ''] = process.argv.slice(2);
const opened = await openSessionLog(file);
if (opened.readOnly) {
  process.stdout.write('read-only\n');
} else {
  for (let at = 0; ; at += 1) {
    const text = `${name}:${at}:${'x'.repeat((at * 7919) % 20_000)}`;
    await opened.log.append([{ type: 'prompt.sent', turn: `${at}`, at, text, attachments: [], model: 'm' }], true);
    process.stdout.write(`${at}\n`);
  }
}
