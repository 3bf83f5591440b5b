import assert from 'node:assert/strict';
import { noticeCard } from '../../../../bot/features/notices/notice-card.ts';
import type { ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { LossCause } from '../../../../services/notices/kinds.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { POWER_BI, VISIO } from '../../../support/notices/contoso.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

const POWER_APPS_PURCHASE = 'S-1005' as SubscriptionRef;

describe('The notice of a lost license', () => {
  let rendered: RenderedNotices;
  beforeEach(async () => {
    rendered = await startRenderedNotices();
  });
  const actor = async (who: string) =>
    (await rendered.commerce.getVisitor(rendered.tenantId, rendered.userId(who))).actor;
  const lost = (who: string, product: ProductId, subscription: string, cause: LossCause = 'canceled') =>
    ({
      kind: 'license-lost',
      cause,
      product,
      subscription: subscription as SubscriptionRef,
      by: rendered.userId('Adele'),
      subject: subscription,
      at: rendered.now(),
      to: { user: rendered.userId(who) },
    }) as const;
  const told = async (who: string, notice: ReturnType<typeof lost>, language = 'en-US') => {
    const card = await rendered.card(who, notice, language);
    return card && readCard(card);
  };

  it('says that the license now comes from the organization where there is a central one', async () => {
    const joni = lost('Joni', POWER_BI, 'S-1001');
    assert.match(
      (await told('Joni', joni)) ?? '',
      /^Your license for Power BI Pro now comes from your organization\nNothing changes/,
    );
    assert.match(
      (await told('Joni', joni, 'sv-SE')) ?? '',
      /^Din licens för Power BI Pro kommer nu från organisationen\nFör dig ändras ingenting/,
    );
    assert.doesNotMatch((await told('Joni', joni)) ?? '', /Request/);
  });

  it('is silent where another purchase gives the product, and where a central license is one of two', async () => {
    assert.equal(await told('Grady', lost('Grady', POWER_BI, 'S-1001')), undefined);
    assert.equal(await told('Lynne', lost('Lynne', POWER_BI, 'S-1001', 'unassigned')), undefined);
  });

  it('says what is lost where nothing else gives it', async () => {
    assert.match((await told('Raul', lost('Raul', POWER_BI, 'S-1001'))) ?? '', /^You no longer have a license for/);
    assert.match((await told('Joni', lost('Joni', VISIO, 'S-1003', 'ended'))) ?? '', /^You no longer have a license/);
  });

  it('is silent to the purchaser, who hears of the subscription, but for one that time has ended', async () => {
    assert.equal(await told('Patti', lost('Patti', VISIO, 'S-1003')), undefined);
    await rendered.commerce.cancelSubscription(
      await actor('Patti'),
      'S-1003' as SubscriptionRef,
      { reason: 'other' },
      { operationId: 'c' },
    );
    assert.match((await told('Patti', lost('Patti', VISIO, 'S-1003', 'ended'))) ?? '', /^You no longer have/);
  });

  it('tells nobody of a loss after everybody was given a central license', async () => {
    const adele = await actor('Adele');
    const { commerce } = rendered;
    const { product } = await commerce.getSubscription(adele, POWER_APPS_PURCHASE);
    await commerce.buyCentrally(adele, { productId: product.id, quantity: 2, term: 'P1Y' }, { operationId: 'b' });
    await commerce.assignEveryone(adele, product.id, { operationId: 'a' });
    const { access } = await commerce.cancelSubscription(
      await actor('Megan'),
      POWER_APPS_PURCHASE,
      { reason: 'moving-to-central' },
      { operationId: 'c' },
    );
    assert.deepEqual(access, { losing: 0, keeping: 2, centrally: true });
    const notice = await rendered.last('license-lost');
    const card = await noticeCard(rendered, await rendered.outgoing('Allan', notice));
    assert.match(card ? readCard(card) : '', /^Your license for Power Apps per user now comes from your organization/);
  });
});
