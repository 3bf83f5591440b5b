import assert from 'node:assert/strict';
import { recognize } from '../../../../bot/understanding/recognition/recognize.ts';
import type { NamesAsked } from '../../../../services/commerce/api/recognition.ts';
import type { Actor } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { CAST, importFactoryTenant } from '../../../support/tenants/imported-tenant.ts';
import { userPart } from '../../../support/tenants/parts.ts';

const GIVEN = ['Anna', 'Lo', 'Mia', 'Noora', 'Otto'];

/** A commerce service on a tenant with as many people, and how many names index members it reads for a text. */
const tenantOf = async (people: number) => {
  const [redis, tenantId] = [await testRedis(), freshTenantId()];
  const cast = CAST.contoso(tenantId);
  const users = Array.from({ length: people }, (_, i) =>
    userPart(
      { displayName: `${GIVEN[i % GIVEN.length]} Surname${i}`, userPrincipalName: `b${i}@contoso.example` },
      cast.tenant,
    ),
  );
  const { userId } = await importFactoryTenant(redis, { ...cast, users: [...cast.users, ...users] });
  let [reads, members] = [0, 0];
  const counting = new Proxy(redis, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (name !== 'zRange') return typeof value === 'function' ? value.bind(target) : value;
      return async (...args: Parameters<typeof redis.zRange>) => {
        const found = await target.zRange(...args);
        reads += 1;
        members += found.length;
        return found;
      };
    },
  });
  const commerce = createCommerce({ redis: counting, now: () => 0 });
  const { actor } = await commerce.getVisitor(tenantId, userId('Adele'));
  return async (text: string) => {
    [reads, members] = [0, 0];
    const found = await recognize(text, lookUpOf(commerce, actor));
    return { found: found.length, reads, members };
  };
};

const lookUpOf = (commerce: ReturnType<typeof createCommerce>, actor: Actor) => ({
  names: (asked: NamesAsked) => commerce.findNames(actor, asked),
  customers: () => commerce.listCustomers(actor.tenantId, actor.userId),
});

describe('What recognising costs', () => {
  const TEXTS = [
    'assign S-1001 to Anna Surname40',
    'what has Anna bought',
    'give Anna Surname45, Nooraa Surname48 and Mia a license',
    'show all subscriptions that expire in 30 days',
    'xyzzy '.repeat(160),
  ];

  it('is the same in a directory a hundred times as large', async () => {
    const [small, large] = [await tenantOf(50), await tenantOf(5000)];
    for (const text of TEXTS) {
      const [one, other] = [await small(text), await large(text)];
      assert.equal(other.found, one.found, text);
      assert.ok(other.reads <= one.reads + 4, `${text}: ${one.reads} reads become ${other.reads}`);
      assert.ok(other.reads <= 100 && other.members <= 700, `${text}: ${other.reads} reads, ${other.members} members`);
    }
  });
});
