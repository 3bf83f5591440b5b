/** What is counted, and how much of it is let through in a stretch of time that begins with the first of it. */
export interface Allowance {
  /** Whose doings count together: one person's, or those of everybody in a tenant. */
  readonly of: 'person' | 'tenant';
  readonly points: number;
  readonly seconds: number;
  /** Whether the tenant's admins are told when it is reached, once a day. */
  readonly tellsAdmins: boolean;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/**
 * Every limit, well above what anybody does who works with the bot. Those of a tenant keep one from the others; those of
 * cards keep stolen ones from being tried out; those of the language model keep its costs within bounds.
 */
export const LIMITS = {
  /** Sentences and presses. */
  turns: { of: 'person', points: 60, seconds: MINUTE, tellsAdmins: true },
  /** All that comes from one tenant. */
  'tenant-turns': { of: 'tenant', points: 200, seconds: 10, tellsAdmins: true },
  /** Look-ups while somebody types. */
  searches: { of: 'person', points: 120, seconds: MINUTE, tellsAdmins: false },
  /** Links to the payment page. */
  'payment-links': { of: 'person', points: 20, seconds: DAY, tellsAdmins: true },
  /** Cards that the payment provider is asked about. */
  'card-tries': { of: 'person', points: 30, seconds: DAY, tellsAdmins: true },
  'tenant-card-tries': { of: 'tenant', points: 300, seconds: DAY, tellsAdmins: true },
  /** Links to files with users or with the audit trail. */
  exports: { of: 'person', points: 50, seconds: DAY, tellsAdmins: true },
  /** Sentences that are sent to the language model. */
  'model-calls': { of: 'person', points: 50, seconds: DAY, tellsAdmins: true },
  'tenant-model-calls': { of: 'tenant', points: 5_000, seconds: 30 * DAY, tellsAdmins: true },
} as const satisfies Readonly<Record<string, Allowance>>;

export type LimitName = keyof typeof LIMITS;

/** A limit that somebody has gone beyond. */
export interface Excess {
  readonly limit: LimitName;
  /** Until there is room again. */
  readonly waitMs: number;
  /** The first time in the limit's stretch of time, in all processes. */
  readonly first: boolean;
}

export type LimitTable = Readonly<Record<LimitName, Allowance>>;

/** The limits with so many times as much let through, rounded up. */
export const multipliedLimits = (factor: number): LimitTable =>
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, limit]) => [name, { ...limit, points: Math.ceil(limit.points * factor) }]),
  ) as LimitTable;
