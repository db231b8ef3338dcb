// Run alone: `URL FILE` uploads the file as Castor does, then prints by how many bytes the process grew at most, and the ms it took.

import { createGemini } from '../../src/gemini/gemini.ts';
import { contentHash, fileContent } from '../../src/node/fileContent.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';
import { Uploads } from '../../src/vscode/media/uploads.ts';

const [url = '', file = ''] = process.argv.slice(2);
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const { signal } = new AbortController();
const gemini = createGemini({ apiKey: 'k', baseUrl: url, clock, log: quiet });
const uploads = new Uploads({
  open: async () => {
    const content = await fileContent(file, 'changed');
    return { content, changed: 1, hash: (stop) => contentHash(content, stop) };
  },
  gemini: async () => gemini,
  owner: async () => 'k',
  memento: { get: (_, fallback) => fallback, update: async () => {} },
  now: Date.now,
});
await gemini.warm(signal);
const before = process.memoryUsage.rss();
let most = before;
const look = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 5);
const start = performance.now();
await uploads.put(file, { displayName: 'film.mp4', mimeType: 'video/mp4' }, () => {}, signal);
clearInterval(look);
process.stdout.write(`${most - before} ${performance.now() - start}`);
process.exit(0);
