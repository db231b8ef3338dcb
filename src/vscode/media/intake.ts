// A file that a person gives in, an attachment out: its bytes where it is small, else its address at Google once it is uploaded.

import { randomUUID } from 'node:crypto';
import { l10n, type Uri, window } from 'vscode';
import { bytesOf } from '../../agent/fileContent.ts';
import type { Attachment } from '../../shared/attachment.ts';
import { kindOf, looksLike, type MediaType, mediaTypeOf } from '../../shared/mediaTypes.ts';
import { warnNotAttached } from '../prompt/attachments.ts';
import { imageTypeOf, maxImage } from '../prompt/images.ts';
import type { Pending } from '../prompt/pending.ts';
import { openedFile } from './opened.ts';
import type { Uploads } from './uploads.ts';

/** Bytes that a private session sends along: Base64 of them fits a request (contract section 3.1) beside a conversation. */
const maxPrivate = 20_000_000;
/** What the service takes of one file. */
const maxUpload = 2 * 1024 ** 3;

export interface IntakePorts {
  readonly uploads: Pick<Uploads, 'put'>;
  readonly pending: () => Pending;
  isPrivate(): boolean;
  changed(): void;
}

/** As the page hands it over. `data`: Base64; '' where it was too large for that. */
export interface PastedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly data: string;
}

interface Job {
  readonly from: Uri;
  readonly stop: AbortController;
  /** 0…1; 'processing': all of it is there, and the service works on it. Absent: not begun. */
  progress?: number | 'processing';
  running?: Promise<void>;
}

export class MediaIntake {
  readonly #ports: IntakePorts;
  readonly #jobs = new Map<string, Job>();

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  /** Undefined for a no of the person. Throws an `Error` with a sentence for them. What is not whole yet is uploaded once it is pending. */
  async take(from: Uri, label: string, path?: string): Promise<Attachment | undefined> {
    const type = mediaTypeOf(from.path);
    if (!type) throw new Error(l10n.t('It is no picture, sound, video or document that Gemini takes.'));
    const { content } = await openedFile(from.toString());
    const { size } = content;
    if (size > maxUpload) throw new Error(l10n.t('It is larger than 2 GB, the most that Google takes.'));
    const head = await bytesOf(content, 1024);
    const mimeType = trueType(type, head);
    if (size === 0 || !mimeType) throw new Error(notThat(type));
    const common = { id: randomUUID(), label, ...(path === undefined ? {} : { path }), mimeType };
    const secret = this.#ports.isPrivate();
    if (size <= (secret ? maxPrivate : maxImage)) {
      const data = Buffer.from((await bytesOf(content)).buffer).toString('base64');
      return { ...common, kind: type.type === 'image' ? 'image' : 'media', data };
    }
    if (secret && !(await mayUpload(label))) return undefined;
    this.#jobs.set(common.id, { from, stop: new AbortController() });
    return { ...common, kind: 'media', bytes: size };
  }

  /** What was pasted, or dropped from outside of the editor. Throws as `take`. */
  given({ name, mimeType: said, data }: PastedFile): Attachment {
    if (data === '')
      throw new Error(l10n.t('It is larger than 7 MB. Pick it with Attach, among the files of this computer.'));
    const type = mediaTypeOf(name) ?? { type: kindOf(said), mimeType: said };
    const mimeType = trueType(type, Buffer.from(data.slice(0, 1368), 'base64'));
    if (!mimeType) throw new Error(notThat(type));
    return { id: randomUUID(), kind: type.type === 'image' ? 'image' : 'media', label: name, mimeType, data };
  }

  /** Begins what is pending and not whole, ends what is no longer pending. */
  sync(): void {
    for (const [id, job] of this.#jobs) {
      const found = this.#ports.pending().find(id);
      if (!found && job.running) job.stop.abort();
      if (found) job.running ??= this.#upload(found, job);
    }
  }

  /** Undefined: it is whole. */
  progress(id: string): number | 'processing' | undefined {
    return this.#jobs.get(id)?.progress;
  }

  /** Resolves once nothing is being uploaded. */
  async idle(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map(({ running }) => running));
  }

  /** Never rejects. */
  async #upload({ id, label, mimeType = '', bytes = 1 }: Attachment, job: Job): Promise<void> {
    const { uploads, pending, changed } = this.#ports;
    const progress = (done: number | 'processing') => {
      job.progress = done === 'processing' ? done : done / bytes;
      changed();
    };
    job.progress = 0;
    try {
      const { uri } = await uploads.put(
        job.from.toString(),
        { displayName: label, mimeType },
        progress,
        job.stop.signal,
      );
      this.#jobs.delete(id);
      pending().change(id, { uri });
    } catch (error) {
      this.#jobs.delete(id);
      pending().remove(id);
      if (!job.stop.signal.aborted) warnNotAttached(label, error);
    }
  }
}

/** By its first bytes where they tell: of an image whatever its name says. Undefined: it is none that the name says. */
function trueType(type: MediaType, head: Uint8Array): string | undefined {
  const image = type.type === 'image' ? imageTypeOf(head) : undefined;
  return image ?? (looksLike(type, head) ? type.mimeType : undefined);
}

function notThat({ type, mimeType }: MediaType): string {
  return type === 'image'
    ? l10n.t('It is no image that Gemini takes: PNG, JPEG, WebP, HEIC or HEIF.')
    : l10n.t('It is no {0}, whatever its name says.', mimeType);
}

async function mayUpload(label: string): Promise<boolean> {
  const yes = l10n.t('Upload');
  const detail = l10n.t(
    'It is too large to go along with a request. Uploaded, Google keeps it for 48 hours, also for this private session. You can delete it before in the view Files at Google.',
  );
  return (
    (await window.showWarningMessage(l10n.t('Upload {0} to Google?', label), { modal: true, detail }, yes)) === yes
  );
}
