import { randomUUID } from 'node:crypto';
import { DAY_MS } from '../rules/term.ts';
import type { Service } from './service.ts';

/** How long what a card told may be confirmed. Operations are remembered for longer, so none can act twice. */
const CONFIRMABLE_MS = DAY_MS;
/** How far ahead the clock of another process may be. */
const SKEW_MS = 5 * 60 * 1000;

/** A UUID that tells when it was made, by RFC 9562 of version 7: 48 bits of milliseconds since 1970, the rest by chance. */
export const operationIdAt = (at: number): string => {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

const TIMED = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** When the id was made; NaN for one that does not tell. */
const timeOf = (id: string): number => {
  const [, high, low] = TIMED.exec(id) ?? [];
  return Number.parseInt(`${high}${low}`, 16);
};

/** Ids of operations that a person may confirm, by the service's clock. */
export const createOperationIds = ({ now }: Service) => ({
  /** An id for what a card is about to ask. */
  newOperationId: (): string => operationIdAt(now()),

  /** Whether the question was asked within the last day; never for an id from the future, or one of another kind. */
  isConfirmable(id: string): boolean {
    const age = now() - timeOf(id);
    return age >= -SKEW_MS && age <= CONFIRMABLE_MS;
  },
});
