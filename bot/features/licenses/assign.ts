import { type Button, type Card, present } from '../../../cards/kit/card.ts';
import { assignQuestion, assignReceipt } from '../../../cards/licenses/assignment.ts';
import { assignForm } from '../../../cards/licenses/assignment-form.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { AssignPreview } from '../../../services/commerce/api/licenses.ts';
import type { SubscriptionSummary } from '../../../services/commerce/api/subscriptions.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { idsFrom, idsOf, type NamedPeople, peopleNamed } from '../../conversation/naming/named-people.ts';
import { confirmedRef } from '../../conversation/naming/named-subscription.ts';
import {
  type AssignmentDraft,
  assignmentArgs,
  assignmentFormButtons,
  assignmentFormOrQuestion,
  assignmentQuestionButtons,
  chooseSubscription,
  splitByDone,
} from './assigning.ts';

export const assign = defineChange({
  name: 'assign',
  allow: 'assign-licenses',
  topic: 'people',
  args: assignmentArgs,
  async ask(context) {
    const choice = await chooseSubscription(context, 'assign', context.args);
    const list = await peopleNamed(context, context.args);
    const draft = { choice, list };
    return assignmentFormOrQuestion(context, draft, formToAssign(context, draft), (of) =>
      askBeforeAssigning(context, of, list),
    );
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    const [ref, users] = [confirmedRef(args), idsFrom(args.people)];
    const [{ summary: of }, { adding, already }] = await Promise.all([
      commerce.getAssignable(actor, ref),
      commerce.previewAssign(actor, ref, users),
    ]);
    const { added, assigned } = await commerce.assignLicenses(actor, ref, users, confirmed);
    const [gained, had] = splitByDone([...adding, ...already], added);
    return assignReceipt(
      { of, added: gained, already: had, assigned },
      afterAssigning(of, gained, localizer),
      localizer,
    );
  },
});

const formToAssign = ({ localizer }: CommandContext, { choice, list }: AssignmentDraft): Card => {
  const data = { of: choice.seats?.summary, candidates: choice.candidates, list };
  return assignForm(data, assignmentFormButtons('assign', choice, localizer), localizer);
};

const askBeforeAssigning = async (
  context: CommandContext,
  of: SubscriptionSummary,
  { people }: NamedPeople,
): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const users = people.map(({ id }) => id);
  const preview = await commerce.previewAssign(actor, of.subscription.ref, users);
  const { subscription, adding, missing } = preview;
  const buy = buyButtons(context, of, preview);
  const asked = { subscription, people, acts: adding.length > 0 && missing === 0 };
  const buttons = assignmentQuestionButtons('assign', asked, buy, localizer);
  return assignQuestion({ of, preview, mayBuy: buy.length > 0 }, buttons, localizer);
};

/** Where the missing licenses come from: the purchaser's own subscription grows, or the organization buys. */
const buyButtons = (
  { actor, localizer: { t } }: CommandContext,
  { product }: SubscriptionSummary,
  { subscription, missing }: AssignPreview,
): Button[] => {
  if (missing === 0) return [];
  const title = t('commands.buy.title');
  if (subscription.source === 'self-service')
    return [{ title, verb: 'set-quantity', data: { subscription: subscription.ref, change: missing } }];
  return may(actor, 'buy-centrally') ? [{ title, verb: 'buy', data: { product: product.id, quantity: missing } }] : [];
};

const afterAssigning = (
  { subscription: { ref: subscription } }: SubscriptionSummary,
  added: NamedPeople['people'],
  { t }: Localizer,
): Button[] =>
  present<Button>([
    { title: t('assign.more'), verb: 'assign', data: { subscription } },
    added.length > 0 && {
      title: t('commands.unassign.title'),
      verb: 'unassign',
      data: { subscription, people: idsOf(added) },
    },
  ]);
