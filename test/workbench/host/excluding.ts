// Ignore files on disk in, what the gate says to a model that wants the files they name out, as they come, change and go.

import assert from 'node:assert/strict';
import { unlinkSync } from 'node:fs';
import { judge } from '../../../src/gate/judge.ts';
import type { Operation } from '../../../src/gate/judged.ts';
import { diskFacts } from '../../../src/node/facts.ts';
import { Exclusions } from '../../../src/vscode/files/exclusions.ts';
import { workspaceFolders } from '../../../src/vscode/files/folders.ts';
import { at, until, write } from './world.ts';

export function excluding(): void {
  describe('files that the workspace keeps from models', () => {
    let exclusions: Exclusions;
    before(() => {
      write('kept/.aiexclude', '*.private\ninner/\n');
      write('kept/a.private', 'CANARY');
      write('kept/a.txt', '');
      write('kept/inner/deep.txt', 'CANARY');
      write('secret-plan.md', 'CANARY');
      exclusions = new Exclusions();
    });
    after(() => exclusions.dispose());

    async function verdict(path: string, operation: Operation = 'read') {
      const excludes = await exclusions.ready();
      const judged = await judge({ operation, path }, { folders: workspaceFolders(), facts: diskFacts, excludes });
      return judged.verdict;
    }

    it('are denied below the folder of the ignore file, and only there', async () => {
      assert.equal(await verdict('kept/a.private'), 'deny');
      assert.equal(await verdict('kept/inner/deep.txt'), 'deny');
      assert.equal(await verdict('kept/inner/new.txt', 'create'), 'deny');
      assert.equal(await verdict('kept/a.txt'), 'allow');
      assert.equal(await verdict('secret-plan.md'), 'allow');
    });

    it('are denied as soon as an ignore file appears, by an answer given before', async () => {
      const excludes = await exclusions.ready();
      const [folder] = workspaceFolders();
      assert.equal(excludes('secret-plan.md', folder!), false);
      write('.geminiignore', 'secret-*\n');
      await until('the new file counts', () => excludes('secret-plan.md', folder!));
      assert.equal(await verdict('secret-plan.md'), 'deny');
      write('.geminiignore', '# nothing\n');
      await until('the change counts', () => !excludes('secret-plan.md', folder!));
      unlinkSync(at('.geminiignore'));
      // What is asked each time is looked up once a second.
      await until('it may be read again', async () => (await verdict('secret-plan.md')) === 'allow');
    });

    it('are all of a folder that was never read', async () => {
      const excludes = await exclusions.ready();
      assert.equal(excludes('a.txt', { name: 'x', root: '/elsewhere', onDisk: true }), true);
    });
  });
}
