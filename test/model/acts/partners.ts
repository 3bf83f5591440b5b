import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Actor, TenantId } from '../../../services/commerce/api/types.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import { MEMBER, PARTNER } from '../world/beginning.ts';
import { PARTNERS_HOME } from '../world/file.ts';
import { personIn } from '../world/people.ts';
import { anyOf, type Deed, working } from './act.ts';

const ELSEWHERE = 'eeeeeeee-0000-4000-8000-00000000000e' as TenantId;

/** Only a partner's own admin, and only for as long as they are a delegate, may act for the tenant. */
export const actFor = working(
  'partners',
  fc.tuple(anyOf(PARTNER, PARTNER, MEMBER), anyOf(PARTNERS_HOME, PARTNERS_HOME, ELSEWHERE)),
  ([n, home]): Deed => ({
    text: `${n} of ${home === PARTNERS_HOME ? 'the partner' : 'somebody else'} asks to act for the tenant`,
    attempt: async ({ commerce, tenantId }) => {
      const user = userId(n);
      const asked: Actor = {
        tenantId: home,
        userId: user,
        roles: ['GlobalAdministrator'],
        userType: 'member',
        enabled: true,
      };
      const all = await commerce.listCustomers(home, user);
      const customers = all.map(({ id }) => id).filter((id) => id === tenantId);
      const acting = await commerce.getActorFor(asked, tenantId).then(
        ({ actor }) => [actor.partner, actor.roles.length],
        (error) => error.reason.code,
      );
      return {
        refused: customers.length === 0,
        judge: (world) => {
          const isDelegate = n === PARTNER && home === PARTNERS_HOME && personIn(world, n).enabled;
          assert.deepEqual(customers, isDelegate ? [tenantId] : []);
          assert.deepEqual(acting, isDelegate ? [true, 0] : 'no-such-customer');
        },
      };
    },
  }),
);
