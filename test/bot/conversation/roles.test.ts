import assert from 'node:assert/strict';
import type { Command } from '../../../bot/conversation/command.ts';
import { commands } from '../../../bot/features/index.ts';
import { type Conversation, readCard, startConversation } from '../../support/chat/conversation.ts';

/** People of the cast, one for each role. Contoso has no User Administrator, whose rights are those of the next column. */
const PEOPLE = {
  'Global Admin': 'Adele',
  'Billing Admin': 'Alex',
  'License Admin': 'Lynne',
  'Global Reader': 'Nestor',
  'partner admin': 'Erik',
  purchaser: 'Megan',
  'other member': 'Lee',
  guest: 'Ben',
  disabled: 'Debra',
} as const;

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
  'notify-here': '         x  x  ·  ·  ·  ·  ·  ·  ·',
  notices: '               x  x  ·  x  ·  ·  ·  ·  ·',
  customers: '             x  x  x  x  x  x  x  x  ·',
  'act-for': '             x  x  x  x  x  x  x  x  ·',
  language: '              x  x  x  x  x  x  x  x  ·',
  answer: '                x  x  x  x  x  x  x  x  ·',
  help: '                  x  x  x  x  x  x  x  x  ·',
  close: '                 x  x  x  x  x  x  x  x  ·',
};

/** What is said to those who are not let in. */
const REFUSED =
  /You need another role|for the customer’s own people|Guests cannot|Your account is disabled|Only its purchaser/;

const all = Object.values(commands);

/** The row of a command, or of another that takes the same right. */
const marksOf = ({ name, allow }: Command): string | undefined => {
  // The last: `my-licenses`, which anyone may ask for, has nothing for a partner.
  const same = all.findLast((other) => other.allow === allow && other.name in LET_IN);
  return (LET_IN[name] ?? LET_IN[same?.name ?? ''])?.trim();
};

describe('Who is let in by which command', () => {
  let contoso: Conversation;
  let partner: Conversation;
  before(async () => {
    contoso = await startConversation('contoso');
    partner = await startConversation('fabrikam', { customer: 'contoso' });
    await partner.say('Erik', 'act for Contoso');
  });

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
    it(`${command.name}: ${marksOf(command)}`, async () => {
      const found: string[] = [];
      for (const who of Object.values(PEOPLE)) {
        const chat = who === 'Erik' ? partner : contoso;
        found.push(REFUSED.test(readCard(await chat.run(who, command.name))) ? '·' : 'x');
      }
      assert.deepEqual(found, marksOf(command)?.split(/\s+/));
    });
});
