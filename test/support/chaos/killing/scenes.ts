import type { CommandName } from '../../../../locales/index.ts';
import type { Actor, SubscriptionRef, UserId } from '../../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../../services/commerce/index.ts';

/** What is done before a scene, without the bot. */
export interface Backstage {
  readonly commerce: Commerce;
  readonly actor: (name: string) => Promise<Actor>;
  readonly userId: (name: string) => UserId;
}

/** A sentence, and the presses that follow on the cards which it leads to: each by its verb. */
export interface SceneStep {
  readonly who: string;
  readonly text: string;
  /** Verbs of buttons to press, one after the other; the last one confirms. */
  readonly presses: readonly CommandName[];
  /** What is filled in before the last press, other than the card has it. */
  readonly filled?: (inputs: Readonly<Record<string, unknown>>) => object;
}

/** One act of Contoso's people, the last step of some. */
export interface Scene {
  readonly command: CommandName;
  readonly before?: (stage: Backstage) => Promise<unknown>;
  readonly steps: readonly SceneStep[];
  /** What it is answered with, where that depends on how far a job has come by then. */
  readonly answer?: RegExp;
}

const scene = (who: string, text: string, command: CommandName, more: Partial<SceneStep> = {}): Scene => ({
  command,
  steps: [{ who, text, presses: [command], ...more }],
});

const MOVING = /^The users are being moved|^\d+ users? moved/;
const because = () => ({ reason: 'other' });
const S1003 = 'S-1003' as SubscriptionRef;
const C2002 = 'C-2002' as SubscriptionRef;

const CARD = { brand: 'Visa', last4: '1111', expiryMonth: 6, expiryYear: 2031, holder: 'Megan', token: 'tok_1111' };
const secondCard = async ({ commerce, actor }: Backstage) =>
  commerce.addPaymentMethod(await actor('Megan'), CARD, { operationId: 'a second card' });

const askPatti = async ({ commerce, actor }: Backstage) => {
  const admin = await actor('Adele');
  const { subscription } = await commerce.getSubscription(admin, S1003);
  return commerce.askToCancel(admin, subscription.productId, { operationId: 'ask Patti' });
};

/** A move that has stopped, as somebody has taken the last license; there is one again by now. */
const stoppedMove = async ({ commerce, actor, userId }: Backstage) => {
  const admin = await actor('Adele');
  const { tenantId } = admin;
  await commerce.moveUsers(admin, { source: S1003, target: C2002 }, { operationId: 'a move' });
  await commerce.assignLicenses(admin, C2002, [userId('Lee')], { operationId: 'the last license' });
  await commerce.continueWork({ kind: 'move-users', tenantId, subscription: S1003 });
  await commerce.unassignLicenses(admin, C2002, [userId('Lee')], { operationId: 'a license again' });
};

/** For every command that a press confirms, at least one way to it. */
export const SCENES: readonly Scene[] = [
  scene('Megan', 'buy 2 Power BI Pro', 'buy-own'),
  scene('Adele', 'buy 2 Power BI Pro', 'buy-centrally'),
  scene('Megan', 'cancel S-1001', 'cancel', { filled: because }),
  scene('Adele', 'cancel S-1003', 'cancel', { filled: because }),
  scene('Grady', 'reactivate S-1008', 'reactivate'),
  { ...scene('Adele', 'move users from S-1002 to C-2001', 'move-users'), answer: MOVING },
  scene('Adele', 'block Visio Plan 2', 'set-policy'),
  scene('Alex', 'policies', 'policies', { filled: () => ({ 'product:CFQ7TTC0HD32': 'Disabled' }) }),
  {
    command: 'undo-policy',
    steps: [
      { who: 'Adele', text: 'block Visio Plan 2', presses: ['set-policy'] },
      { who: 'Adele', text: 'undo the last policy change', presses: ['undo-policy'] },
    ],
  },
  scene('Megan', 'set S-1001 to 8 licenses', 'set-quantity'),
  scene('Megan', 'turn off recurring billing S-1001', 'recurring-billing'),
  scene('Megan', 'pay invoice G-240903', 'pay-invoice'),
  scene('Lynne', 'assign C-2001 to Grady Archie', 'assign'),
  scene('Megan', 'unassign Lee Gu from S-1001', 'unassign'),
  scene('Megan', 'request Copilot', 'request-license', { filled: () => ({ message: 'please' }) }),
  scene('Lee', 'withdraw my Copilot request', 'withdraw-request'),
  scene('Lynne', 'requests', 'decide-requests', {
    filled: (inputs) => Object.fromEntries(Object.keys(inputs).map((id) => [id, id === 'message' ? '' : 'approved'])),
  }),
  scene('Adele', 'centralize Power BI Pro', 'assign-everyone', { presses: ['assign-everyone', 'assign-everyone'] }),
  scene('Adele', 'ask Patti Fernandez to cancel S-1003', 'ask-to-cancel'),
  { ...scene('Patti', 'keep S-1003', 'cancel-answer'), before: askPatti },
  {
    ...scene('Megan', 'payment methods', 'remove-card', { presses: ['remove-card', 'remove-card'] }),
    before: secondCard,
  },
  scene('Megan', 'billing profiles', 'save-billing-profile', {
    presses: ['save-billing-profile', 'save-billing-profile'],
    filled: () => ({ name: 'Another name' }),
  }),
  {
    ...scene('Adele', 'move users from S-1003 to C-2002', 'undo-move'),
    before: stoppedMove,
    answer: /^The move (?:is being|was) undone/,
  },
  { ...scene('Adele', 'move users from S-1003 to C-2002', 'resume-move'), before: stoppedMove, answer: MOVING },
];
