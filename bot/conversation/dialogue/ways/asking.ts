import type { SpokenCommandName } from '../../../../locales/index.ts';
import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import type { TopicId } from '../../../understanding/answers/texts.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { asksSomething, concernsOf } from '../../../understanding/dialogue/utterance.ts';
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
  erase: 'data-ownership',
};

/** What else is asked about a change, besides what it leads to. */
const RELATED: Readonly<Partial<Record<SpokenCommandName, readonly TopicId[]>>> = {
  cancel: ['refunds', 'cancel-own', 'purchaser-told', 'data-ownership', 'change-takes-effect'],
  'set-policy': ['new-products', 'trials', 'block-buying', 'powershell'],
  'take-over': ['purchaser-told', 'after-cancel', 'transfer-owner', 'move-users'],
  'move-users': ['purchaser-told', 'take-over', 'after-cancel'],
  centralize: ['move-users', 'purchaser-told', 'central-or-self'],
  buy: ['who-pays', 'payment-options', 'trials', 'trial-conversion', 'prices', 'central-or-self', 'purchase-orders'],
  'set-quantity': ['refunds', 'change-quantity', 'prices', 'renewal', 'price-difference'],
  'recurring-billing': ['expiry', 'renewal', 'after-cancel', 'refunds'],
  reactivate: ['renewal', 'payment-method', 'payment-fails', 'who-pays'],
  assign: ['assign-limit', 'whom-to-assign', 'double-licenses'],
  unassign: ['after-cancel', 'double-licenses', 'change-takes-effect'],
  'request-license': ['cannot-buy', 'who-pays'],
  'ask-to-cancel': ['refunds', 'after-cancel', 'purchaser-told'],
  'pay-invoice': ['payment-method', 'payment-fails', 'card-safety', 'payment-options', 'who-pays', 'tax-receipts'],
  erase: ['data-governance'],
};

/** What a purchaser is told of. */
const TOLD: ReadonlySet<string> = new Set(['take-over', 'move-users', 'centralize', 'cancel', 'ask-to-cancel']);

const answer = (id: TopicId): Step => ({ command: 'answer', args: { id } });

/** What tells what a change would lead to, rather than to ask about it once more. */
export const meaningOf = (change: Step | undefined): Step | undefined => {
  const id = change && MEANINGS[change.command as SpokenCommandName];
  return id && answer(id);
};

/**
 * A question about a change that was just asked about: what it costs or brings back stands on its card, what it leads to in an
 * answer. One that points at it is surer than one that could be about anything.
 */
export const askedAbout = (said: Said) => {
  const { utterance, dialogue, isWhole } = said;
  const points = referencesIn(utterance.sentence).length > 0;
  const change = justAsked(dialogue);
  if (!change || (isWhole && !points) || !asksSomething(utterance.sentence)) return undefined;
  const step = relatedTo(change, said) ?? concerning(change, said);
  return step && { step, ...(points || utterance.sentence.mentions.length > 0 ? {} : { score: UNPOINTED }) };
};

const UNPOINTED = 0.75;

/** The answer that the words speak of, of those that have to do with the change. */
const relatedTo = ({ command }: Step, { read, utterance: { sentence } }: Said): Step | undefined => {
  const name = command as SpokenCommandName;
  const topics = new Set<unknown>([...(RELATED[name] ?? []), MEANINGS[name]]);
  const found = read(sentence).readings.find(
    (reading) => reading.command === 'answer' && reading.score >= LIKELY && topics.has(reading.args['id']),
  );
  return found && { command: 'answer', args: { id: found.args['id'] } };
};

const LIKELY = 0.15;

const concerning = (change: Step, { utterance: { sentence } }: Said): Step | undefined => {
  const concerns = concernsOf(sentence);
  if (concerns.has('tidings') && TOLD.has(change.command)) return answer('purchaser-told');
  if (concerns.has('figures')) return change;
  return concerns.size > 0 ? meaningOf(change) : undefined;
};
