// Names of files and patterns of viewers in, which of them an installed editor shows, and the types they are sent as.

import assert from 'node:assert/strict';
import { hasViewer, isText, mimeTypeOf } from '../../../../src/vscode/stores/mime.ts';

describe('documents of a store', () => {
  it('have a viewer where an editor names their ending', () => {
    const patterns = ['*.pdf', '**/*.{DOCX,odt}', '*.pdfx', '*'];
    for (const [name, shown] of [
      ['docs/guide.pdf', true],
      ['docs/GUIDE.PDF', true],
      ['plan.docx', true],
      ['plan.odt', true],
      ['table.xlsx', false],
      ['pdf', false],
    ] as const)
      assert.equal(hasViewer(name, patterns), shown, name);
    assert.equal(hasViewer('guide.pdf', []), false);
  });

  it('go as what they are, code as text', () => {
    assert.equal(mimeTypeOf('a/b.PDF'), 'application/pdf');
    assert.equal(mimeTypeOf('a/b.ts'), 'text/plain');
    assert.deepEqual(
      [isText('text/plain'), isText('application/pdf'), isText('application/json')],
      [true, false, true],
    );
  });
});
