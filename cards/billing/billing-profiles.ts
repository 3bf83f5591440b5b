import type { Localizer } from '../../locales/index.ts';
import type { BillingProfile, PaymentMethod } from '../../services/commerce/api/types.ts';
import type { BillingView } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput, textInput } from '../kit/inputs.ts';
import { textCard } from '../kit/text-card.ts';
import { paymentMethodChoice } from './payment-words.ts';

/** Longest name of a billing profile. */
const NAME_LENGTH = 256;

/** Billing profiles with the cards that pay, each pressed to change it. */
export const billingProfileList = (
  { profiles, paymentMethods: cards }: BillingView,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('commands.billing-profiles.title'),
      text: [t(profiles.length > 0 ? 'profiles.intro' : 'profiles.none')],
      lines: profiles.map(({ id, name, paymentMethodId }) => ({
        title: name,
        text: payingText(cards, paymentMethodId, localizer),
        verb: 'save-billing-profile',
        data: { profile: id },
      })),
    },
    buttons,
  );
};

const payingText = (cards: readonly PaymentMethod[], id: string, localizer: Localizer): string => {
  const card = cards.find((each) => each.id === id);
  return card ? paymentMethodChoice(card, localizer).title : localizer.t('profiles.cardGone');
};

export interface ProfileForm {
  /** Absent where a new one is made. */
  readonly profile: BillingProfile | undefined;
  /** What was typed and chosen before. */
  readonly name: string | undefined;
  readonly card: string | undefined;
  readonly cards: readonly PaymentMethod[];
}

/** The fields of a billing profile, `name` and `card`. */
export const profileForm = (form: ProfileForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { profile, cards } = form;
  const title = t(profile ? 'profiles.change' : 'profiles.new');
  return cards.length > 0
    ? textCard({ title, text: [t('profiles.text')], inputs: profileFields(form, localizer) }, buttons)
    : textCard({ title, text: [t('paymentMethods.none')] }, buttons);
};

const profileFields = ({ profile, name = profile?.name, card, cards }: ProfileForm, localizer: Localizer): object[] => {
  const { t } = localizer;
  const choices = cards.map((each) => paymentMethodChoice(each, localizer));
  const wanted = [card, profile?.paymentMethodId].find((id) => cards.some((each) => each.id === id));
  return [
    textInput(
      { id: 'name', label: t('profiles.name'), value: name, maxLength: NAME_LENGTH, required: true },
      localizer,
    ),
    choiceInput(
      { id: 'card', label: t('profiles.card'), value: wanted ?? cards[0]?.id, choices, required: true },
      localizer,
    ),
  ];
};

export const profileReceipt = (
  { name, card }: { readonly name: string; readonly card: PaymentMethod | undefined },
  buttons: readonly Button[],
  localizer: Localizer,
): Card =>
  textCard(
    {
      title: localizer.t('profiles.saved'),
      status: { text: name, tone: 'Good' },
      facts: card ? [{ title: localizer.t('profiles.card'), value: paymentMethodChoice(card, localizer).title }] : [],
    },
    buttons,
  );
