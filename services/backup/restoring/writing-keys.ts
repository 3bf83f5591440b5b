import type { Redis } from '../../redis/client.ts';
import type { KeyPiece } from '../format.ts';

type Transaction = ReturnType<Redis['multi']>;

/** Writes a piece of a key; the first one takes the place of what is there. */
export const writePiece = (transaction: Transaction, key: string, piece: KeyPiece): void => {
  if (!piece.more) transaction.del(key);
  writeContent(transaction, key, piece);
  if (piece.until !== undefined) transaction.pExpireAt(key, piece.until);
};

const writeContent = (transaction: Transaction, key: string, { type, value }: KeyPiece): void => {
  if (type === 'string') transaction.set(key, value);
  else if (type === 'stream') for (const [id, fields] of value) transaction.xAdd(key, id, fields);
  else if (sizeOf(value) === 0) return;
  else if (type === 'hash') transaction.hSet(key, value);
  else if (type === 'set') transaction.sAdd(key, value);
  else if (type === 'list') transaction.rPush(key, value);
  else
    transaction.zAdd(
      key,
      value.map(([member, score]) => ({ value: member, score })),
    );
};

/** Members of what a piece holds. */
export const sizeOf = (value: KeyPiece['value']): number =>
  typeof value === 'string' ? 1 : Array.isArray(value) ? value.length : Object.keys(value).length;
