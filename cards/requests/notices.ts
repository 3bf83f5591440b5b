import type { Localizer } from '../../locales/index.ts';
import type { RequestSummary } from '../../services/commerce/api/views.ts';
import type { TextCardData } from '../kit/text-card.ts';
import { forWhom, quoted } from './request-words.ts';

interface RequestTold {
  readonly summary: RequestSummary;
  readonly name: string;
  /** Several read it: no names, nothing that somebody wrote. */
  readonly shared: boolean;
}

/** Somebody asks for licenses. For those who decide. */
export const requestMade = ({ summary, name, shared }: RequestTold, localizer: Localizer): TextCardData => ({
  title: localizer.t('told.requested', { name, product: summary.product.name }),
  text: [
    ...(shared ? [] : [forWhom(summary, localizer), ...quoted(summary.request.message, localizer)]),
    localizer.t('told.requestedText'),
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
    title: approved ? t('told.approved', { product: product.name }) : t('told.denied', { product: product.name }),
    status: { text: forWhom(summary, localizer), tone: approved ? 'Good' : 'Attention' },
    text: [
      ...quoted(decision?.message, localizer),
      ...(by ? [by] : []),
      approved ? t('told.approvedText') : t('told.deniedText'),
    ],
  };
};
