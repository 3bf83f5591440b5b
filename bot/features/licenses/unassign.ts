import { type Button, type Card, present } from '../../../cards/kit/card.ts';
import { unassignQuestion, unassignReceipt } from '../../../cards/licenses/assignment.ts';
import { unassignForm } from '../../../cards/licenses/assignment-form.ts';
import type { Localizer } from '../../../locales/index.ts';
import { MAX_ASSIGNED_AT_ONCE } from '../../../services/commerce/api/licenses.ts';
import type { SubscriptionSummary } from '../../../services/commerce/api/subscriptions.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import {
  idsFrom,
  idsOf,
  isSettled,
  mayLose,
  type NamedPeople,
  peopleNamed,
} from '../../conversation/naming/named-people.ts';
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

export const unassign = defineChange({
  name: 'unassign',
  allow: 'assign-licenses',
  topic: 'people',
  args: assignmentArgs,
  async ask(context) {
    const list = mayLose(await peopleNamed(context, context.args));
    const holders = isSettled(list) ? list.people.slice(0, MAX_ASSIGNED_AT_ONCE) : [];
    const choice = await chooseSubscription(context, 'unassign', context.args, holders);
    const draft = { choice, list };
    return assignmentFormOrQuestion(context, draft, formToUnassign(context, draft), (of) =>
      askBeforeUnassigning(context, of, list),
    );
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    const [ref, users] = [confirmedRef(args), idsFrom(args.people)];
    const [{ summary: of }, { removing, without }] = await Promise.all([
      commerce.getAssignable(actor, ref),
      commerce.previewUnassign(actor, ref, users),
    ]);
    const { removed, assigned, access } = await commerce.unassignLicenses(actor, ref, users, confirmed);
    const [lost, hadNone] = splitByDone([...removing, ...without], removed);
    return unassignReceipt(
      { of, removed: lost, access, without: hadNone, assigned },
      afterUnassigning(of, lost, localizer),
      localizer,
    );
  },
});

const formToUnassign = ({ localizer }: CommandContext, { choice, list }: AssignmentDraft): Card => {
  const { seats, candidates } = choice;
  const data = { of: seats?.summary, candidates, list, holders: seats?.people ?? [] };
  return unassignForm(data, assignmentFormButtons('unassign', choice, localizer), localizer);
};

const askBeforeUnassigning = async (
  context: CommandContext,
  of: SubscriptionSummary,
  { people }: NamedPeople,
): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const users = people.map(({ id }) => id);
  const preview = await commerce.previewUnassign(actor, of.subscription.ref, users);
  const { subscription, removing } = preview;
  const buttons = assignmentQuestionButtons(
    'unassign',
    { subscription, people, acts: removing.length > 0 },
    [],
    localizer,
  );
  return unassignQuestion({ of, preview }, buttons, localizer);
};

const afterUnassigning = (
  { subscription: { ref: subscription } }: SubscriptionSummary,
  removed: NamedPeople['people'],
  { t }: Localizer,
): Button[] =>
  present<Button>([
    { title: t('unassign.others'), verb: 'unassign', data: { subscription } },
    removed.length > 0 && { title: t('assign.back'), verb: 'assign', data: { subscription, people: idsOf(removed) } },
  ]);
