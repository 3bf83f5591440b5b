import type { Fact, TextCardData } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { PolicyView } from '../../../services/commerce/api/policies.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import type { FactKind } from '../../understanding/answers/topic.ts';

/** Guests are told nothing of the organization that they are a guest of. */
export const isOutsider = ({ actor }: CommandContext): boolean => actor.userType === 'guest' && !actor.partner;

/** The facts of some kinds that the person may see, under the organization's name; none for guests. */
export const factsOf = async (context: CommandContext, kinds: readonly FactKind[]): Promise<Fact[]> => {
  if (isOutsider(context)) return [];
  const { t } = context.localizer;
  const values = await Promise.all(kinds.map((kind) => FACT_VALUES[kind](context)));
  const facts = kinds.flatMap((kind, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ title: t(`answers.facts.${kind}`), value }];
  });
  return facts.length === 0 ? [] : [{ title: t('answers.facts.organization'), value: context.tenant.name }, ...facts];
};

type FactValue = (context: CommandContext) => Promise<string | undefined> | string | undefined;

const FACT_VALUES: Readonly<Record<FactKind, FactValue>> = {
  country: ({ tenant, localizer }) => displayName('region', tenant.country, localizer),
  kind: ({ tenant, localizer }) => localizer.t(`answers.kinds.${tenant.kind}`),
  account: ({ tenant: { billingAccountType: type }, localizer }) =>
    localizer.t(type === null ? 'notKnown' : `answers.accounts.${type}`),
  currency: ({ tenant, localizer }) => displayName('currency', tenant.currency, localizer),
  policy: async ({ actor, commerce, localizer }) =>
    may(actor, 'read-policy') ? policyInShort(await commerce.getPolicy(actor), localizer) : undefined,
  purchases: async ({ actor, commerce, localizer }) => {
    if (!may(actor, 'see-purchases')) return undefined;
    const { total } = await commerce.listSubscriptions(actor, { source: 'self-service', limit: 1 });
    return localizer.number(total);
  },
};

const displayName = (type: 'region' | 'currency', code: string, { locale }: Localizer): string =>
  new Intl.DisplayNames([locale], { type }).of(code) ?? code;

const policyInShort = ({ defaultValue, products }: PolicyView, { t, number }: Localizer): string => {
  const countOf = (wanted: string) => number(products.filter(({ value }) => value === wanted).length);
  return t('answers.allowed', {
    allowed: countOf('Enabled'),
    trials: countOf('OnlyTrialsWithoutPaymentMethod'),
    total: number(products.length),
    value: t(`policy.value.${defaultValue}`),
  });
};

/** Whether the person can buy anything here, in one line; undefined for those of whom no rule says it. */
export const mayBuyLine = async (context: CommandContext): Promise<TextCardData['status']> => {
  const { actor, commerce, localizer } = context;
  if (!may(actor, 'buy-self-service')) return undefined;
  const products = await commerce.listBuyable(actor);
  const open = products.filter(({ rule }) => rule === null).length;
  const rule = products.find((product) => product.rule !== null)?.rule;
  if (open === 0 && rule) return { text: localizer.t(`buyRules.${rule}`), tone: 'Attention' };
  const counts = { count: open, total: localizer.number(products.length) };
  return { text: localizer.t('answers.mayBuy', counts), tone: 'Good' };
};
