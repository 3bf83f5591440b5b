import type { Localizer } from '../../locales/index.ts';
import type { RequestSummary } from '../../services/commerce/api/requests.ts';
import type { Page } from '../../services/commerce/api/subscriptions.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { textInput } from '../kit/inputs.ts';
import { type Line, textCard } from '../kit/text-card.ts';
import template from './license-requests.json' with { type: 'json' };
import { forWhom, fromWhom, quoted } from './request-words.ts';

/** What can become of a request on the card; `later` leaves it as it is. */
export const VERDICTS = ['later', 'approved', 'denied'] as const;
export type RequestVerdict = (typeof VERDICTS)[number];

const FIELD = 'request:';

/** The name of the field, or of the value in a button's data, that decides a request. */
export const requestField = (id: string): string => FIELD + id;

/** The request that a field decides; undefined where it is another field. */
export const requestOfField = (field: string): string | undefined =>
  field.startsWith(FIELD) ? field.slice(FIELD.length) : undefined;

interface RequestsData {
  readonly page: Page<RequestSummary, string>;
  /** What has been chosen so far, by request. */
  readonly verdicts: Readonly<Record<string, RequestVerdict>>;
  readonly message: string;
}

const requestsTemplate = defineCard<object>(template);

/** A row for each request with the choice of what becomes of it, as its `requestField`, and one `message` to all of them. */
export const requestsCard = (
  { page, verdicts, message }: RequestsData,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { items, offset, total } = page;
  if (total === 0) return textCard({ title: t('requests.title'), text: [t('requests.none')] }, buttons);
  const field = { id: 'message', label: t('requests.message'), value: message, multiline: true, maxLength: 2000 };
  return requestsTemplate(
    {
      title: t('requests.title'),
      intro: t('requests.intro'),
      rows: items.map((each) => requestRow(each, verdicts[each.request.id] ?? 'later', localizer)),
      range:
        total > items.length
          ? [t('requests.range', { from: offset + 1, to: offset + items.length, count: total })]
          : [],
    },
    { fallback: t('requests.fallback', { count: total }), buttons, elements: [textInput(field, localizer)] },
  );
};

const requestRow = (each: RequestSummary, value: RequestVerdict, localizer: Localizer) => {
  const { t } = localizer;
  const { request, product } = each;
  const lines = [fromWhom(each, localizer), forWhom(each, localizer), ...quoted(request.message, localizer)];
  return {
    product: plain(product.name),
    lines: lines.map(plain),
    id: requestField(request.id),
    label: t('requests.decision', { product: product.name }),
    value,
    choices: VERDICTS.map((verdict) => ({ value: verdict, title: t(`requests.verdict.${verdict}`) })),
  };
};

interface DecisionQuestion {
  readonly requests: readonly RequestSummary[];
  readonly decision: 'approved' | 'denied';
  readonly message: string;
  /** Requests that fit too, and that this card has no room for. */
  readonly more: number;
}

/** Asks about some requests, each with what becomes of it, and for one `message` to all of them. */
export const decisionQuestion = (
  { requests, decision, message, more }: DecisionQuestion,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const verdict = t(`requests.verdict.${decision}`);
  const field = { id: 'message', label: t('requests.message'), value: message, multiline: true, maxLength: 2000 };
  return textCard(
    {
      title: t(`requests.ask.${decision}`, { count: requests.length }),
      text: [t(`requests.askText.${decision}`), ...(more > 0 ? [t('requests.others', { count: more })] : [])],
      sections: requests.map((each) => ({
        title: t('requests.row', { verdict, product: each.product.name }),
        lines: [fromWhom(each, localizer), forWhom(each, localizer), ...quoted(each.request.message, localizer)],
      })),
      inputs: [textInput(field, localizer)],
    },
    buttons,
  );
};

/** What has been decided, with what to do about the approved ones. */
export const decisionReceipt = (
  { approved, denied, next }: Decided,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const section = (title: string, requests: readonly RequestSummary[]) =>
    requests.length > 0 ? [{ title, lines: requests.map((each) => decidedLine(each, localizer)) }] : [];
  return textCard(
    {
      title: t('requests.decided', { count: approved.length + denied.length }),
      status: { text: t('requests.told'), tone: 'Good' },
      text: next.length > 0 ? [t('requests.assignNext')] : [],
      sections: [...section(t('requests.approved'), approved), ...section(t('requests.denied'), denied)],
      lines: next,
    },
    buttons,
  );
};

interface Decided {
  readonly approved: readonly RequestSummary[];
  readonly denied: readonly RequestSummary[];
  /** Lines that lead to giving the licenses. */
  readonly next: readonly Line[];
}

const decidedLine = (each: RequestSummary, localizer: Localizer): string =>
  `${each.product.name}: ${forWhom(each, localizer)}`;
