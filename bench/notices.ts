import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../services/commerce/api/types.ts';
import { createCommerce } from '../services/commerce/index.ts';
import { DELIVERY_TIMING } from '../services/notices/delivering/timing.ts';
import { httpNotifier } from '../test/support/notices/http-notifier.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant } from '../test/support/notices/notified-tenant.ts';
import { startThrottlingChannel } from '../test/support/stand-ins/throttling-channel.ts';
import { numbers } from '../test/support/tenants/moving-tenant.ts';
import { actorIn, START } from '../test/support/tenants/small-tenant.ts';
import type { BenchServer } from './server.ts';
import { count, type Row, timed } from './table.ts';

const PEOPLE = 300;
const TENANTS = 20;
/** Milliseconds that the channel takes to answer at most, about as Teams. */
const LATENCY = 200;

/** Somebody who lists subscriptions meanwhile; the pause between two questions is in milliseconds. */
const QUESTIONS = 200;
const PAUSE = 25;

/** How fast notices go out within Teams' limits, and whether whoever asks something meanwhile has to wait. */
export const measureNotices = async ({ redis }: BenchServer): Promise<Row[]> => {
  const channel = await startThrottlingChannel();
  channel.latency = LATENCY;
  const notices = noticesFor(redis, { notifier: httpNotifier(channel.url), timing: DELIVERY_TIMING });
  const commerce = createCommerce({ redis, now: Date.now });
  const newTenant = async () => {
    const all = { people: PEOPLE, admins: PEOPLE, withBot: numbers(0, PEOPLE - 1) };
    const tenantId = await notifiedTenant(redis, all);
    const notice = { kind: 'product-appeared', product: 'PLAIN' as never, subject: 'PLAIN', at: START } as const;
    await appendNotice(redis, tenantId, { ...notice, to: { role: 'purchase-admins' } });
    return tenantId;
  };
  const ask = (tenantId: TenantId) =>
    timed(() => commerce.listSubscriptions(actorIn(tenantId, 0), { source: 'self-service', sort: 'price', limit: 8 }));
  const asked = async (tenantId: TenantId) => {
    const times: number[] = [];
    for (const _ of numbers(1, QUESTIONS)) {
      times.push(await ask(tenantId));
      await sleep(PAUSE);
    }
    return times.sort((a, b) => a - b)[Math.floor(QUESTIONS * 0.95)] ?? Number.NaN;
  };
  const perSecond = async (tenants: readonly TenantId[]) => {
    const taken = await timed(() => Promise.all(tenants.map((tenantId) => deliverAll(notices, tenantId))));
    return count((tenants.length * PEOPLE) / (taken / 1000));
  };

  const first = await newTenant();
  const atRest = await asked(first);
  const [one, meanwhile] = await Promise.all([perSecond([first]), asked(first)]);
  const tenants = await Promise.all(numbers(1, TENANTS).map(newTenant));
  const many = await perSecond(tenants);
  await channel.stop();
  if (channel.overLimit > 0) throw new Error(`${channel.overLimit} requests were over a limit`);
  return [
    { what: 'notices a second to one tenant, 30 being what is left of its limit', result: one },
    {
      what: 'a list page meanwhile (95th percentile), and at rest',
      result: `${meanwhile.toFixed(1)} ms, ${atRest.toFixed(1)} ms`,
    },
    { what: `notices a second to ${TENANTS} tenants, by one process`, result: many },
  ];
};
