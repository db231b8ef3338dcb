// `--port N --scenarios DIR --brain` in, a served emulator and one line with its address out; runs until killed.

import { parseArgs } from 'node:util';
import { readScenarios } from './read.ts';
import { startEmulator } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    scenarios: { type: 'string', multiple: true, default: [] },
    brain: { type: 'boolean', default: false },
  },
});

const scenarios = (await Promise.all(values.scenarios.map(readScenarios))).flat();
const emulator = await startEmulator({ port: Number(values.port), scenarios, brain: values.brain });
console.log(`Gemini emulator at ${emulator.url} (${scenarios.length} scenarios${values.brain ? ', brain' : ''})`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void emulator.close().then(() => process.exit(0));
  });
}
