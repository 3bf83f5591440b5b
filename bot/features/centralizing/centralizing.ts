import { type Centralizing, centralizeCard, type Step } from '../../../cards/centralizing/centralize.ts';
import { type Button, type Card, present } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { AskedPurchase, CentralizePreview } from '../../../services/commerce/api/centralizing.ts';
import type { Right } from '../../../services/commerce/api/rights.ts';
import { type ProductId, USABLE } from '../../../services/commerce/api/types.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { roleNames } from '../../conversation/refusals/refusal-card.ts';

/** The right that a step takes; looking at the answers takes none. */
const RIGHTS: Readonly<Partial<Record<Step, Right>>> = {
  buy: 'buy-centrally',
  assign: 'assign-central',
  ask: 'take-over',
};

/** How far centralizing a product has come: read from what there is, so that it can be resumed at any time. */
export const centralizingOf = async (context: CommandContext, product: ProductId): Promise<Centralizing> => {
  const { actor, commerce, localizer } = context;
  const [plan, answers] = await Promise.all([
    commerce.previewCentralize(actor, product),
    commerce.listCancelAnswers(actor, product),
  ]);
  const asked = answers.sort(openFirst);
  const open = asked.filter(({ summary }) => USABLE.includes(summary.subscription.status));
  const unasked = Math.max(0, plan.subscriptions - open.length);
  const next = nextStep(plan, unasked);
  const right = next && RIGHTS[next];
  const takesRole = right && !may(actor, right) ? roleNames(right, localizer) : undefined;
  return { plan, asked, unasked, next, takesRole };
};

const PLACES = [null, 'kept', 'canceled'] as const;

const openFirst = (a: AskedPurchase, b: AskedPurchase): number =>
  PLACES.indexOf(a.answer) - PLACES.indexOf(b.answer) || a.askedAt - b.askedAt;

const nextStep = ({ subscriptions, missing, needing }: CentralizePreview, unasked: number): Step | undefined => {
  if (subscriptions === 0) return undefined;
  if (missing > 0) return 'buy';
  if (needing > 0) return 'assign';
  return unasked > 0 ? 'ask' : 'answers';
};

/** The card with all steps, and buttons for what comes next. */
export const centralizingCard = async (context: CommandContext, product: ProductId): Promise<Card> => {
  const { localizer } = context;
  const state = await centralizingOf(context, product);
  const { plan, asked } = state;
  const another: Button = { title: localizer.t('centralize.another'), verb: 'centralize' };
  if (plan.subscriptions === 0 && asked.length === 0) {
    const { name } = plan.product;
    const title = localizer.t('centralize.title', { product: name });
    return textCard({ title, text: [localizer.t('centralize.noneOfProduct', { product: name })] }, [another]);
  }
  return centralizeCard(state, [...nextButtons(state, localizer), another], localizer);
};

const nextButtons = (state: Centralizing, { t }: Localizer): Button[] => {
  const { plan, asked, next, takesRole } = state;
  const product = plan.product.id;
  const kept = asked.some(({ answer }) => answer === 'kept');
  return present<Button>([
    ...(takesRole || !next ? [] : stepButtons(state, t)),
    next && { title: t('commands.export-users.title'), verb: 'export-users', data: { product } },
    next === 'answers' && kept && { title: t('centralize.askAgain'), verb: 'ask-to-cancel', data: { product } },
    { title: t('centralize.refresh'), verb: 'centralize', data: { product } },
  ]);
};

const stepButtons = ({ plan, next }: Centralizing, t: Localizer['t']): Button[] => {
  const product = plan.product.id;
  const { missing: quantity } = plan;
  if (next === 'buy')
    return [
      { title: t('centralize.buyButton', { count: quantity }), verb: 'buy-centrally', data: { product, quantity } },
    ];
  if (next === 'assign') return [{ title: t('centralize.steps.assign'), verb: 'assign-everyone', data: { product } }];
  if (next === 'ask') return [{ title: t('centralize.steps.ask'), verb: 'ask-to-cancel', data: { product } }];
  return [];
};
