import { mentionsIn } from '../../../bot/conversation/naming/mentions.ts';
import { tidy } from '../../../bot/understanding/grammar/core/tokens.ts';
import { interpret } from '../../../bot/understanding/interpret.ts';
import type { Interpretation, Understood } from '../../../bot/understanding/reading.ts';
import type { Mention } from '../../../bot/understanding/recognition/mention.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { changing } from '../chat/understand.ts';
import { freshTenantId, testRedis } from '../redis/redis.ts';
import { CAST, importFactoryTenant } from './imported-tenant.ts';
import { type Part, productPart, userPart } from './parts.ts';

const LOCATION = { reference: {}, conversationId: 'personal', cardId: 'card-1', inGroup: false, inChannel: false };

/** What a tenant has besides what Contoso has. */
interface Names {
  readonly people?: readonly string[];
  readonly products?: readonly string[];
  /** Numbers of invoices of Megan. */
  readonly invoices?: readonly string[];
}

/** A tenant in which sentences name people and things, without a conversation. */
export interface NamedTenant {
  /** What a text names for a person, Adele if nobody is given. */
  mentions(text: string, who?: string): Promise<Mention[]>;
  /** The same in short: kind, what stands in the text, and all that it can mean. */
  named(text: string, who?: string): Promise<string[]>;
  /** All that the text can mean, the likeliest first. */
  readings(text: string): Promise<Understood['readings']>;
  /** What the text asks for. */
  understand(text: string, who?: string): Promise<Interpretation>;
  idOf(name: string): string;
  productId(name: string): string | undefined;
}

/** Contoso with more people, products and invoices. */
export const namedTenant = async ({ people = [], products = [], invoices = [] }: Names): Promise<NamedTenant> => {
  const [redis, tenantId] = [await testRedis(), freshTenantId()];
  const cast = CAST.contoso(tenantId);
  const users = people.map((displayName, i) =>
    userPart({ displayName, userPrincipalName: `p${i}@contoso.example` }, cast.tenant),
  );
  const catalogue = products.map((name, i) => productPart({ id: `NAMED${i}`, name }));
  const megan = cast.users.find(({ displayName }) => displayName === 'Megan Bowen');
  const one = cast.invoices.find(({ ownerId }) => ownerId === megan?.id);
  const bills = invoices.map(
    (number, i): Part<'invoices'> => ({
      ...(one as Part<'invoices'>),
      id: `${'0'.repeat(8)}-0000-4000-8000-${String(i).padStart(12, '0')}`,
      number,
    }),
  );
  const { userId } = await importFactoryTenant(redis, {
    ...cast,
    users: [...cast.users, ...users],
    products: [...cast.products, ...catalogue],
    invoices: [...cast.invoices, ...bills],
  });
  const commerce = createCommerce({ redis, now: () => 0 });
  const actorOf = async (who: string) => (await commerce.getVisitor(tenantId, userId(who))).actor;
  const mentions = async (text: string, who = 'Adele') => {
    const actor = await actorOf(who);
    return mentionsIn(tidy(text), { actor, home: actor, commerce, location: LOCATION });
  };
  const understood = async (text: string, who?: string) =>
    interpret(tidy(text), { changing, today: '2026-11-29', mentions: await mentions(text, who) });
  return {
    mentions,
    named: async (text, who) =>
      (await mentions(text, who)).map(
        ({ kind, from, to, meant }) =>
          `${kind} ${tidy(text).slice(from, to)}: ${meant.map(({ name }) => name).join(', ')}`,
      ),
    readings: async (text) => (await understood(text)).readings,
    understand: async (text, who) => (await understood(text, who)).meaning,
    idOf: userId,
    productId: (name) => [...catalogue, ...cast.products].find((product) => product.name === name)?.id,
  };
};
