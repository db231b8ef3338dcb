// Every soak of the table in a small number, with the same seed each time: what `npm run soak` does in full.

import { soaks } from '../soak/soaks.ts';

describe('soaks, in a small number', () => {
  for (const [name, { title, few, run }] of Object.entries(soaks)) {
    it(`${name}: ${few} ${title}`, async function () {
      this.timeout(60_000);
      await run(few, 1);
    });
  }
});
