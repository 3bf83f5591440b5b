import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { freeLicenses } from '../kit/counted.ts';
import { type Choice, choiceInput } from '../kit/inputs.ts';
import { type PeopleList, peopleFields, personLine, problemLines } from '../kit/people.ts';
import { type TextCardData, textCard } from '../kit/text-card.ts';
import { nameOf } from '../subscriptions/subscription-words.ts';

/** What somebody has said so far of whom licenses are given to or taken from. */
interface AssignmentForm {
  /** The subscription that is meant; one of the candidates is still to be chosen where it is undefined. */
  readonly of: SubscriptionSummary | undefined;
  readonly candidates: readonly SubscriptionSummary[];
  readonly list: PeopleList;
}

/** Asks whom to give licenses, and of what. It comes back as `subscription` and the fields of `peopleFields`. */
export const assignForm = (form: AssignmentForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const wrong = problemLines(form.list, localizer);
  return textCard(
    {
      title: t('assign.title'),
      status: subscriptionStatus(form, localizer),
      text: [t('assign.intro')],
      warnings: wrong.length > 0 ? [t('assign.notYet'), ...wrong] : [],
      inputs: [...subscriptionField(form, localizer), ...peopleFields(form.list, localizer)],
    },
    buttons,
  );
};

/** Asks whom to take licenses from; the first of those who have one are there to choose. It comes back as `assignForm`. */
export const unassignForm = (
  form: AssignmentForm & { readonly holders: readonly Person[] },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { of, list, holders } = form;
  const wrong = problemLines(list, localizer);
  const hidden = of && holders.length > 0 ? of.subscription.assigned - holders.length : 0;
  return textCard(
    {
      title: t('unassign.title'),
      status: subscriptionStatus(form, localizer),
      text: [
        of && holders.length === 0 ? t('details.nobody') : t('unassign.intro'),
        ...(hidden > 0 ? [t('unassign.more', { count: hidden })] : []),
      ],
      warnings: wrong.length > 0 ? [t('unassign.notYet'), ...wrong] : [],
      inputs: [...subscriptionField(form, localizer), ...holderFields(list, holders, localizer)],
    },
    buttons,
  );
};

const subscriptionStatus = ({ of }: AssignmentForm, localizer: Localizer): TextCardData['status'] =>
  of && { text: `${nameOf(of)} · ${availableOfText(of, localizer)}`, tone: 'Default' };

const availableOfText = ({ subscription: { quantity, assigned } }: SubscriptionSummary, { t }: Localizer): string =>
  t('assign.available', { available: freeLicenses(quantity, assigned), count: quantity });

const holderFields = (list: PeopleList, holders: readonly Person[], localizer: Localizer): object[] => {
  if (holders.length === 0) return peopleFields(list, localizer);
  const isHolder = ({ id }: Person): boolean => holders.some((holder) => holder.id === id);
  const choices = holders.map((person): Choice => ({ value: person.id, title: personLine(person) }));
  const value = list.people.filter(isHolder).map(({ id }) => id);
  const field = { id: 'people', label: localizer.t('columns.assignedUsers'), value: value.join(','), choices };
  const others = { ...list, people: list.people.filter((person) => !isHolder(person)) };
  return peopleFields(others, localizer, choiceInput({ ...field, multiple: true, expanded: true }, localizer));
};

const subscriptionField = ({ of, candidates }: AssignmentForm, localizer: Localizer): object[] => {
  if (of) return [];
  const choices = candidates.map((each) => ({
    value: each.subscription.ref,
    title: `${nameOf(each)} · ${availableOfText(each, localizer)}`,
  }));
  const value = choices.length === 1 ? choices[0]?.value : undefined;
  const field = { id: 'subscription', label: localizer.t('assign.subscription'), value, choices, required: true };
  return [choiceInput(field, localizer)];
};
