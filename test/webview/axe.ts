// An open page in, what axe finds in it out, a line for each rule.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import type { Opened } from './page.ts';

const axe = readFileSync(join(repo, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Through the debugger: the page's own policy lets no foreign script in. */
export function findings({ page }: Opened): Promise<readonly string[]> {
  return page.evaluate(`${axe}; axe.run(document, { rules: { 'heading-order': { enabled: false } } })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')))`);
}
