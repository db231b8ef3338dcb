// Files with text and diagnostics of real collections in, what the search and the problems tools tell the model out.

import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { Diagnostic, DiagnosticSeverity, env, languages, Range, Uri, version } from 'vscode';
import type { ToolContext } from '../../../src/agent/calls/tool.ts';
import { findRipgrep } from '../../../src/node/ripgrep.ts';
import { getProblems } from '../../../src/tools/getProblems.ts';
import { search } from '../../../src/tools/search.ts';
import { toolContext } from '../../support/toolContext.ts';
import { at, never, outside, place, port, write } from './world.ts';

const context = (places: ToolContext['places'] = []) =>
  toolContext({ workspace: port }, { places, judge: ({ path, operation }) => place(path, operation), signal: never });

export function finding(): void {
  describe('search', () => {
    it('uses the ripgrep that VS Code ships', async function () {
      const shipped = ['ripgrep-universal/bin', 'ripgrep/bin'].some((path) =>
        existsSync(`${env.appRoot}/node_modules/@vscode/${path}`),
      );
      if (!shipped) {
        // Until 1.121 the package downloads its program in an install script, which does not run here.
        console.warn(`SKIPPED: this VS Code ${version} has no ripgrep of its own`);
        return this.skip();
      }
      const found = await findRipgrep(env.appRoot, {});
      assert.ok(found?.startsWith(env.appRoot), `${found} below ${env.appRoot}`);
      assert.ok(statSync(found!).isFile());
    });

    it('finds lines, obeys ignore files and hides secrets', async () => {
      write('find/a.txt', 'needle in hay\nnothing\nneedle again\n');
      write('find/.gitignore', 'skipped.txt\n');
      write('find/skipped.txt', 'needle in a skipped file\n');
      write('.env', 'TOKEN=needle\n');
      const found = await port.search({ pattern: 'needle', isRegex: false, include: 'find/**', maxMatches: 10 }, never);
      assert.deepEqual(
        found.matches.map(({ path, line }) => `${path}:${line}`),
        ['find/a.txt:1', 'find/a.txt:3'],
      );
      const { content } = await search.run!({ pattern: 'needle' }, context());
      assert.match(String(content), /find\/a\.txt\n {2}1: needle in hay\n {2}3: needle again/);
      assert.match(String(content), /1 match in secret files not shown/);
      assert.doesNotMatch(String(content), /TOKEN/);
    });
  });

  describe('get_problems', () => {
    it('tells what a diagnostic collection holds, by severity', async () => {
      write('broken.ts', 'const a = 1\nlet b\n');
      const collection = languages.createDiagnosticCollection('castor-test');
      const warning = new Diagnostic(new Range(1, 4, 1, 5), 'b is never read', DiagnosticSeverity.Warning);
      const error = new Diagnostic(new Range(0, 6, 0, 7), 'a is wrong', DiagnosticSeverity.Error);
      error.source = 'ts';
      error.code = { value: 2322, target: Uri.parse('https://example.test') };
      collection.set(Uri.file(at('broken.ts')), [warning, error]);
      collection.set(Uri.file(outside('elsewhere.ts')), [new Diagnostic(new Range(0, 0, 0, 1), 'CANARY')]);
      try {
        const judged = await place('broken.ts', 'read');
        const { content, summary } = await getProblems.run!({ path: 'broken.ts' }, context([judged]));
        assert.equal(
          content,
          '1 error, 1 warning in broken.ts.\nbroken.ts\n  1:7 error: a is wrong (ts 2322)\n  2:5 warning: b is never read',
        );
        assert.equal(summary, '1 error, 1 warning');
        const all = await getProblems.run!({}, context());
        assert.match(String(all.content), /a is wrong/);
        assert.doesNotMatch(String(all.content), /CANARY/);
      } finally {
        collection.dispose();
      }
    });
  });
}
