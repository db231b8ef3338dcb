// Content the page already has in, an address of it for a frame or a picture out, taken back when it is no longer shown.

import { useLayoutEffect, useState } from 'preact/hooks';

/** Undefined without content, until the address is made, and for what is no Base64. */
export function useBlob(content: string | undefined, mimeType: string, coding: 'text' | 'base64'): string | undefined {
  const [address, setAddress] = useState<string>();
  useLayoutEffect(() => {
    const part = content === undefined ? undefined : coding === 'text' ? content : bytesOf(content);
    if (part === undefined) {
      setAddress(undefined);
      return undefined;
    }
    const made = URL.createObjectURL(new Blob([part], { type: mimeType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content, mimeType, coding]);
  return address;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
