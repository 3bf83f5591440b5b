import { z } from 'zod';

/**
 * A backup of one tenant: lines of JSON. The first is the head, the last tells how many lines stand before it and what
 * their SHA-256 is, and each other one is a piece of a key as Redis has it.
 */
export const BACKUP_FORMAT = 'self-service-purchases/backup@1';

const head = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  /** The form of what follows: see `services/commerce/migrations`. */
  schema: z.number().int().positive(),
  tenant: z.strictObject({ id: z.guid(), name: z.string() }),
  takenAt: z.iso.datetime(),
  /** The last entry of the audit trail; '' for none. */
  lastChange: z.string(),
});

const of = {
  /** The key without tenant and generation. */
  key: z.string().min(1),
  /** Whether it is of an import, or outlives one. */
  of: z.enum(['import', 'tenant']),
  /** Not the first piece of the key. */
  more: z.literal(true).optional(),
  /** When it goes away by itself (ms). */
  until: z.number().int().optional(),
};
const texts = z.array(z.string());
const fields = z.record(z.string(), z.string());

const piece = z.discriminatedUnion('type', [
  z.strictObject({ ...of, type: z.literal('string'), value: z.string() }),
  z.strictObject({ ...of, type: z.literal('hash'), value: fields }),
  z.strictObject({ ...of, type: z.literal('set'), value: texts }),
  z.strictObject({ ...of, type: z.literal('list'), value: texts }),
  z.strictObject({ ...of, type: z.literal('zset'), value: z.array(z.tuple([z.string(), z.number()])) }),
  z.strictObject({ ...of, type: z.literal('stream'), value: z.array(z.tuple([z.string(), fields])) }),
]);

const end = z.strictObject({ lines: z.number().int().positive(), sha256: z.string() });

export type Head = z.infer<typeof head>;
export type KeyPiece = z.infer<typeof piece>;

export const LINES = { head, piece, end };
