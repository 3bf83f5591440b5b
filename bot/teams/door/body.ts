import type { IncomingMessage } from 'node:http';
import { RequestRefused } from './request-refused.ts';

/** An activity is a few kilobytes; Teams' largest is about 100. */
const MOST_BYTES = 256 * 1024;

/** Levels of lists and objects within each other. A card with data has about 15. */
const MOST_LEVELS = 50;

/**
 * What was sent, or undefined where it is more than the limit. What counts is what arrives, not what was announced; the
 * rest is thrown away as it comes, so that the sender can read the answer.
 */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) break;
    chunks.push(chunk);
  }
  if (size <= limit) return Buffer.concat(chunks);
  request.resume();
  return undefined;
};

/**
 * The JSON that was sent.
 * @throws {RequestRefused} 413 where it is too large, 400 where it is not JSON in UTF-8 or too deep for what walks it
 */
export const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const bytes = await readBody(request, MOST_BYTES);
  if (!bytes) throw new RequestRefused(413, 'too-large');
  const value = parsed(bytes);
  if (levelsOf(value) > MOST_LEVELS) throw new RequestRefused(400, 'too-deep');
  return value;
};

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RequestRefused(400, 'not-json');
  }
};

/** Counted level by level, as a function that calls itself would be what fails. */
const levelsOf = (value: unknown): number => {
  let [levels, level] = [0, [value]];
  while (levels <= MOST_LEVELS) {
    level = level.flatMap((each) => (each !== null && typeof each === 'object' ? Object.values(each) : []));
    if (level.length === 0) return levels;
    levels++;
  }
  return levels;
};
