import { weeklyDigest } from '../../../cards/reports/notices.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { NoticeContext, NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';

const ENDING_DAYS = 7;
/** Purchases that are named. */
const NAMED = 5;
/** Lines of the audit trail that are read for one digest: some seconds of it at most. */
const MOST_READ = 20_000;

const renderDigest: NoticeRenderer<'weekly-digest'> = async (context, { from, until }) => {
  const { actor, commerce, localizer } = context;
  const [months, elsewhere, unused, ending, bought] = await Promise.all([
    commerce.listSpend(actor),
    commerce.countBilledByMicrosoft(actor),
    commerce.listUnusedLicenses(actor),
    commerce.listSubscriptions(actor, {
      source: 'all',
      statuses: ['Active'],
      expiringWithinDays: ENDING_DAYS,
      sort: 'expiration',
      limit: NAMED,
    }),
    boughtIn(context, from, until),
  ]);
  const { items, total: endingCount, unknownEnds = 0 } = ending;
  const soon = { source: 'all', expiringWithinDays: ENDING_DAYS };
  return {
    textCard: weeklyDigest(
      { from, until, bought, months, elsewhere, unused, ending: items, endingCount, unknownEnds },
      localizer,
    ),
    buttons: [
      { title: localizer.t('notices.digestEnding'), verb: 'subscriptions', data: soon },
      ...commandButtons(['spend', 'unused', 'subscriptions'], localizer),
    ],
    sentence: localizer.t('mail.sentences.expiring'),
  };
};

/** Self-service purchases made in a time. */
const boughtIn = async ({ actor, commerce }: NoticeContext, from: number, until: number): Promise<number> => {
  let [bought, read] = [0, 0];
  try {
    for await (const { act } of commerce.exportAudit(actor, { from, to: until - 1 })) {
      if (act === 'buy') bought += 1;
      read += 1;
      if (read >= MOST_READ) break;
    }
  } catch (error) {
    refusalReason(error, 'nothing-to-export');
  }
  return bought;
};

/** The weekly digest, for the admins who asked for it. */
export const reportNotices = {
  'weekly-digest': renderDigest,
} satisfies Partial<NoticeRenderers>;
