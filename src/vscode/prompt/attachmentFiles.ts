// Attachments that are no file of their own (a paste, a listing, an image) in, read-only documents that show them out.

import { commands, Disposable, EventEmitter, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';

const scheme = 'castor-attachment';

type Find = (id: string) => Attachment | undefined;

/** Those that wait to be sent, in any prompt box. Reading another fails as for a file that is gone. */
export class AttachmentFiles implements Disposable {
  readonly #finds = new Set<Find>();
  readonly #registration: Disposable;

  constructor() {
    const changed = new EventEmitter<never>();
    const refuse = () => {
      throw FileSystemError.NoPermissions('Attachments cannot be changed.');
    };
    this.#registration = workspace.registerFileSystemProvider(
      scheme,
      {
        onDidChangeFile: changed.event,
        watch: () => new Disposable(() => {}),
        stat: (uri) => ({ type: FileType.File, ctime: 0, mtime: 0, size: this.#bytes(uri).byteLength }),
        readFile: (uri) => this.#bytes(uri),
        readDirectory: () => [],
        createDirectory: refuse,
        writeFile: refuse,
        delete: refuse,
        rename: refuse,
      },
      { isReadonly: true },
    );
  }

  /** `find`: the attachment of an id, in one prompt box. */
  with(find: Find): Disposable {
    this.#finds.add(find);
    return new Disposable(() => this.#finds.delete(find));
  }

  /** The name keeps its ending, because the editor tells by it what to show the bytes with. */
  open({ id, label }: Attachment): Thenable<unknown> {
    const name = label.replace(/[/\\:]+/g, '_');
    return commands.executeCommand('vscode.open', Uri.from({ scheme, path: `/${name}`, query: id }), { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #bytes(uri: Uri): Uint8Array {
    const found = [...this.#finds].map((find) => find(uri.query)).find((one) => one !== undefined);
    if (!found) throw FileSystemError.FileNotFound(uri);
    return Buffer.from(found.data ?? found.text ?? '', found.data === undefined ? 'utf8' : 'base64');
  }
}
