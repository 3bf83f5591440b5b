import { createHash } from 'node:crypto';
import type { Head } from '../format.ts';
import type { Draft } from './draft.ts';
import type { Records } from './records.ts';

/** What is printed of a draft. */
interface Taken {
  readonly head: Omit<Head, 'takenAt'>;
  readonly takenAt: string;
  readonly records: Records;
}

/** The text of a backup, a line at a time: its head, of a draft what was read last, its end. */
export async function* printed({ head, takenAt, records }: Taken, draft: Draft): AsyncGenerator<string> {
  const digest = createHash('sha256');
  let lines = 0;
  const counted = (line: string): string => {
    lines += 1;
    const text = `${line}\n`;
    digest.update(text);
    return text;
  };
  yield counted(JSON.stringify({ ...head, takenAt }));
  let number = 0;
  for await (const line of draft.lines()) {
    number += 1;
    if (records.isCurrent(line, number)) yield counted(line);
  }
  yield `${JSON.stringify({ lines, sha256: digest.digest('hex') })}\n`;
}
