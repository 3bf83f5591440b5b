import type { SpokenCommandName } from '../../../../locales/index.ts';
import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import type { TopicId } from '../../../understanding/answers/texts.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { concernOf } from '../../../understanding/dialogue/utterance.ts';
import type { Said } from '../said.ts';

/** What waits, without what is remembered of it. */
export const asked = ({ waiting }: Dialogue): Step | undefined =>
  waiting && { command: waiting.command, args: waiting.args };

/** What the last turn asked. */
export const justAsked = (dialogue: Dialogue): Step | undefined =>
  dialogue.waiting?.age === 0 ? asked(dialogue) : undefined;

/** The answer that says what a change leads to. */
const MEANINGS: Readonly<Partial<Record<SpokenCommandName, TopicId>>> = {
  cancel: 'after-cancel',
  'set-policy': 'policy-existing',
  'take-over': 'take-over',
  'move-users': 'move-users',
  centralize: 'how-to-centralize',
  buy: 'how-to-buy',
  'set-quantity': 'change-takes-effect',
  'recurring-billing': 'recurring-billing-is',
  reactivate: 'expiry',
  assign: 'how-to-assign',
  unassign: 'how-to-unassign',
  'request-license': 'how-requests-work',
  'withdraw-request': 'how-requests-work',
  'decide-requests': 'how-requests-work',
  'ask-to-cancel': 'cancel-own',
  'pay-invoice': 'invoices',
};

/** What tells what a change would lead to, rather than to ask about it once more. */
export const meaningOf = (change: Step | undefined): Step | undefined => {
  const id = change && MEANINGS[change.command as SpokenCommandName];
  return id && { command: 'answer', args: { id } };
};

/**
 * A question about a change that was just asked about: what it costs or brings back stands on its card, what it leads to in an
 * answer. One that points at it is surer than one that could be about anything.
 */
export const askedAbout = ({ utterance: { sentence }, dialogue, isWhole }: Said) => {
  const points = referencesIn(sentence).length > 0;
  const concern = isWhole && !points ? undefined : concernOf(sentence);
  const step = concern === 'figures' ? justAsked(dialogue) : concern && meaningOf(justAsked(dialogue));
  return step && { step, ...(points ? {} : { score: UNPOINTED }) };
};

const UNPOINTED = 0.7;
