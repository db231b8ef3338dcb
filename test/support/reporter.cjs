// A mocha run in, its usual output and what failed before a retry on the screen, and its counts in a file out: --reporter-option base=spec,counts=/abs/file.json
const { writeFileSync } = require('node:fs');
const loaded = require('mocha');

const { reporters } = loaded.default ?? loaded;

/** The file is written at the end of the run only: without it, the run never got there. */
module.exports = class {
  constructor(runner, options) {
    const { base = 'spec', counts } = options.reporterOption ?? {};
    const shown = new reporters[base](runner, options);
    this.done = shown.done?.bind(shown);
    // Mocha says nothing of a try that another one follows: who fixes the test needs the first reason, not the last.
    runner.on('retry', (test, error) => console.log(`    tried again: ${test.title}: ${error.stack}`));
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      if (counts) writeFileSync(counts, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
