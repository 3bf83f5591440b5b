import type { Localizer } from '../../locales/index.ts';
import type { PaymentMethod } from '../../services/commerce/api/types.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import template from './payment-methods.json' with { type: 'json' };
import { cardName, expiryText } from './payment-words.ts';

export interface ListedCard {
  readonly card: PaymentMethod;
  readonly state: 'good' | 'soon' | 'expired';
  /** Names of the billing profiles that are paid with it. */
  readonly profiles: readonly string[];
}

const listTemplate = defineCard<object>(template);

/** The cards that somebody pays with, each with what can be done with it. */
export const paymentMethodList = (
  cards: readonly ListedCard[],
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return listTemplate(
    {
      title: t('commands.payment-methods.title'),
      none: cards.length === 0 ? [t('cards.none')] : [],
      cards: cards.map((each) => listed(each, localizer)),
    },
    { fallback: t('cards.fallback', { count: cards.length }), buttons },
  );
};

const listed = ({ card, state, profiles }: ListedCard, localizer: Localizer) => {
  const { t } = localizer;
  const until = t('cards.until', { expiry: expiryText(card), holder: card.holder });
  return {
    name: plain(cardName(card, localizer)),
    state: state === 'good' ? [] : [t(`cards.state.${state}`)],
    lines: [until, ...(profiles.length > 0 ? [t('cards.pays', { profiles: profiles.join(', ') })] : [])].map(plain),
    actions: actions(card, localizer),
  };
};

const actions = (card: PaymentMethod, localizer: Localizer) => {
  const action = (title: string, verb: string, data: object) => ({
    title,
    // Several cards have the same buttons: whoever hears them is told whose each is.
    tooltip: localizer.t('cards.actionOn', { action: title, card: cardName(card, localizer) }),
    verb,
    data: { ...data, paymentMethod: card.id },
  });
  return [
    action(localizer.t('cards.actions.edit'), 'set-up-card', { kind: 'edit' }),
    action(localizer.t('cards.actions.replace'), 'set-up-card', { kind: 'replace' }),
    action(localizer.t('cards.actions.remove'), 'remove-card', {}),
  ];
};

/** What it means to take a card off file. */
export const removalQuestion = (card: PaymentMethod, buttons: readonly Button[], localizer: Localizer): Card =>
  textCard(
    {
      title: localizer.t('cards.remove.ask', { card: cardName(card, localizer) }),
      text: [localizer.t('cards.remove.text')],
    },
    buttons,
  );

export const removalReceipt = (buttons: readonly Button[], { t }: Localizer): Card =>
  textCard(
    {
      title: t('cards.remove.done'),
      status: { text: t('cards.remove.doneText'), tone: 'Good' },
    },
    buttons,
  );
