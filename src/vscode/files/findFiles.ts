// The end of a name in, the files of the workspace with it out, on disk or not; packages and what is git's own are left out.

import { RelativePattern, Uri, workspace } from 'vscode';
import { maxFiles, walkVirtual } from './virtualSearch.ts';

/** How long a folder on no disk may take to name its files, in ms; what it named until then counts. */
const patience = 10_000;

/** At most `max`, and of a folder on no disk no more than are among its first 2,000. `ending`: '' for all files. */
export async function findFiles(max: number, ending = ''): Promise<readonly Uri[]> {
  const found = (workspace.workspaceFolders ?? []).map(({ uri }) =>
    uri.scheme === 'file'
      ? workspace.findFiles(new RelativePattern(uri, `**/*${ending}`), '**/{node_modules,.git}/**', max)
      : foundElsewhere(uri, ending),
  );
  return (await Promise.all(found)).flat().slice(0, max);
}

/** Where nobody has registered a search the editor's own waits for one without an end. */
async function foundElsewhere(root: Uri, ending: string): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  const signal = AbortSignal.timeout(patience);
  const walked = async () => {
    let files = 0;
    for await (const path of walkVirtual(root, '', signal)) {
      if (++files > maxFiles) return;
      if (path.endsWith(ending)) found.push(Uri.joinPath(root, path));
    }
  };
  // Its provider may not answer at all.
  const late = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await Promise.race([walked().catch(() => {}), late]);
  return [...found];
}
