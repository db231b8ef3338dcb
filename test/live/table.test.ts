// The table of claims against the real service, for a person with a key: GEMINI_API_KEY=… npm run test:live

import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import { line, runCheck } from './check.ts';
import { checks } from './checks.ts';

const apiKey = process.env.GEMINI_API_KEY ?? '';
const model = process.env.CASTOR_LIVE_MODEL ?? 'gemini-3.8-flash';
const folder = join(repo, 'test-results', 'recordings', new Date().toISOString().slice(0, 10));

describe('what the live service does', () => {
  before(function () {
    if (apiKey !== '') return;
    console.warn('SKIPPED: the live suite needs GEMINI_API_KEY.');
    this.skip();
  });

  for (const check of checks) {
    it(`${check.name} [${check.mark}]`, async function () {
      if (check.needs && !process.env[check.needs]) {
        console.warn(`SKIPPED: ${check.name} needs ${check.needs}.`);
        this.skip();
      }
      const finding = await runCheck(check, { apiKey, model, folder });
      console.log(line(finding));
      // What nobody could verify is looked at, not demanded.
      if (finding.failed && check.mark !== 'U' && check.mark !== 'T') throw new Error(finding.seen);
    });
  }
});
