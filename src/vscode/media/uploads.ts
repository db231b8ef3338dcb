// Files of this machine in, files at Google that prompts can refer to out: uploaded once while they live, and again when they are gone.

import type { FileContent } from '../../agent/fileContent.ts';
import type { Gemini } from '../../agent/ports.ts';
import type { RemoteFile, UploadProgress } from '../../agent/remoteFiles.ts';

/** What is known of an upload after it: enough to find it again, and to repeat it. */
export interface Uploaded extends Omit<RemoteFile, 'state'> {
  /** Unix ms; 0: deleted before. */
  readonly expires: number;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  /** Names the key and the server it was uploaded with. */
  readonly owner: string;
  /** The file's address in the editor's terms, and when it was changed last (Unix ms). */
  readonly from: string;
  readonly changed: number;
}

/** A file that is read as it is needed. `changed`: Unix ms. */
export interface OpenedFile {
  readonly content: FileContent;
  readonly changed: number;
  /** SHA-256, hex. */
  hash(signal: AbortSignal): Promise<string>;
}

export interface UploadsPorts {
  /** By its address in the editor's terms. Rejects for a file that is not there. */
  open(from: string): Promise<OpenedFile>;
  gemini(): Promise<Pick<Gemini, 'files'>>;
  owner(): Promise<string>;
  readonly memento: { get<T>(key: string, fallback: T): T; update(key: string, value: unknown): PromiseLike<void> };
  now(): number;
}

const key = 'castor.uploads';
const mostKept = 300;
/** A file that ends sooner than this is as good as gone: the request that refers to it may take a while. Ms. */
const margin = 5 * 60_000;

type Progress = (progress: UploadProgress) => void;

export class Uploads {
  readonly #ports: UploadsPorts;

  constructor(ports: UploadsPorts) {
    this.#ports = ports;
  }

  get known(): readonly Uploaded[] {
    return this.#ports.memento.get<readonly Uploaded[]>(key, []);
  }

  /** Rejects with a `FailureError`, with the disk's error, or with the signal's reason. */
  async put(
    from: string,
    { displayName, mimeType }: Pick<RemoteFile, 'displayName' | 'mimeType'>,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Uploaded> {
    const { content, changed, hash: hashOf } = await this.#ports.open(from);
    const owner = await this.#ports.owner();
    const same = this.known.find((one) => one.from === from && one.changed === changed && one.bytes === content.size);
    const hash = same?.hash ?? (await hashOf(signal));
    const { files } = await this.#ports.gemini();
    const alive = await this.#alive(hash, owner, mimeType, signal);
    const { state: _, ...file } = alive ?? (await files.upload({ displayName, mimeType, content }, progress, signal));
    const uploaded = { ...file, hash, owner, changed, from };
    await this.#keep(uploaded);
    return uploaded;
  }

  /** The address to refer to a file by from now on, uploaded again where it is gone; the same for one that lives, and for one unknown here. */
  async living(uri: string, signal: AbortSignal): Promise<string> {
    const known = this.known.find((one) => one.uri === uri);
    if (!known || ((await this.#ports.owner()) === known.owner && this.#lives(known))) return uri;
    const { content, hash } = await this.#ports.open(known.from);
    if (content.size !== known.bytes || (await hash(signal)) !== known.hash) throw new Error(known.displayName);
    return (await this.put(known.from, known, () => {}, signal)).uri;
  }

  /** It is no more, whatever was known. True: it was known. */
  async gone(name: string): Promise<boolean> {
    const { known } = this;
    await this.#ports.memento.update(
      key,
      known.map((one) => (one.name === name ? { ...one, expires: 0 } : one)),
    );
    return known.some((one) => one.name === name);
  }

  #lives({ expires }: Uploaded): boolean {
    return expires > this.#ports.now() + margin;
  }

  /** The service has the last word on whether it is still there. */
  async #alive(hash: string, owner: string, mimeType: string, signal: AbortSignal): Promise<RemoteFile | undefined> {
    const found = this.known.find(
      (one) => one.hash === hash && one.owner === owner && one.mimeType === mimeType && this.#lives(one),
    );
    const file = found && (await (await this.#ports.gemini()).files.get(found.name, signal));
    return file?.state === 'active' ? file : undefined;
  }

  async #keep(uploaded: Uploaded): Promise<void> {
    const others = this.known.filter(({ name }) => name !== uploaded.name);
    await this.#ports.memento.update(key, [...others.slice(1 - mostKept), uploaded]);
  }
}
