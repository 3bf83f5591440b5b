import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { type MovesInChat, startMovesInChat, titlesOf } from '../../../support/chat/moves-in-chat.ts';

describe('A move that has been begun', () => {
  let chat: MovesInChat;
  beforeEach(async () => {
    chat = await startMovesInChat();
  });

  describe('can be undone until it has ended', () => {
    it('by a button on the progress card', async () => {
      const progress = await chat.begin('S-1002', 'C-2001');
      const undoing = await chat.press('Adele', progress, 'Undo');
      assert.match(readCard(undoing), /^The move is being undone\n[\s\S]*7 of 7 back in place\n/);
      assert.deepEqual(titlesOf(undoing), ['Refresh']);
      await chat.carryOn('S-1002');
      const undone = await chat.press('Adele', undoing, 'Refresh');
      assert.match(readCard(undone), /^The move was undone\n/);
      assert.deepEqual(
        [(await chat.subscription('S-1002')).status, (await chat.subscription('S-1002')).assigned],
        ['Active', 7],
      );
    });

    it('and not afterwards: the button of an old card shows how it stands', async () => {
      const progress = await chat.begin('S-1002', 'C-2001');
      await chat.carryOn('S-1002');
      const card = await chat.press('Adele', progress, 'Undo');
      assert.match(readCard(card), /^That is no longer possible\n[\s\S]*\n7 users moved to C-2001\n/);
      assert.equal((await chat.subscription('S-1002')).status, 'Deleted');
    });

    it('by the card of that move only, not of one before', async () => {
      const old = await chat.begin('S-1002', 'C-2001');
      await chat.press('Adele', old, 'Undo');
      await chat.carryOn('S-1002');
      await chat.begin('S-1002', 'C-2001');
      const fresh = JSON.parse(JSON.stringify(old).replaceAll(/"operation":"\w/g, '"operation":"0'));
      assert.match(readCard(await chat.press('Adele', fresh, 'Undo')), /^It has changed meanwhile\n/);
      assert.equal((await chat.progress('S-1002')).state, 'running');
    });
  });

  describe('that has stopped', () => {
    const stopped = async () => {
      await chat.begin('S-1002', 'C-2001');
      await chat.commerce.stopWork(chat.work('S-1002'));
      return chat.run('Adele', 'move-progress', { subscription: 'S-1002' });
    };

    it('goes on when told to, once', async () => {
      const card = await stopped();
      assert.match(readCard(card), /Moved so far\n0 of 7\n/);
      assert.match(readCard(await chat.press('Adele', card, 'Go on')), /^The users are being moved\n/);
      await chat.carryOn('S-1002');
      assert.match(readCard(await chat.press('Adele', card, 'Go on')), /^7 users moved to C-2001\n/);
    });

    it('is undone when told to', async () => {
      await chat.press('Adele', await stopped(), 'Undo');
      await chat.carryOn('S-1002');
      assert.equal((await chat.progress('S-1002')).state, 'undone');
    });

    it('for want of licenses says how many are missing, and where to buy them', async () => {
      await chat.begin('S-1003', 'C-2002');
      const last = [chat.sender('Lee').userId];
      await chat.commerce.assignLicenses(chat.admin, 'C-2002' as SubscriptionRef, last, { operationId: randomUUID() });
      await chat.carryOn('S-1003');
      const card = await chat.run('Adele', 'move-progress', { subscription: 'S-1003' });
      assert.match(readCard(card), /^The move has stopped\nC-2002 has no license available any more\.\n/);
      assert.match(readCard(card), /\n1 license missing\n/);
      assert.deepEqual(titlesOf(card), ['Go on', 'Undo', 'Buy 1 license', 'Open C-2002']);
      const again = await chat.press('Adele', card, 'Go on');
      assert.match(readCard(again), /^There are too few available licenses\n[\s\S]*The move has stopped\n/);
      assert.equal((await chat.progress('S-1003')).state, 'stopped');
    });
  });
});
