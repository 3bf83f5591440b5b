import { unassignQuestion, unassignReceipt } from '../../../cards/assignment.ts';
import { unassignForm } from '../../../cards/assignment-form.ts';
import type { Button, Card } from '../../../cards/card.ts';
import { MAX_ASSIGNED_AT_ONCE } from '../../../services/commerce/rules/seats.ts';
import type { SubscriptionSummary, UnassignPreview } from '../../../services/commerce/views.ts';
import {
  type AssignmentArgs,
  assignmentArgs,
  confirmedRef,
  continueButton,
  editButton,
  type Meant,
  questionOrForm,
  seatsMeant,
} from '../../assigning.ts';
import { confirmButton, defineChange } from '../../change.ts';
import type { CommandContext } from '../../command.ts';
import { idsIn, idsOf, isSettled, mayLose, type NamedPeople, peopleNamed } from '../../people.ts';

type Given = CommandContext & { readonly args: AssignmentArgs };

export const unassign = defineChange({
  name: 'unassign',
  allow: 'see-subscriptions',
  topic: 'people',
  args: assignmentArgs,
  async ask(context) {
    const list = mayLose(await peopleNamed(context, context.args));
    const holders = isSettled(list) ? list.people.slice(0, MAX_ASSIGNED_AT_ONCE) : [];
    const meant = await seatsMeant(context, 'unassign', context.args, holders);
    const { seats } = meant;
    if (!seats || !isSettled(list) || context.args.edit) return form(context, meant, list);
    return questionOrForm(context, question(context, seats.summary, list), form(context, meant, list));
  },
  async act({ actor, args, commerce, speech }, confirmed) {
    const [ref, users] = [confirmedRef(args), idsIn(args.people)];
    const [{ summary: of }, { removing, without }] = await Promise.all([
      commerce.getAssignable(actor, ref),
      commerce.previewUnassign(actor, ref, users),
    ]);
    const { removed, assigned } = await commerce.unassignLicenses(actor, ref, users, confirmed);
    const everybody = [...removing, ...without];
    const receipt = {
      of,
      removed: everybody.filter(({ id }) => removed.includes(id)),
      without: everybody.filter(({ id }) => !removed.includes(id)),
      assigned,
    };
    return unassignReceipt(receipt, nextSteps(of, receipt.removed, speech), speech);
  },
});

const form = ({ speech }: CommandContext, meant: Meant, list: NamedPeople): Card => {
  const { seats, candidates } = meant;
  const data = { of: seats?.summary, candidates, list, holders: seats?.people ?? [] };
  const close = { title: speech.t('buttons.close'), verb: 'close' };
  return unassignForm(data, [continueButton('unassign', meant, speech), close], speech);
};

const question = async (context: Given, of: SubscriptionSummary, { people }: NamedPeople): Promise<Card> => {
  const { actor, commerce, speech } = context;
  const users = people.map(({ id }) => id);
  const preview = await commerce.previewUnassign(actor, of.subscription.ref, users);
  const buttons = [
    ...confirmButtons(context, preview),
    editButton('unassign', of, people, speech),
    { title: speech.t('buttons.close'), verb: 'close' },
  ];
  return unassignQuestion({ of, preview }, buttons, speech);
};

const confirmButtons = ({ speech: { t } }: Given, { subscription, removing, without }: UnassignPreview): Button[] => {
  if (removing.length === 0) return [];
  const data = { subscription: subscription.ref, people: idsOf([...removing, ...without]) };
  const { version } = subscription;
  return [confirmButton({ title: t('commands.unassign.title'), verb: 'unassign', data, version })];
};

const nextSteps = (
  { subscription: { ref: subscription } }: SubscriptionSummary,
  removed: NamedPeople['people'],
  { t }: CommandContext['speech'],
): Button[] => [
  { title: t('unassign.others'), verb: 'unassign', data: { subscription } },
  { title: t('assign.back'), verb: 'assign', data: { subscription, people: idsOf(removed) } },
];
