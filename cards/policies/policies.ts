import type { Localizer } from '../../locales/index.ts';
import type { PolicyView, ProductPolicy } from '../../services/commerce/api/policies.ts';
import type { OfferType, PolicyValue } from '../../services/commerce/api/types.ts';
import { type Button, type Card, defineCard } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import template from './policies.json' with { type: 'json' };
import { offerTypeName } from './policy-change.ts';

interface PoliciesData {
  readonly policy: PolicyView;
  /** The products of this page, and the position of the first of them in the whole, from 0. */
  readonly products: readonly ProductPolicy[];
  readonly offset: number;
  /** Values that an offer type can take. */
  readonly offerTypeValues: readonly PolicyValue[];
}

const policiesTemplate = defineCard<object>(template);

/** A field for each product and offer type, with the values that it can take. Fields are named `product:…` and `offer:…`. */
export const policiesCard = (
  { policy, products, offset, offerTypeValues }: PoliciesData,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const total = policy.products.length;
  const range = { from: offset + 1, to: offset + products.length, count: total };
  return policiesTemplate(
    {
      title: t('policy.title'),
      intro: t('policy.intro'),
      byDefault: t('policy.default', { value: t(`policy.value.${policy.defaultValue}`) }),
      groups: [
        { title: t('policy.products'), rows: products.map((each) => productPolicyRow(each, localizer)) },
        {
          title: t('policy.offerTypes'),
          rows: policy.offerTypes.map((each) => offerTypePolicyRow(each, offerTypeValues, localizer)),
        },
      ].filter(({ rows }) => rows.length > 0),
      range: total > products.length ? [t('policy.range', range)] : [],
    },
    { fallback: t('policy.fallback', { count: total }), buttons },
  );
};

/** The same for those who may only read it. */
export const policyList = (policy: PolicyView, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const line = (name: string, value: PolicyValue): string =>
    t('policy.line', { name, value: t(`policy.value.${value}`) });
  return textCard(
    {
      title: t('policy.title'),
      text: [t('policy.intro'), t('policy.default', { value: t(`policy.value.${policy.defaultValue}`) })],
      sections: [
        { title: t('policy.products'), lines: policy.products.map(({ product, value }) => line(product.name, value)) },
        {
          title: t('policy.offerTypes'),
          lines: policy.offerTypes.map(({ offerType, value }) => line(offerTypeName(offerType, localizer), value)),
        },
      ].filter(({ lines }) => lines.length > 0),
    },
    buttons,
  );
};

const productPolicyRow = ({ product, value, allowed }: ProductPolicy, localizer: Localizer) => ({
  id: `product:${product.id}`,
  label: product.name,
  value,
  choices: policyChoices(allowed, localizer),
});

const offerTypePolicyRow = (
  { offerType, value }: { offerType: OfferType; value: PolicyValue },
  values: readonly PolicyValue[],
  localizer: Localizer,
) => ({
  id: `offer:${offerType}`,
  label: offerTypeName(offerType, localizer),
  value,
  choices: policyChoices(values, localizer),
});

const policyChoices = (values: readonly PolicyValue[], { t }: Localizer) =>
  values.map((value) => ({ value, title: t(`policy.value.${value}`) }));
