import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { findAction, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { type MovesInChat, startMovesInChat, titlesOf } from '../../../support/chat/moves-in-chat.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

describe('Moving users', () => {
  let chat: MovesInChat;
  beforeEach(async () => {
    chat = await startMovesInChat();
  });

  describe('to a target that is still to be chosen', () => {
    it('offers what can take everybody first, and tells of the rest what is missing', async () => {
      const card = await chat.ask('S-1002');
      assert.match(readCard(card), /^Move users to\nS-1002, Power BI Pro: 7 people move\./);
      assert.match(titlesOf(card)[0] ?? '', /^Move users to C-2001, Power BI Pro$/);
      assert.match(readCard(card), /Visio Plan 2 · C-2002\n1 available\nAnother product\n6 licenses missing\n/);
      assert.ok(titlesOf(card).includes('Buy 6 licenses'));
      const { data } = findAction(card, 'Buy 6 licenses');
      assert.deepEqual(Object.keys(data).sort(), ['back', 'by', 'for', 'product', 'quantity']);
    });

    it('greys what has too few licenses, and it cannot be chosen', async () => {
      const card = JSON.stringify(await chat.ask('S-1002'));
      assert.match(card, /"text":"Visio Plan 2 · C-2002","weight":"Bolder","isSubtle":true/);
      assert.ok(!card.includes('"target":"C-2002"'));
    });

    it('warns of another product, and tells who is there already', async () => {
      assert.match(readCard(await chat.ask('S-1003')), /C-2001\n20 available\nAnother product\n/);
      assert.match(readCard(await chat.ask('S-1001')), /C-2001\n20 available · 1 person has a license there already\n/);
    });

    it('has no way to buy for a partner’s admin, who may not', async () => {
      const partner = await startConversation('fabrikam', { customer: 'contoso' });
      await partner.run('Erik', 'act-for', { customer: 'Contoso' });
      const card = await partner.run('Erik', 'move-users', { subscription: 'S-1002' });
      assert.match(readCard(card), /6 licenses missing/);
      assert.deepEqual(
        titlesOf(card).filter((title) => title.startsWith('Buy')),
        [],
      );
    });

    it('offers to buy licenses where the organization has nothing to move them to', async () => {
      const tenant = { people: 3, subscriptions: [{ ref: 'S-1001', holders: [1, 2] }] };
      const somewhere = { tenantId: await writeSmallTenant(await testRedis(), tenant), userId: userId(0) };
      const data = { subscription: 'S-1001', by: userId(0) };
      const card = await chat.send('Adele', 'move-users', data, somewhere);
      assert.match(readCard(card), /no active central subscription that could take the 2 people of S-1001/);
      assert.deepEqual(titlesOf(card), ['Buy 2 licenses', 'Take control of S-1001', 'Close']);
    });
  });

  describe('asks first', () => {
    it('who moves, what it takes, and what becomes of the old subscription', async () => {
      const card = await chat.say('Adele', 'move users from S-1001 to C-2001');
      assert.match(readCard(card), /^Move 4 users from S-1001 to C-2001\?\n/);
      assert.match(readCard(card), /Who moves\n(?=.*Megan Bowen)(?=.*Lee Gu)(?!.*Joni Sherman).*\n/);
      assert.match(readCard(card), /Has one already\nJoni Sherman\nLicenses needed\n3, with 20 available\n/);
      assert.match(readCard(card), /S-1001 is canceled by itself and its status is Deleted\./);
      assert.match(readCard(card), /Nothing is charged/);
      assert.deepEqual(titlesOf(card), ['Move users', 'Choose another target', 'Close']);
      assert.equal((await chat.subscription('S-1001')).assigned, 4);
    });

    it('in Swedish', async () => {
      const card = await chat.say('Adele', 'flytta användare från S-1003 till C-2002', { locale: 'sv-SE' });
      assert.match(readCard(card), /^Vill du flytta 1 användare från S-1003 till C-2002\?\n/);
      assert.deepEqual(titlesOf(card), ['Flytta användare', 'Välj ett annat mål', 'Stäng']);
    });

    it('and warns that users change product', async () => {
      assert.match(
        readCard(await chat.ask('S-1003', 'C-2003')),
        /The users change product: they lose Visio Plan 2 and get /,
      );
    });

    it('how many licenses are missing, and offers to buy them instead of moving', async () => {
      const card = await chat.say('Adele', 'move users from S-1004 to C-2004');
      assert.match(readCard(card), /^Move 3 users from S-1004 to C-2004\?\n3 licenses missing\n/);
      assert.deepEqual(titlesOf(card), ['Buy 3 licenses', 'Choose another target', 'Close']);
    });

    it('which subscription, where none is named, and keeps the target', async () => {
      const card = await chat.run('Adele', 'move-users', { target: 'C-2001' });
      const line = titlesOf(card).find((title) => title.endsWith('S-1002')) ?? '';
      assert.match(readCard(await chat.press('Adele', card, line)), /^Move 7 users from S-1002 to C-2001\?\n/);
    });
  });

  describe('does it', () => {
    it('at once where there are few: the completed card, the old subscription Deleted', async () => {
      const stop = chat.commerce.onWorkBegun((each) => void chat.commerce.continueWork(each));
      const receipt = await chat.begin('S-1001', 'C-2001');
      stop();
      assert.match(readCard(receipt), /^4 users moved to C-2001\nS-1001: Deleted\nMegan Bowen gets an e-mail/);
      assert.match(readCard(receipt), /Got a license\n3\nHad one already\n1\n/);
      assert.deepEqual(titlesOf(receipt), ['Open C-2001', 'Subscriptions']);
      assert.deepEqual(
        [(await chat.subscription('S-1001')).status, (await chat.subscription('S-1001')).assigned],
        ['Deleted', 0],
      );
      assert.equal((await chat.subscription('C-2001')).assigned, 8);
    });

    it('with a target that has exactly enough licenses', async () => {
      await chat.begin('S-1003', 'C-2002');
      await chat.carryOn('S-1003');
      const { assigned, quantity } = await chat.subscription('C-2002');
      assert.deepEqual([assigned, quantity], [3, 3]);
    });

    it('showing how far it has come, and the completed card in the end', async () => {
      const progress = await chat.begin('S-1002', 'C-2001');
      assert.match(readCard(progress), /^The users are being moved\nFrom S-1002 to C-2001\n0% · 0 of 7 moved\n/);
      assert.match(JSON.stringify(progress), /"type":"ProgressBar","value":0,"max":7/);
      await chat.carryOn('S-1002');
      assert.match(readCard(await chat.press('Adele', progress, 'Refresh')), /^7 users moved to C-2001\n/);
    });

    it('once, however often the button is pressed', async () => {
      const question = await chat.ask('S-1001', 'C-2001');
      await chat.press('Adele', question, 'Move users');
      const { id } = await chat.progress('S-1001');
      assert.match(readCard(await chat.press('Adele', question, 'Move users')), /^The users are being moved\n/);
      assert.equal((await chat.progress('S-1001')).id, id);
      await chat.carryOn('S-1001');
      assert.match(readCard(await chat.press('Adele', question, 'Move users')), /^4 users moved to C-2001\n/);
      assert.equal((await chat.subscription('C-2001')).assigned, 8);
    });

    it('in Swedish, too', async () => {
      const options = { locale: 'sv-SE' };
      const question = await chat.say('Adele', 'flytta användare från S-1003 till C-2002', options);
      const { verb, data } = findAction(question, 'Flytta användare');
      const progress = await chat.send('Adele', verb, data, options);
      assert.match(readCard(progress), /^Användarna flyttas\nFrån S-1003 till C-2002\n0 % · 0 av 1 har flyttats\n/);
      await chat.carryOn('S-1003');
      const { verb: again, data: same } = findAction(progress, 'Uppdatera');
      assert.match(readCard(await chat.send('Adele', again, same, options)), /^1 användare flyttad till C-2002\n/);
    });
  });

  describe('refuses', () => {
    it('a target that is the source, no central subscription, or unknown, and offers others', async () => {
      for (const [target, answer] of [
        ['S-1003', /^That is the same subscription twice\n/],
        ['S-1001', /^Users move to central subscriptions only\n/],
        ['C-9999', /^There is no subscription C-9999\n/],
      ] as const) {
        const card = await chat.say('Adele', `move users from S-1003 to ${target}`);
        assert.match(readCard(card), answer);
        assert.match(readCard(card), /\nMove users to\n[\s\S]*C-2002/);
      }
    });

    it('a source that is unknown, central or deleted', async () => {
      for (const [source, answer] of [
        ['S-9999', /There is no subscription S-9999/],
        ['C-2001', /That is not a self-service purchase/],
        ['S-1010', /The subscription is deleted/],
      ] as const)
        assert.match(readCard(await chat.ask(source, 'C-2002')), answer);
    });

    it('what another admin moves meanwhile, and shows that move', async () => {
      const question = await chat.ask('S-1003', 'C-2002');
      await chat.press(
        'Alex',
        await chat.run('Alex', 'move-users', { subscription: 'S-1003', target: 'C-2003' }),
        'Move users',
      );
      const card = await chat.press('Adele', question, 'Move users');
      assert.match(readCard(card), /^(It has changed meanwhile|Its users are being moved right now)\n/);
      assert.match(readCard(card), /\nThe users are being moved\nFrom S-1003 to C-2003\n/);
      assert.equal((await chat.progress('S-1003')).target, 'C-2003');
    });

    it('a card that is older than a change, and shows today’s', async () => {
      const question = await chat.ask('S-1001', 'C-2001');
      const { actor: megan } = await chat.commerce.getVisitor(chat.tenantId, chat.sender('Megan').userId);
      const people = [chat.sender('Lee').userId];
      await chat.commerce.unassignLicenses(megan, 'S-1001' as SubscriptionRef, people, {
        operationId: randomUUID(),
      });
      const card = await chat.press('Adele', question, 'Move users');
      assert.match(readCard(card), /^It has changed meanwhile\n[\s\S]*\nMove 3 users from S-1001 to C-2001\?\n/);
      assert.equal((await chat.subscription('S-1001')).assigned, 3);
    });

    it('too few licenses, whatever the card says', async () => {
      const { data } = findAction(await chat.ask('S-1003', 'C-2002'), 'Move users');
      const { version } = await chat.subscription('S-1004');
      const edited = { ...data, subscription: 'S-1004', target: 'C-2004', version };
      const card = await chat.send('Adele', 'move-users', edited);
      assert.match(readCard(card), /^There are too few available licenses\n[\s\S]*Buy 3 licenses/);
      assert.equal((await chat.subscription('S-1004')).assigned, 3);
    });

    it('a forged payload, somebody else’s card, and people without the right', async () => {
      const { data } = findAction(await chat.ask('S-1003', 'C-2002'), 'Move users');
      for (const forged of [
        { ...data, operation: '1' },
        { ...data, target: { ref: 'C-2002' } },
        { ...data, admin: true },
        { ...data, version: 'x' },
      ])
        assert.match(readCard(await chat.send('Adele', 'move-users', forged)), /Something is missing or not right/);
      const { target: _, ...aimless } = data;
      assert.match(readCard(await chat.send('Adele', 'move-users', aimless)), /no longer works/);
      assert.match(readCard(await chat.send('Alex', 'move-users', data)), /belongs to someone else/);
      for (const who of ['Lynne', 'Nestor', 'Patti'])
        for (const verb of ['move-users', 'move-progress', 'undo-move', 'resume-move'])
          assert.match(readCard(await chat.run(who, verb, { subscription: 'S-1003' })), /You need another role/, verb);
      await assert.rejects(chat.progress('S-1003'), { message: 'no-such-move' });
      assert.equal((await chat.subscription('S-1003')).assigned, 1);
    });

    it('to look after a move that does not exist', async () => {
      for (const [verb, extra] of [
        ['move-progress', {}],
        ['undo-move', { move: 'm', operation: chat.commerce.newOperationId() }],
        ['resume-move', { move: 'm', operation: chat.commerce.newOperationId() }],
      ] as const)
        assert.match(
          readCard(await chat.run('Adele', verb, { subscription: 'S-1003', ...extra })),
          /Nobody is being moved from there/,
        );
    });
  });
});
