import assert from 'node:assert/strict';
import { CommerceError } from '../../services/commerce/api/errors.ts';
import type { Actor, SubscriptionRef, TenantId } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';
import { actorIn } from '../support/tenants/small-tenant.ts';

/** The service itself, with a clock of its own. */
export interface Real {
  readonly redis: Redis;
  readonly commerce: Commerce;
  readonly tenantId: TenantId;
  now: number;
  /** The last change that was done, to be repeated. */
  last:
    | { readonly again: () => Promise<unknown>; readonly result: unknown; readonly by: Actor; readonly id: string }
    | undefined;
  /** Changes that were asked for, and those of them that were refused. */
  operations: number;
  refused: number;
}

export const createReal = (redis: Redis, tenantId: TenantId, now: number): Real => {
  const real: Real = {
    redis,
    commerce: createCommerce({ redis, now: () => real.now }),
    tenantId,
    now,
    last: undefined,
    operations: 0,
    refused: 0,
  };
  return real;
};

/** A person as somebody who asks: 0 is Global Administrator, 1 the purchaser. */
export const actorOf = ({ tenantId }: Real, person: number): Actor => actorIn(tenantId, person);

/** A reason to refuse, or something else where there is none. */
export type Reason = string | false | null | undefined;

/**
 * Does a change in somebody's name that must be refused for one of these reasons, or, where there is none, succeed.
 * Returns the result; undefined where it was refused.
 */
export const expectOutcome = async <Result>(
  real: Real,
  person: number,
  reasons: readonly Reason[],
  act: (actor: Actor, operationId: string) => Promise<Result>,
): Promise<Result | undefined> => {
  const [by, id] = [actorOf(real, person), `operation-${real.operations++}`];
  const expected = reasons.filter((reason) => typeof reason === 'string');
  try {
    const result = await act(by, id);
    assert.deepEqual(expected, [], 'should have been refused');
    real.last = { again: () => act(by, id), result, by, id };
    return result;
  } catch (error) {
    if (!(error instanceof CommerceError)) throw error;
    assert.ok(expected.includes(error.reason.code), `refused as ${error.reason.code}, not ${expected.join(' or ')}`);
    real.refused++;
    return undefined;
  }
};

export const refOf = (ref: string): SubscriptionRef => ref as SubscriptionRef;
