import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import template from './payment-methods.json' with { type: 'json' };
import { expiryText, paymentMethodName } from './payment-words.ts';

export interface ListedPaymentMethod {
  readonly paymentMethod: PaymentMethod;
  readonly state: 'good' | 'soon' | 'expired';
  /** Names of the billing profiles that are paid with it. */
  readonly profiles: readonly string[];
}

const paymentMethodsTemplate = defineCard<object>(template);

/** What somebody pays with, each with what can be done with it. */
export const paymentMethodList = (
  listed: readonly ListedPaymentMethod[],
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return paymentMethodsTemplate(
    {
      title: t('commands.payment-methods.title'),
      none: listed.length === 0 ? [t('paymentMethods.none')] : [],
      paymentMethods: listed.map((each) => paymentMethodRow(each, localizer)),
    },
    { fallback: t('paymentMethods.fallback', { count: listed.length }), buttons },
  );
};

const paymentMethodRow = ({ paymentMethod, state, profiles }: ListedPaymentMethod, localizer: Localizer) => {
  const { t } = localizer;
  const until = t('paymentMethods.until', { expiry: expiryText(paymentMethod), holder: paymentMethod.holder });
  return {
    name: plain(paymentMethodName(paymentMethod, localizer)),
    state: state === 'good' ? [] : [t(`paymentMethods.state.${state}`)],
    lines: [until, ...(profiles.length > 0 ? [t('paymentMethods.pays', { profiles: profiles.join(', ') })] : [])].map(
      plain,
    ),
    actions: paymentMethodActions(paymentMethod, localizer),
  };
};

const paymentMethodActions = (paymentMethod: PaymentMethod, localizer: Localizer) => {
  const action = (title: string, verb: string, data: object) => ({
    title,
    // Several payment methods have the same buttons: whoever hears them is told whose each is.
    tooltip: localizer.t('paymentMethods.actionOn', {
      action: title,
      card: paymentMethodName(paymentMethod, localizer),
    }),
    verb,
    data: { ...data, paymentMethod: paymentMethod.id },
  });
  return [
    action(localizer.t('paymentMethods.actions.edit'), 'set-up-card', { kind: 'edit' }),
    action(localizer.t('paymentMethods.actions.replace'), 'set-up-card', { kind: 'replace' }),
    action(localizer.t('paymentMethods.actions.remove'), 'remove-card', {}),
  ];
};

/** What it means to take a payment method off file. */
export const removalQuestion = (paymentMethod: PaymentMethod, buttons: readonly Button[], localizer: Localizer): Card =>
  textCard(
    {
      title: localizer.t('paymentMethods.remove.ask', { card: paymentMethodName(paymentMethod, localizer) }),
      text: [localizer.t('paymentMethods.remove.text')],
    },
    buttons,
  );

export const removalReceipt = (buttons: readonly Button[], { t }: Localizer): Card =>
  textCard(
    {
      title: t('paymentMethods.remove.done'),
      status: { text: t('paymentMethods.remove.doneText'), tone: 'Good' },
    },
    buttons,
  );
