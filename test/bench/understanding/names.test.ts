import assert from 'node:assert/strict';
import { type Naming, namedArguments } from '../../../bench/understanding/names.ts';
import { requestField } from '../../../cards/requests/license-requests.ts';
import { type Conversation, startConversation } from '../../support/chat/conversation.ts';
import { personId } from '../../support/tenants/ids.ts';

describe('Arguments under the names that people give them', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const namingFor = async (who: string): Promise<Naming> => {
    const { actor } = await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId);
    return { actor, home: actor, commerce: chat.commerce, tenantNames: new Map([[chat.tenantId, 'Contoso']]) };
  };
  const named = async (args: object, who = 'Adele') => namedArguments(await namingFor(who), args as never);

  it('have the names of people, by name, by id and as oneself, in one list', async () => {
    const ids = [personId('Lee Gu'), personId('Joni Sherman')].join(',');
    assert.deepEqual(await named({ people: ids }), { people: ['Lee Gu', 'Joni Sherman'] });
    assert.deepEqual(await named({ people: 'megan och mig' }, 'Lee'), { people: ['Megan Bowen', 'Lee Gu'] });
    assert.deepEqual(await named({ person: 'debra', purchaser: 'megan' }), {
      people: ['Debra Berger'],
      purchaser: 'Megan Bowen',
    });
  });

  it('leave a name as it was said that fits nobody, or nothing', async () => {
    const said = { purchaser: 'Zzyx', product: 'abacus', invoice: 'G-1', customer: 'nowhere' };
    assert.deepEqual(await named(said), said);
  });

  it('tell a product, or all that a text fits', async () => {
    assert.deepEqual(await named({ product: 'copilot' }), { product: 'Microsoft 365 Copilot' });
    assert.deepEqual(await named({ product: 'visio' }), { products: ['Visio Plan 1', 'Visio Plan 2'] });
  });

  it('write references in capitals, and organizations by name', async () => {
    assert.deepEqual(await named({ subscription: 's-1001', target: 'c-2001', customer: chat.tenantId }), {
      subscription: 'S-1001',
      target: 'C-2001',
      customer: 'Contoso',
    });
    assert.deepEqual(await named({ subscriptions: ['S-1001', 'S-1002'] }), { subscriptions: ['S-1001', 'S-1002'] });
  });

  it('tell of a decision whose request it is about, and of what', async () => {
    const { actor } = await namingFor('Adele');
    const { items } = await chat.commerce.listRequests(actor, 'pending', { limit: 10 });
    const request = items.find(({ product }) => product.name === 'Microsoft 365 Copilot');
    assert.ok(request);
    assert.deepEqual(await named({ [requestField(request.request.id)]: 'approved' }), {
      request: request.request.id,
      verdict: 'approved',
      people: request.forPeople.map(({ displayName }) => displayName),
      product: 'Microsoft 365 Copilot',
    });
  });

  it('leave out what was not said', async () => {
    assert.deepEqual(await named({ product: undefined, on: false }), { on: false });
  });
});
