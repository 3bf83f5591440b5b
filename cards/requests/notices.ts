import type { Localizer } from '../../locales/index.ts';
import type { RequestSummary } from '../../services/commerce/api/requests.ts';
import type { TextCardData } from '../kit/text-card.ts';
import { forWhom, quoted } from './request-words.ts';

interface RequestNotice {
  readonly summary: RequestSummary;
  readonly name: string;
  /** Several read it: no names, nothing that somebody wrote. */
  readonly shared: boolean;
}

/** Somebody asks for licenses. For those who decide. */
export const requestMade = ({ summary, name, shared }: RequestNotice, localizer: Localizer): TextCardData => ({
  title: localizer.t('notices.requested', { name, product: summary.product.name }),
  text: [
    ...(shared ? [] : [forWhom(summary, localizer), ...quoted(summary.request.message, localizer)]),
    localizer.t('notices.requestedText'),
  ],
});

/** What became of a request. For the requester and the people it was for. */
export const requestDecided = (summary: RequestSummary, localizer: Localizer): TextCardData => {
  const { t, date } = localizer;
  const { request, product, decidedBy } = summary;
  const approved = request.status === 'approved';
  const { decision } = request;
  const by = decision && decidedBy && t('request.decidedBy', { name: decidedBy.displayName, date: date(decision.at) });
  return {
    title: approved ? t('notices.approved', { product: product.name }) : t('notices.denied', { product: product.name }),
    status: { text: forWhom(summary, localizer), tone: approved ? 'Good' : 'Attention' },
    text: [
      ...quoted(decision?.message, localizer),
      ...(by ? [by] : []),
      approved ? t('notices.approvedText') : t('notices.deniedText'),
    ],
  };
};
