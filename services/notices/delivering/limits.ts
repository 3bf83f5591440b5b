/** How many messages within how many milliseconds. */
export type Limit = readonly [most: number, within: number];

/**
 * What Teams takes from a bot in one conversation, the longest time last:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const CONVERSATION_LIMITS: readonly Limit[] = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
];

/**
 * Cards that one person gets within that time. What is more is told together, on one card: after a standstill, tens of notices
 * may be due at once.
 */
export const PERSONAL_LIMITS: readonly Limit[] = [
  [5, 60_000],
  [12, 3_600_000],
];

/** Notices on one such card. */
export const MOST_TOGETHER = 30;

/** Teams takes 50 requests a second from an app in one tenant; the rest is left to answers in chat. */
export const TENANT_LIMITS: readonly Limit[] = [[30, 1_000]];
