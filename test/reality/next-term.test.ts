import assert from 'node:assert/strict';
import { subscriptionCard } from '../../cards/subscriptions/subscription.ts';
import { localizerFor } from '../../locales/index.ts';
import { readCard } from '../support/chat/conversation.ts';
import { REF, useAgingTenant } from '../support/tenants/aging-tenant.ts';
import { actorIn, START } from '../support/tenants/small-tenant.ts';

/**
 * Fewer licenses were ordered for the next term than people have by then: what is said must be what is billed.
 * https://github.com/MicrosoftDocs/microsoft-365-docs/issues/2291, https://github.com/MicrosoftDocs/visualstudio-docs/issues/3398
 */
const TERMS = [
  { quantity: 5, scheduled: 3, holders: 0, next: 3 },
  { quantity: 5, scheduled: 3, holders: 2, next: 3 },
  { quantity: 5, scheduled: 3, holders: 3, next: 3 },
  { quantity: 5, scheduled: 3, holders: 4, next: 4 },
  { quantity: 5, scheduled: 3, holders: 5, next: 5 },
  { quantity: 5, scheduled: 1, holders: 1, next: 1 },
  { quantity: 2, scheduled: 1, holders: 2, next: 2 },
  { quantity: 300, scheduled: 250, holders: 5, next: 250 },
  { quantity: 6, scheduled: 5, holders: 5, next: 5 },
  { quantity: 4, scheduled: 4, holders: 4, next: 4 },
  // More people have one than there are, as a file may say.
  { quantity: 3, scheduled: 2, holders: 5, next: 5 },
  { quantity: 1, scheduled: 1, holders: 5, next: 5 },
] as const;

describe('What a card says of the next term', () => {
  const tenant = useAgingTenant();
  const { tenantWith, commerceAt, run, read, invoices } = tenant;

  for (const { quantity, scheduled, holders, next } of TERMS)
    it(`is what is billed: ${scheduled} of ${quantity} ordered, ${holders} assigned`, async () => {
      const expiresAt = START + 60_000;
      const people = Array.from({ length: holders }, (_, i) => i + 1);
      const age = { term: 'P1M', createdAt: START - 31 * 86_400_000, expiresAt } as const;
      await tenantWith({ ref: REF, holders: people, quantity, scheduledQuantity: scheduled, ...age });
      for (const [language, words] of [
        ['en-US', `${next} licenses? from`],
        ['sv-SE', `${next} licens(?:er)? från`],
      ] as const) {
        const details = await commerceAt(START).getSubscription(actorIn(tenant.id, 0), REF);
        assert.match(readCard(subscriptionCard(details, [], localizerFor([language]))), new RegExp(words));
      }
      await run(expiresAt + 60_000);
      assert.equal((await read()).quantity, next);
      assert.deepEqual(
        (await invoices()).map(({ amount }) => amount.amount),
        [next * 1000],
      );
    });
});
