import assert from 'node:assert/strict';
import { commandNamed } from '../../../../bot/conversation/command.ts';
import { unsealed } from '../../../../bot/conversation/sealed-card.ts';
import { commands } from '../../../../bot/features/index.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { NoticeKind } from '../../../../services/notices/kinds.ts';
import type { Notice } from '../../../../services/notices/notice.ts';
import { actionsOf, readCard } from '../../../support/chat/conversation.ts';
import { actInContoso, PENDING, type POWER_BI, type Shown, VISIO } from '../../../support/notices/contoso.ts';
import { EXAMPLES, noticesOfEveryKind } from '../../../support/notices/every-kind.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

describe('The card of a notice', () => {
  let rendered: RenderedNotices;
  let shown: Shown[];
  before(async () => {
    rendered = await startRenderedNotices();
    shown = noticesOfEveryKind(rendered, await actInContoso(rendered));
  });

  const noticeOf = (kind: NoticeKind): Notice => {
    const found = shown.find(([, notice]) => notice.kind === kind);
    assert.ok(found, kind);
    return found[1];
  };
  const verbs = (card: Card) => actionsOf(card).map(({ verb }) => verb);

  EXAMPLES.forEach(({ kind, english, swedish, buttons }, position) => {
    it(`tells of ${kind} (${position + 1}) in both languages and can be acted on`, async () => {
      const [who = '', notice] = shown[position] ?? [];
      assert.ok(notice);
      for (const [language, text] of [
        ['en-US', english],
        ['sv-SE', swedish],
      ] as const) {
        const card = await rendered.card(who, notice, language);
        assert.ok(card, language);
        assert.match(readCard(card), text);
        assert.deepEqual(verbs(card).slice(0, buttons.length), buttons);
        assert.ok(verbs(card).length <= 6 && card.fallbackText.length > 10);
        assert.doesNotMatch(JSON.stringify(card), /\$\{|\{\{|undefined|NaN|"notices\./);
        for (const { data } of actionsOf(card)) {
          const { owner, tenant } = unsealed(data);
          assert.deepEqual([owner, tenant], [rendered.userId(who), rendered.tenantId]);
        }
      }
    });
  });

  it('tells a purchaser what came of the credit when an admin has canceled, on a card and by mail', async () => {
    const { commerce, tenantId, userId } = rendered;
    const { actor } = await commerce.getVisitor(tenantId, userId('Adele'));
    await commerce.takeOverCancel(actor, 'S-1005' as SubscriptionRef, { reason: 'other' }, { operationId: 'end' });
    const notice = await rendered.last('subscription-canceled');
    for (const [language, words] of [
      ['en-US', /Credit note S-1005-2\n−\$50\.32\nSettles invoice G-240908\n\$50\.32\n/],
      ['sv-SE', /Kreditfaktura S-1005-2\n\\?−50,32 US\$\nRäknas av mot faktura G-240908\n50,32 US\$\n/],
    ] as const) {
      assert.match(readCard((await rendered.card('Megan', notice, language)) ?? assert.fail()), words);
      assert.match((await rendered.mail('Megan', notice, language))?.text ?? '', /S-1005-2[\s\S]*G-240908/);
    }
  });

  it('has buttons that their commands take', async () => {
    for (const [who, notice] of shown)
      for (const { verb, data } of actionsOf(await rendered.card(who, notice))) {
        const { args } = unsealed(data);
        const parsed = commandNamed(commands, verb)?.args.safeParse(args);
        assert.ok(parsed?.success, `${notice.kind}: ${verb} ${JSON.stringify(args)}`);
      }
  });

  it('shows what others wrote as they wrote it', async () => {
    const { commerce, tenantId, userId } = rendered;
    const { actor } = await commerce.getVisitor(tenantId, userId('Isaiah'));
    const message = '# **urgent** [click](https://evil.example) ${name}\n- now';
    const { request } = await commerce.requestLicense(actor, { productId: VISIO, message }, { operationId: 'odd' });
    const card = await rendered.card('Lynne', await rendered.last('request-made'));
    assert.ok(request && card);
    assert.match(readCard(card), /\\\*\\\*urgent\\\*\\\* \\\[click\\\]\(https:\/\/evil\.example\) \$\{name\}/);
    const mail = await rendered.mail('Lynne', await rendered.last('request-made'));
    assert.match(mail?.text ?? '', /\*\*urgent\*\* \[click\]/);
    assert.doesNotMatch(mail?.text ?? '', /\n- now/);
  });

  describe('in a shared conversation', () => {
    const ID = '19:admins@thread.tacv2';
    before(async () => {
      const { conversations, tenantId, userId } = rendered;
      await conversations.remember({ tenantId, conversationId: ID, kind: 'channel', reference: {} });
      await conversations.choose(tenantId, ID, userId('Alex'));
    });

    it('names nobody and is for whoever presses', async () => {
      for (const kind of ['purchase-made', 'policy-changed', 'product-appeared'] as const) {
        const card = await rendered.shared(ID, noticeOf(kind));
        assert.ok(card, kind);
        assert.doesNotMatch(JSON.stringify(card), /Megan|Adele|Alex|@contoso/);
        assert.ok(actionsOf(card).every(({ data }) => data['by'] === 'anyone'));
        assert.match(readCard(card), /Names are left out here/);
      }
      const ends = shown.find(([who, { kind }]) => who === 'Alex' && kind === 'ends-soon')?.[1];
      assert.ok(ends);
      assert.match(readCard(await rendered.shared(ID, ends, 'sv-SE')), /^Visio Plan 2 upphör 16 nov\. 2026\n/);
    });

    it('tells only what the admin who chose it may see', async () => {
      assert.equal(await rendered.shared(ID, noticeOf('request-made')), undefined);
      await rendered.conversations.choose(rendered.tenantId, ID, rendered.userId('Lynne'));
      assert.equal(await rendered.shared(ID, noticeOf('purchase-made')), undefined);
      const card = await rendered.shared(ID, noticeOf('request-made'));
      assert.match(readCard(card), /^Somebody requests Power Automate RPA\n/);
      assert.doesNotMatch(JSON.stringify(card), /Raul|vendor portal/);
    });

    it('says nothing where nobody has chosen it', async () =>
      assert.equal(await rendered.shared('19:other', noticeOf('purchase-made')), undefined));
  });

  describe('is not made', () => {
    const never = async (who: string, notice: Notice) => assert.equal(await rendered.card(who, notice), undefined);

    it('for one who has not the role, or whose purchase it is not', async () => {
      await never('Megan', noticeOf('purchase-made'));
      await never('Lynne', noticeOf('policy-changed'));
      await never('Nestor', noticeOf('product-appeared'));
      await never('Isaiah', noticeOf('subscription-canceled'));
      await never('Isaiah', noticeOf('invoice-due'));
      await never('Isaiah', noticeOf('card-expires'));
      await never('Megan', noticeOf('request-decided'));
    });

    it('where it is over', async () => {
      const ended = {
        kind: 'cancel-asked',
        subscription: 'S-1010' as SubscriptionRef,
        by: rendered.userId('Adele'),
      } as const;
      const head = { to: { user: rendered.userId('Christie') }, subject: 'S-1010', at: 0 };
      await never('Christie', { ...ended, ...head });
      await never('Megan', { ...noticeOf('ends-soon'), at: 0 });
      await never('Patti', { ...noticeOf('card-expires'), at: Date.UTC(2026, 5, 1) });
      const { commerce, tenantId, userId } = rendered;
      const { actor } = await commerce.getVisitor(tenantId, userId('Lynne'));
      await commerce.decideRequests(actor, [{ request: PENDING, decision: 'denied' }], { operationId: 'late' });
      await never('Lynne', noticeOf('request-made'));
    });

    it('of a product that is blocked meanwhile, or that does not exist', async () => {
      const appeared = noticeOf('product-appeared');
      assert.ok(appeared.kind === 'product-appeared');
      await never('Alex', { ...appeared, product: VISIO });
      await never('Alex', { ...appeared, product: 'NOTHING' as typeof POWER_BI });
    });
  });
});
