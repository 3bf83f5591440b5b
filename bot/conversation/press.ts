import { z } from 'zod';
import type { TenantId } from '../../services/commerce/api/types.ts';
import type { CommandContext } from './command.ts';
import { Refusal, type Refused } from './refusals/refusal.ts';
import { ANYONE, unsealed } from './sealed-card.ts';

/** Fields that a press may send, and UTF-16 units of one; the longest of ours is a list of 1,000 subscriptions. */
const MOST_FIELDS = 100;
const LONGEST_FIELD = 20_000;
const MOST_ITEMS = 1000;

const simple = z.union([z.string().max(LONGEST_FIELD), z.number(), z.boolean(), z.null()]);

const few = (value: object): boolean => Object.keys(value).length <= MOST_FIELDS;

/** What is nested once is for the command to refuse, in words of its own. */
const pressedData = z
  .record(z.string(), z.union([simple, z.array(simple).max(MOST_ITEMS), z.record(z.string(), simple).refine(few)]))
  .refine(few);

/** The data of a press; undefined where it is no data of ours, by its shape or by its size. */
export const readPress = (data: unknown): Readonly<Record<string, unknown>> | undefined => {
  const parsed = pressedData.safeParse(data);
  return parsed.success ? parsed.data : undefined;
};

interface Pressing {
  /** Means the same whichever tenant the card is about. */
  readonly anyTenant: boolean;
}

/**
 * The arguments of a press that its presser may make, now that they act for whom they do.
 * @throws {Refusal} for a card of somebody else, of another tenant, and for what is no card of ours
 */
export const pressedArguments = async (
  data: unknown,
  context: CommandContext,
  { anyTenant }: Pressing,
): Promise<Readonly<Record<string, unknown>>> => {
  const { owner, tenant, args } = unsealed(readPress(data) ?? {});
  if (owner === undefined) throw new Refusal({ code: 'stale-card' });
  if (owner !== context.actor.userId && owner !== ANYONE) throw new Refusal({ code: 'not-yours' });
  const wrong = anyTenant ? undefined : await wrongTenant(tenant, context);
  if (wrong) throw new Refusal(wrong);
  return args;
};

/** Cards of earlier versions name no tenant; whose they are is certain only for those who act for nobody else. */
const wrongTenant = async (tenant: unknown, context: CommandContext): Promise<Refused | undefined> => {
  const { actor, home, commerce } = context;
  const acting = context.tenant.name;
  if (tenant === actor.tenantId) return undefined;
  if (tenant === undefined) return actor.tenantId === home.tenantId ? undefined : { code: 'stale-card' };
  if (tenant === home.tenantId) return { code: 'card-for-home', acting };
  const customers = await commerce.listCustomers(home.tenantId, home.userId);
  const customer = customers.find(({ id }) => id === (tenant as TenantId));
  return customer
    ? { code: 'card-for-customer', customer: customer.id, name: customer.name, acting }
    : { code: 'card-for-others', acting };
};
