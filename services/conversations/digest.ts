import { createHash } from 'node:crypto';

/** A text that may hold anything, of any length, as a part of a key; nobody can read it back. */
export const keyDigest = (text: string): string => createHash('sha256').update(text).digest('base64url');
