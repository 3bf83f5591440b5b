import type { Localizer } from '../../locales/index.ts';
import type { BillingView } from '../../services/commerce/api/billing.ts';
import type { BillingProfile, PaymentMethod } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput, textInput } from '../kit/inputs.ts';
import { textCard } from '../kit/text-card.ts';
import { paymentMethodChoice } from './payment-words.ts';

/** Longest name of a billing profile. */
const NAME_LENGTH = 256;

/** Billing profiles with what pays, each pressed to change it. */
export const billingProfileList = (
  { profiles, paymentMethods }: BillingView,
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
        text: payingText(paymentMethods, paymentMethodId, localizer),
        verb: 'save-billing-profile',
        data: { profile: id },
      })),
    },
    buttons,
  );
};

const payingText = (paymentMethods: readonly PaymentMethod[], id: string, localizer: Localizer): string => {
  const paying = paymentMethods.find((each) => each.id === id);
  return paying ? paymentMethodChoice(paying, localizer).title : localizer.t('profiles.cardGone');
};

export interface ProfileForm {
  /** Absent where a new one is made. */
  readonly profile: BillingProfile | undefined;
  /** What was typed and chosen before. */
  readonly name: string | undefined;
  readonly chosen: string | undefined;
  readonly paymentMethods: readonly PaymentMethod[];
}

/** The fields of a billing profile, `name` and `card`. */
export const profileForm = (form: ProfileForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { profile, paymentMethods } = form;
  const title = t(profile ? 'profiles.change' : 'profiles.new');
  return paymentMethods.length > 0
    ? textCard({ title, text: [t('profiles.text')], inputs: profileFields(form, localizer) }, buttons)
    : textCard({ title, text: [t('paymentMethods.none')] }, buttons);
};

const profileFields = (
  { profile, name = profile?.name, chosen, paymentMethods }: ProfileForm,
  localizer: Localizer,
): object[] => {
  const { t } = localizer;
  const choices = paymentMethods.map((each) => paymentMethodChoice(each, localizer));
  const wanted = [chosen, profile?.paymentMethodId].find((id) => paymentMethods.some((each) => each.id === id));
  return [
    textInput(
      { id: 'name', label: t('profiles.name'), value: name, maxLength: NAME_LENGTH, required: true },
      localizer,
    ),
    choiceInput(
      { id: 'card', label: t('profiles.card'), value: wanted ?? paymentMethods[0]?.id, choices, required: true },
      localizer,
    ),
  ];
};

export const profileReceipt = (
  { name, paymentMethod }: { readonly name: string; readonly paymentMethod: PaymentMethod | undefined },
  buttons: readonly Button[],
  localizer: Localizer,
): Card =>
  textCard(
    {
      title: localizer.t('profiles.saved'),
      status: { text: name, tone: 'Good' },
      facts: paymentMethod
        ? [{ title: localizer.t('profiles.card'), value: paymentMethodChoice(paymentMethod, localizer).title }]
        : [],
    },
    buttons,
  );
