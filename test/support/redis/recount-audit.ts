import type { StoredSubscription } from '../../../services/commerce/store/subscriptions.ts';
import type { Snapshot } from './snapshot.ts';

interface AuditEntry {
  readonly subject: string;
  readonly act: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Fields of a subscription whose changes all stand in its own audit entries; seats also change by moves. */
const TRACED = ['status', 'quantity', 'autoRenew', 'expiresAt', 'scheduledQuantity'];

/** Where the audit trail does not lead, change by change, to what is stored. */
export const auditDisagreements = (tenant: Snapshot, stored: readonly StoredSubscription[]): string[] => {
  const entries = [...tenant.streams]
    .filter(([key]) => key.endsWith(':audit'))
    .flatMap(([, stream]) => stream.map(read));
  return stored.flatMap(({ subscription: { ref } }) => {
    const own = entries.filter(({ subject }) => subject === ref);
    const hash = tenant.hashes.get(tenant.keys.subscription(ref)) ?? {};
    return TRACED.flatMap((field) => chainFaults(`${ref} ${field}`, field, own, hash[field] ?? ''));
  });
};

const read = (fields: Readonly<Record<string, string>>): AuditEntry => ({
  ...JSON.parse(fields['entry'] ?? '{}'),
  before: JSON.parse(fields['before'] ?? '{}'),
  after: JSON.parse(fields['after'] ?? '{}'),
});

/** What one entry says it left must be what the next one found, and the last what is stored. */
const chainFaults = (name: string, field: string, entries: readonly AuditEntry[], now: string): string[] => {
  const faults: string[] = [];
  let known: string | undefined;
  for (const { act, before, after } of entries) {
    const found = text(before[field]);
    if (known !== undefined && found !== undefined && found !== known)
      faults.push(`audit of ${name}: ${act} found ${found}, but ${known} was left before`);
    known = text(after[field]) ?? known;
  }
  if (known !== undefined && known !== now) faults.push(`audit of ${name}: ends with ${known}, but ${now} is stored`);
  return faults;
};

const text = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
