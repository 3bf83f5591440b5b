import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

const SOURCE = 'S-1003' as SubscriptionRef;

describe('The notice of a finished move', () => {
  it('is silent where the press that began it has shown the receipt, and tells of one that took longer', async () => {
    const rendered = await startRenderedNotices();
    const { commerce, tenantId } = rendered;
    const { actor } = await commerce.getVisitor(tenantId, rendered.userId('Adele'));
    const target = 'C-2002' as SubscriptionRef;
    await commerce.moveUsers(actor, { source: SOURCE, target }, { operationId: 'm' });
    await commerce.continueWork({ kind: 'move-users', tenantId, subscription: SOURCE });
    const finished = await rendered.last('move-finished');
    assert.equal(await rendered.card('Adele', finished), undefined);
    const card = await rendered.card('Adele', { ...finished, at: finished.at + 1000 }, 'sv-SE');
    assert.match(card ? readCard(card) : '', /C-2002[\s\S]*S-1003: Borttagen/);
  });
});
