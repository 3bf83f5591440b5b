import { type Reason, refusalReason } from '../api/errors.ts';

const CONFLICTS: readonly Reason['code'][] = [
  'stale',
  'no-such-move',
  'move-over',
  'operation-reused',
  'being-moved',
  'already-deleted',
];

/**
 * For steps that several workers may take: swallows the refusals that mean that somebody else was faster, or that the
 * tenant was imported anew. What is left to do is read again then.
 */
export const ignoreConflicts = (error: unknown): void => {
  refusalReason(error, ...CONFLICTS);
};
