// A counter in, ids and signatures that look like the service's out; the same in every run.

import { createHash } from 'node:crypto';

const digest = (seed: string): Buffer => createHash('sha256').update(seed).digest();

/** One own part of an interaction id: 23 characters, as recorded. */
export const ownPart = (seed: string): string => digest(`own ${seed}`).toString('base64url').slice(0, 23);

/** `v1_` and base64url of a protobuf: field 1 the root of the chain, field 2 the interaction itself; equal on the first turn. */
export function interactionId(root: string, own: string): string {
  const field = (tag: number, value: string): Buffer =>
    Buffer.concat([Buffer.from([tag, value.length]), Buffer.from(value)]);
  return `v1_${Buffer.concat([field(0x0a, root), field(0x12, own)]).toString('base64url')}`;
}

/** Eight characters, as recorded call ids have. */
export const callId = (seed: string): string =>
  BigInt(`0x${digest(`call ${seed}`).toString('hex')}`)
    .toString(36)
    .slice(0, 8);

/** Base64 of about `bytes` bytes. */
export function signature(seed: string, bytes = 96): string {
  const block = digest(`signature ${seed}`);
  return Buffer.alloc(Math.max(1, bytes), block).toString('base64');
}

export const eventId = (seed: string, number: number): string =>
  `evt_${digest(`event ${seed}`).toString('base64url').slice(0, 6)}_${number}`;
