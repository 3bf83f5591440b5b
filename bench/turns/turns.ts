import { operationIdAt } from '../../services/commerce/core/operation-ids.ts';
import { personId, type TenantSize } from '../tenant-file.ts';

/** What an organization of the load looks like. */
export const ORGANIZATION: TenantSize = { subscriptions: 100, people: 100, assigned: 5, admins: 10 };

/** Admins who have bought something that is active, by number, and what. */
const PURCHASERS = [
  [0, 'S-1000'],
  [3, 'S-1031'],
  [4, 'S-1008'],
  [8, 'S-1016'],
] as const;

/** Who writes on a connection. */
export interface Writer {
  readonly tenantId: string;
  readonly userId: string;
  /** What they have bought. */
  readonly subscription: string;
}

/** One for each connection; those of one organization stand apart, as they would wait for each other. */
export const writersOf = (tenantIds: readonly string[]): Writer[] =>
  PURCHASERS.flatMap(([number, subscription]) =>
    tenantIds.map((tenantId) => ({ tenantId, userId: personId(number), subscription })),
  );

let sent = 0;

const activity = ({ tenantId, userId }: Writer, serviceUrl: string, more: object): object => ({
  type: 'message',
  id: `${process.pid}-${++sent}`,
  timestamp: new Date().toISOString(),
  channelId: 'msteams',
  serviceUrl,
  locale: 'en-US',
  from: { id: `29:${userId}`, name: 'Somebody', aadObjectId: userId },
  recipient: { id: '28:bot', name: 'bot' },
  conversation: { id: `a:${tenantId}-${userId}`, conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  ...more,
});

const saying = (text: (writer: Writer) => string) => (writer: Writer, serviceUrl: string) =>
  activity(writer, serviceUrl, { text: text(writer) });

/** Turns recurring billing on and off by turns, each time with an operation of its own. */
const pressing = (writer: Writer, serviceUrl: string) => {
  const { tenantId, userId, subscription } = writer;
  const on = sent % 2 === 0;
  const data = { subscription, on, operation: operationIdAt(Date.now()), by: userId, for: tenantId };
  const value = { action: { type: 'Action.Execute', verb: 'recurring-billing', data }, trigger: 'manual' };
  return activity(writer, serviceUrl, { type: 'invoke', name: 'adaptiveCard/action', value });
};

export type MakeActivity = (writer: Writer, serviceUrl: string) => object;

/** What a turn is made of, by what it is called. */
export const TURNS: Readonly<Record<string, MakeActivity>> = {
  list: saying(() => 'subscriptions'),
  details: saying(({ subscription }) => `subscription ${subscription}`),
  help: saying(() => 'help'),
  thanks: saying(() => 'thanks'),
  'press with a receipt': pressing,
  // Another one each time, as what is said again is not read again.
  'unknown sentence': saying(() => `the purple elephant dances under rainy bridge ${sent.toString(36)}`),
};
