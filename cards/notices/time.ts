import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';

/** Time has made a long step: a rest of the bot, or a wrong clock. For admins. */
export const timeStepped = (
  { from, until }: { readonly from: number; readonly until: number },
  { t, moment }: Localizer,
): TextCardData => ({
  title: t('timeStepped.title'),
  text: [t('timeStepped.text')],
  facts: [
    { title: t('timeStepped.from'), value: moment(from) },
    { title: t('timeStepped.until'), value: moment(until) },
  ],
});
