import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { temporaryDirectory } from '../../redis/redis.ts';
import { type Channel, startChannel } from '../../stand-ins/channel.ts';
import { chaos } from '../sizes.ts';
import { startWholeBot, type WholeBot, type WholeBotOptions } from '../whole-bot.ts';
import type { Load } from './load.ts';
import { letWork, loadedTenant, type Outcome, reckonWork } from './loaded-tenant.ts';

/** Bots as whole processes, people who are busy with them, and a Teams. */
export interface BusyHouse {
  readonly channel: Channel;
  readonly bots: readonly WholeBot[];
  /** Milliseconds from now until a change is confirmed that is begun from now on, by anybody. */
  untilConfirmed(): Promise<number>;
  /** Lets people end what they have begun, and counts. */
  reckon(): Promise<Outcome>;
  close(): Promise<void>;
}

interface HouseOptions extends Omit<WholeBotOptions, 'dataDir'> {
  /** How many processes. */
  readonly bots: number;
  /** Where they keep what they keep on disk; a folder of the house's own if not given. */
  readonly dataDir?: string;
  /** Where the tenants are; asked once the bots run. */
  readonly redis: () => Promise<Redis>;
  readonly tenants?: number;
}

/** Starts bots, and sets the people of some tenants to work. */
export const openBusyHouse = async ({
  bots: count,
  redis: find,
  tenants = chaos.busyTenants,
  ...options
}: HouseOptions) => {
  const channel = await startChannel();
  const folder = options.dataDir ?? (await temporaryDirectory());
  const bots = await Promise.all(Array.from({ length: count }, () => startWholeBot({ ...options, dataDir: folder })));
  const redis = await find();
  const ports = bots.map(({ port }) => port);
  const loads = new Map<TenantId, Load>();
  for (let n = 0; n < tenants; n++) {
    const tenantId = await loadedTenant(redis, channel);
    loads.set(tenantId, letWork(tenantId, ports, channel));
  }
  const house: BusyHouse = {
    channel,
    bots,
    async untilConfirmed() {
      const began = performance.now();
      await Promise.race([...loads.values()].map((load) => load.nextConfirmed()));
      return performance.now() - began;
    },
    async reckon() {
      const outcomes = await Promise.all(
        [...loads].map(([tenantId, load]) => reckonWork(redis, channel, tenantId, load)),
      );
      const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((all, each) => all + of(each), 0);
      return {
        lost: sum(({ lost }) => lost),
        doubled: sum(({ doubled }) => doubled),
        answeredTwice: sum(({ answeredTwice }) => answeredTwice),
        confirmed: sum(({ confirmed }) => confirmed),
        faults: outcomes.flatMap(({ faults }) => faults),
      };
    },
    async close() {
      await Promise.all(bots.map((bot) => bot.end('SIGTERM')));
      await channel.close();
      if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  await house.untilConfirmed();
  return house;
};

/** Has something go wrong again and again, and returns the longest recovery (ms). */
export const again = async (times: number, fault: (n: number) => Promise<number>): Promise<number> => {
  let longest = 0;
  for (let n = 0; n < times; n++) {
    longest = Math.max(longest, await fault(n));
    await sleep(0);
  }
  return longest;
};
