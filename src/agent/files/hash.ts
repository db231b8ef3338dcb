// Text or bytes in, the SHA-256 (hex) that names them out.

/** Of the text in UTF-8: the name of a content in approvals, reads and changes. */
export async function sha256(text: string): Promise<string> {
  return sha256Bytes(new TextEncoder().encode(text));
}

/** Of raw bytes: the name of a content in checkpoints. */
export async function sha256Bytes(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
