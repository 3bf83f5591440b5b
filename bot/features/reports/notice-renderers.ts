import { weeklyDigest } from '../../../cards/reports/notices.ts';
import { CommerceError } from '../../../services/commerce/api/errors.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { Reading, Teller } from '../notices/notice-content.ts';

const ENDING_DAYS = 7;
/** Purchases that are named. */
const NAMED = 5;
/** Lines of the audit trail that are read for one digest: some seconds of it at most. */
const MOST_READ = 20_000;

export const tellDigest: Teller<'weekly-digest'> = async (reading, { from, until }) => {
  const { actor, commerce, localizer } = reading;
  const [months, unused, ending, bought] = await Promise.all([
    commerce.spend(actor),
    commerce.unusedLicenses(actor),
    commerce.listSubscriptions(actor, {
      source: 'all',
      statuses: ['Active'],
      expiringWithinDays: ENDING_DAYS,
      sort: 'expiration',
      limit: NAMED,
    }),
    boughtIn(reading, from, until),
  ]);
  const { items, total: endingCount } = ending;
  const soon = { source: 'all', expiringWithinDays: ENDING_DAYS };
  return {
    textCard: weeklyDigest({ from, until, bought, months, unused, ending: items, endingCount }, localizer),
    buttons: [
      { title: localizer.t('told.digestEnding'), verb: 'subscriptions', data: soon },
      ...commandButtons(['spend', 'unused', 'subscriptions'], localizer),
    ],
    say: localizer.t('mail.say.expiring'),
  };
};

/** Self-service purchases made in a time. */
const boughtIn = async ({ actor, commerce }: Reading, from: number, until: number): Promise<number> => {
  let [bought, read] = [0, 0];
  try {
    for await (const { act } of commerce.exportAudit(actor, { from, to: until - 1 })) {
      if (act === 'buy') bought += 1;
      read += 1;
      if (read >= MOST_READ) break;
    }
  } catch (error) {
    if (!(error instanceof CommerceError && error.reason.code === 'nothing-to-export')) throw error;
  }
  return bought;
};
