import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';

type LimitName = keyof (typeof en)['limits']['names'];

interface ReachedLimit {
  /** Of who reached it; not told of a limit for all. */
  readonly name: string;
  readonly limit: LimitName;
  readonly at: number;
}

/** Somebody did more of something than the bot lets through. For admins. */
export const limitReached = ({ name, limit, at }: ReachedLimit, { t, moment }: Localizer): TextCardData => ({
  title: limit.startsWith('tenant-') ? t('limits.tenantReached') : t('limits.reached', { name }),
  text: [t(`limits.${consequenceOf(limit)}`)],
  facts: [
    { title: t('limits.what'), value: t(`limits.names.${limit}`) },
    { title: t('limits.when'), value: moment(at) },
  ],
});

const consequenceOf = (limit: LimitName): 'cards' | 'budget' | 'refused' => {
  if (limit === 'payment-links' || limit.endsWith('card-tries')) return 'cards';
  return limit.endsWith('model-calls') ? 'budget' : 'refused';
};
