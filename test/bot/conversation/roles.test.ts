import assert from 'node:assert/strict';
import type { Command } from '../../../bot/conversation/command.ts';
import { commands } from '../../../bot/features/index.ts';
import type { UserId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { type Conversation, readCard, startConversation } from '../../support/chat/conversation.ts';
import { confirmedCommands, sampleArguments } from '../../support/chat/pressing.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { stateOf } from '../../support/redis/snapshot.ts';

/** One person for each kind, and the column that tells what they may; none for those who may nothing. */
const PEOPLE: Readonly<Record<string, string>> = {
  Adele: 'GA',
  Alex: 'BA',
  Lynne: 'LA',
  // The domain knows no difference between a License and a User Administrator.
  Ursula: 'LA',
  Nestor: 'GR',
  Erik: 'pa',
  Megan: 'pu',
  Lee: 'ot',
  Ben: 'gu',
  // A guest with the role of a Global Administrator is a guest.
  Gwen: 'gu',
  Debra: 'di',
};

/**
 * Who is let in by each command: x is, · is not. Whether the thing asked about is theirs is the commerce service's to say,
 * and is tested with each command.
 */
const LET_IN: Readonly<Record<string, string>> = {
  //                       GA BA LA GR pa pu ot gu di
  subscriptions: '         x  x  x  x  x  x  x  ·  ·',
  subscription: '          x  x  x  x  x  x  x  ·  ·',
  licenses: '              x  x  ·  x  x  ·  ·  ·  ·',
  capacity: '              x  x  ·  x  x  ·  ·  ·  ·',
  spend: '                 x  x  ·  x  x  ·  ·  ·  ·',
  unused: '                x  x  ·  x  x  ·  ·  ·  ·',
  'export-users': '        x  x  x  x  x  x  x  ·  ·',
  policies: '              x  x  ·  x  x  ·  ·  ·  ·',
  'set-policy': '          x  x  ·  ·  ·  ·  ·  ·  ·',
  'undo-policy': '         x  x  ·  ·  ·  ·  ·  ·  ·',
  'take-over': '           x  x  ·  ·  x  ·  ·  ·  ·',
  'move-users': '          x  x  ·  ·  x  ·  ·  ·  ·',
  'move-progress': '       x  x  ·  ·  x  ·  ·  ·  ·',
  'resume-move': '         x  x  ·  ·  x  ·  ·  ·  ·',
  'undo-move': '           x  x  ·  ·  x  ·  ·  ·  ·',
  cancel: '                x  x  x  x  x  x  x  ·  ·',
  centralize: '            x  x  ·  ·  x  ·  ·  ·  ·',
  'assign-everyone': '     x  ·  x  ·  ·  ·  ·  ·  ·',
  'ask-to-cancel': '       x  x  ·  ·  x  ·  ·  ·  ·',
  'cancel-answer': '       x  x  x  x  ·  x  x  ·  ·',
  buy: '                   x  x  x  x  ·  x  x  ·  ·',
  'buy-own': '             x  x  x  x  ·  x  x  ·  ·',
  'buy-centrally': '       x  x  ·  ·  ·  ·  ·  ·  ·',
  'my-licenses': '         x  x  x  x  ·  x  x  x  ·',
  'request-license': '     x  x  x  x  ·  x  x  ·  ·',
  'my-requests': '         x  x  x  x  ·  x  x  ·  ·',
  audit: '                 x  x  x  x  x  x  x  ·  ·',
  'security-log': '        x  ·  ·  x  ·  ·  ·  ·  ·',
  erase: '               x  ·  ·  ·  ·  ·  ·  ·  ·',
  'export-audit': '        x  x  x  x  x  x  x  ·  ·',
  'my-subscriptions': '    x  x  x  x  ·  x  x  ·  ·',
  'set-quantity': '        x  x  x  x  x  x  x  ·  ·',
  'recurring-billing': '   x  x  x  x  x  x  x  ·  ·',
  reactivate: '            x  x  x  x  x  x  x  ·  ·',
  assign: '                x  x  x  x  x  x  x  ·  ·',
  unassign: '              x  x  x  x  x  x  x  ·  ·',
  'billing-profiles': '    x  x  x  x  ·  x  x  ·  ·',
  'payment-methods': '     x  x  x  x  ·  x  x  ·  ·',
  'pay-invoice': '         x  x  x  x  ·  x  x  ·  ·',
  'remove-card': '         x  x  x  x  ·  x  x  ·  ·',
  'save-billing-profile': 'x  x  x  x  ·  x  x  ·  ·',
  'set-up-card': '         x  x  x  x  ·  x  x  ·  ·',
  invoice: '               x  x  x  x  ·  x  x  ·  ·',
  invoices: '              x  x  x  x  ·  x  x  ·  ·',
  requests: '              x  ·  x  ·  ·  ·  ·  ·  ·',
  'decide-requests': '     x  ·  x  ·  ·  ·  ·  ·  ·',
  notifications: '         x  x  x  x  x  x  x  x  ·',
  'set-notification': '    x  x  x  x  x  x  x  x  ·',
  'notify-here': '         x  x  ·  ·  ·  ·  ·  ·  ·',
  notices: '               x  x  ·  x  ·  ·  ·  ·  ·',
  customers: '             x  x  x  x  x  x  x  x  ·',
  'act-for': '             x  x  x  x  x  x  x  x  ·',
  language: '              x  x  x  x  x  x  x  x  ·',
  answer: '                x  x  x  x  x  x  x  x  ·',
  help: '                  x  x  x  x  x  x  x  x  ·',
  close: '                 x  x  x  x  x  x  x  x  ·',
};

const COLUMNS = ['GA', 'BA', 'LA', 'GR', 'pa', 'pu', 'ot', 'gu', 'di'];

/** What is said to those who are not let in. */
const REFUSED =
  /You need another role|for the customer’s own people|Guests cannot|Your account is disabled|Only its purchaser/;

const all = Object.values(commands);

/** The row of a command, or of another that takes the same right. */
const marksOf = ({ name, allow }: Command): string[] | undefined => {
  // The last: `my-licenses`, which anyone may ask for, has nothing for a partner.
  const same = all.findLast((other) => other.allow === allow && other.name in LET_IN);
  return (LET_IN[name] ?? LET_IN[same?.name ?? ''])?.trim().split(/\s+/);
};

describe('Who is let in by which command', () => {
  let redis: Redis;
  let contoso: Conversation;
  let partner: Conversation;
  before(async () => {
    redis = await testRedis();
    contoso = await startConversation('contoso', {
      users: [
        { displayName: 'Ursula Klein', roles: ['UserAdministrator'] },
        { displayName: 'Gwen Marsh', roles: ['GlobalAdministrator'], userType: 'guest' },
      ],
    });
    partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
  });
  const chatOf = (who: string) => (who === 'Erik' ? partner : contoso);

  it('is said for every right that a command takes, and of commands only', () => {
    const names: readonly string[] = all.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(LET_IN).filter((name) => !names.includes(name)),
      [],
    );
    assert.deepEqual(
      all.filter((command) => marksOf(command) === undefined).map(({ name }) => name),
      [],
    );
  });

  for (const command of all)
    it(`${command.name}: ${marksOf(command)?.join(' ')}`, async () => {
      for (const [who, column] of Object.entries(PEOPLE)) {
        const answer = readCard(await chatOf(who).run(who, command.name));
        assert.equal(REFUSED.test(answer) ? '·' : 'x', marksOf(command)?.[COLUMNS.indexOf(column)], who);
      }
    });

  for (const command of confirmedCommands(all))
    it(`${command.name} is confirmed by nobody else, and nothing changes`, async () => {
      const refused = Object.entries(PEOPLE).filter(
        ([, column]) => marksOf(command)?.[COLUMNS.indexOf(column)] === '·',
      );
      assert.ok(refused.length > 0);
      const before = await stateOf(redis, contoso.tenantId);
      for (const [who] of refused) {
        const chat = chatOf(who);
        const confirmed = { ...sampleArguments(command), operation: chat.commerce.newOperationId() };
        assert.match(readCard(await chat.run(who, command.name, confirmed)), REFUSED, who);
      }
      assert.deepEqual(await stateOf(redis, contoso.tenantId), before);
    });

  it('lets in nobody of elsewhere, and no stranger', async () => {
    const before = await stateOf(redis, contoso.tenantId);
    const stranger = { userId: '00000000-0000-4000-8000-000000000000' as UserId };
    for (const command of all) {
      const data = { ...sampleArguments(command), for: contoso.tenantId };
      const ofElsewhere = readCard(await partner.run('Karin', command.name, data));
      if (!command.anyTenant) assert.match(ofElsewhere, /^This card is for another organization/, command.name);
      const unknown = await contoso.send('Adele', command.name, { ...data, by: stranger.userId }, stranger);
      assert.match(readCard(unknown), /^I do not know you here/, command.name);
    }
    assert.deepEqual(await stateOf(redis, contoso.tenantId), before);
  });
});
