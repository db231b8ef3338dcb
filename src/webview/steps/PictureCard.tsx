// A picture of an answer and its place in, the picture with what a person can do with it out.

import type { JSX } from 'preact';
import type { Command } from '../../shared/messages.ts';
import { CopyButton } from '../CopyButton.tsx';
import { Icon, type IconName } from '../Icon.tsx';
import { type Word, word } from '../words.ts';
import { Picture } from './Picture.tsx';

/** Where the picture stands: our key of the interaction, the step's index, the block's place in its content. */
export interface MediaPlace {
  readonly interaction: string;
  readonly index: number;
  readonly part: number;
}

interface Props {
  readonly mimeType: string | undefined;
  /** Base64. */
  readonly data: string;
  readonly place: MediaPlace;
  readonly post: (command: Command) => void;
}

const deeds: readonly (readonly ['edit_picture' | 'open_media' | 'save_media', Word, IconName])[] = [
  ['edit_picture', 'editPicture', 'edit'],
  ['open_media', 'openPicture', 'open'],
  ['save_media', 'savePicture', 'save'],
];

export function PictureCard({ mimeType, data, place, post }: Props): JSX.Element {
  return (
    <figure class="picture-card">
      <Picture mimeType={mimeType} data={data} />
      <figcaption class="picture-deeds">
        {deeds.map(([type, name, icon]) => (
          <button
            key={type}
            type="button"
            class="tool"
            aria-label={word(name)}
            title={word(name)}
            onClick={() => post({ type, ...place })}
          >
            <Icon name={icon} />
          </button>
        ))}
        {mimeType === 'image/png' && <CopyButton label={word('copyPicture')} onCopy={() => void copy(data)} />}
      </figcaption>
    </figure>
  );
}

/** The clipboard takes PNG alone, and not where the page may not write to it. */
async function copy(data: string): Promise<void> {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const item = new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) });
  await navigator.clipboard.write([item]).catch(() => {});
}
