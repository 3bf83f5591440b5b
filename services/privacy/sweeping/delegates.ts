import type { TenantRecord } from '../../commerce/api/types.ts';
import type { Redis } from '../../redis/client.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { rewritePieces } from './rewriting.ts';

type DelegatedAdmin = TenantRecord['delegatedAdmins'][number];

/** Takes a partner's admins out of the record of a customer, for whom they can act no longer then. */
export const withoutDelegates = async (
  redis: Redis,
  key: string,
  isGone: (admin: DelegatedAdmin) => boolean,
): Promise<void> => {
  const now = ({ text }: Piece): string => {
    const record: TenantRecord = JSON.parse(text);
    return JSON.stringify({
      ...record,
      delegatedAdmins: record.delegatedAdmins.filter((admin) => !isGone(admin)),
    });
  };
  for await (const pieces of piecesOf(redis, key, 'string'))
    await rewritePieces(
      { redis, key, type: 'string' },
      pieces.map((piece) => ({ was: piece.text, now: now(piece) })),
    );
};
