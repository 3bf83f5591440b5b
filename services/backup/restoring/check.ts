import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { z } from 'zod';
import { SCHEMA_VERSION } from '../../commerce/migrations/schema.ts';
import { type Head, type KeyPiece, LINES } from '../format.ts';
import { isKnown } from '../kept-families.ts';
import { textLines } from '../lines.ts';
import { newerBackup, notABackup } from '../refusals.ts';

/** The lines of a file that is a whole backup, some of it in memory at a time. */
export interface CheckedBackup {
  readonly head: Head;
  /** SHA-256 of all of it, as `sha256sum` tells it. */
  readonly digest: string;
  readonly pieces: () => AsyncGenerator<KeyPiece>;
}

/**
 * Reads a backup from end to end before anything is done with it.
 * @throws {BackupRefused} it is not whole, was changed, or is of a newer version
 */
export const checkBackup = async (file: string): Promise<CheckedBackup> => {
  const digest = createHash('sha256');
  let head: Head | undefined;
  let [ended, number] = [false, 0];
  for await (const line of textLines(textOf(file))) {
    number += 1;
    if (ended) throw notABackup(number, 'stands behind the end');
    if (head === undefined) head = headIn(line);
    else if (line.startsWith('{"lines":')) ended = isEnd(line, number, digest.copy().digest('hex'));
    else pieceIn(line, number);
    digest.update(`${line}\n`);
  }
  if (head === undefined || !ended) throw notABackup(number + 1, 'is missing, and with it the end');
  return { head, digest: digest.digest('hex'), pieces: () => piecesIn(file) };
};

async function* piecesIn(file: string): AsyncGenerator<KeyPiece> {
  let number = 0;
  for await (const line of textLines(textOf(file))) {
    number += 1;
    if (number > 1 && !line.startsWith('{"lines":')) yield pieceIn(line, number);
  }
}

const textOf = (file: string): AsyncIterable<string> => createReadStream(file, 'utf8');

const parsed = <Schema extends z.ZodType>(schema: Schema, line: string, number: number): z.output<Schema> => {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw notABackup(number, 'is none of a backup');
  }
};

const headIn = (line: string): Head => {
  const head = parsed(LINES.head, line, 1);
  if (head.schema > SCHEMA_VERSION) throw newerBackup(head.schema, SCHEMA_VERSION);
  return head;
};

const pieceIn = (line: string, number: number): KeyPiece => {
  const piece = parsed(LINES.piece, line, number);
  if (!isKnown(piece.of, piece.key)) throw notABackup(number, `has ${piece.key}, which this version does not know`);
  return piece;
};

const isEnd = (line: string, number: number, sha256: string): true => {
  const end = parsed(LINES.end, line, number);
  if (end.lines !== number - 1) throw notABackup(number, `tells of ${end.lines} lines before it`);
  if (end.sha256 !== sha256) throw notABackup(number, 'tells that something before it was changed');
  return true;
};
