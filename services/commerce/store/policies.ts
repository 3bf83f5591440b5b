import { encodeNotice, type Notice } from '../../notices/notice.ts';
import type { Policies } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';
import { loadScript, type TransactionPlan } from './transactions/transaction.ts';

/** The policies of a tenant with the version that a change must name. */
export interface StoredPolicies extends Policies {
  readonly version: number;
}

const CHANGE = loadScript('change-policy');

export const readPolicies = async ({ redis, keys }: OpenTenant): Promise<StoredPolicies> => {
  const json = await redis.get(keys.policies);
  if (json === null) throw new Error('The tenant has no policies');
  return { version: 1, ...JSON.parse(json) };
};

/** A change of the policies. */
interface PoliciesChange {
  readonly before: StoredPolicies;
  /** Undefined where nothing differs: then only the result is remembered. */
  readonly after: Policies | undefined;
  readonly was: Readonly<Record<string, string>>;
  readonly becomes: Readonly<Record<string, string>>;
  readonly notice: Notice;
  /** What the audit entry tells besides. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly answer: object;
}

/** Plans a change of the policies. Other policies by then make the script refuse as `stale`. */
export const policiesPlan = ({ keys }: OpenTenant, change: PoliciesChange): TransactionPlan => {
  const { before, after, was, becomes, notice, details, answer } = change;
  const policies = after && JSON.stringify({ ...after, version: before.version + 1 });
  return {
    script: CHANGE,
    keys: [keys.policies],
    args: {
      version: before.version,
      policies,
      notices: [encodeNotice(notice)],
      before: was,
      after: becomes,
      answer,
    },
    details,
  };
};
