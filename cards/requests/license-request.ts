import type { Localizer } from '../../locales/index.ts';
import type { RequestSummary } from '../../services/commerce/api/requests.ts';
import type { Page } from '../../services/commerce/api/subscriptions.ts';
import type { Person, Product } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { textInput } from '../kit/inputs.ts';
import { type PeopleList, peopleFields, problemLines } from '../kit/people.ts';
import { textCard } from '../kit/text-card.ts';
import { forWhom, quoted } from './request-words.ts';

/** Asks for whom a product is requested, and why. It comes back as the fields of `peopleFields` and `message`. */
export const requestForm = (
  { product, list, message }: { product: Product; list: PeopleList; message: string },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const wrong = problemLines(list, localizer);
  return textCard(
    {
      title: t('request.ask', { product: product.name }),
      text: [t('request.blocked'), t('request.goesTo'), t('request.forYourself')],
      warnings: wrong.length > 0 ? [t('request.notYet'), ...wrong] : [],
      inputs: [
        ...peopleFields(list, localizer),
        textInput(
          { id: 'message', label: t('request.message'), value: message, multiline: true, maxLength: 2000 },
          localizer,
        ),
      ],
    },
    buttons,
  );
};

/** What has been requested. */
export const requestReceipt = (
  { product, people, message }: { product: Product; people: readonly Person[]; message: string },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('request.sent'),
      status: { text: `${product.name} · ${t('request.status.pending')}`, tone: 'Good' },
      text: [forWhom({ forPeople: people }, localizer), ...quoted(message, localizer), t('request.youAreTold')],
    },
    buttons,
  );
};

/** Where somebody's requests stand. */
export const myRequestsCard = (
  page: Page<RequestSummary, string>,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { items, offset, total } = page;
  const range = { from: offset + 1, to: offset + items.length, count: total };
  return textCard(
    {
      title: t('request.mine'),
      text: total === 0 ? [t('request.noneMine')] : [],
      sections: items.map((each) => ({
        title: `${each.product.name} · ${t(`request.status.${each.request.status}`)}`,
        lines: [
          forWhom(each, localizer),
          t('request.sentOn', { date: localizer.date(each.request.requestedAt) }),
          ...decisionLines(each, localizer),
        ],
      })),
      footer: total > items.length ? t('request.range', range) : undefined,
      fallback: t('request.fallback', { count: total }),
    },
    buttons,
  );
};

const decisionLines = ({ request: { decision }, decidedBy }: RequestSummary, localizer: Localizer): string[] => {
  if (!decision) return [];
  const name = decidedBy?.displayName ?? localizer.t('request.gone');
  return [
    localizer.t('request.decidedBy', { name, date: localizer.date(decision.at) }),
    ...quoted(decision.message, localizer),
  ];
};

/** Asks whether a request is to be taken back. */
export const withdrawalQuestion = (summary: RequestSummary, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('request.withdraw', { product: summary.product.name }),
      text: [
        forWhom(summary, localizer),
        t('request.sentOn', { date: localizer.date(summary.request.requestedAt) }),
        ...quoted(summary.request.message, localizer),
        t('request.withdrawText'),
      ],
    },
    buttons,
  );
};

/** A request that was taken back. */
export const withdrawalReceipt = (summary: RequestSummary, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const status = { text: `${summary.product.name} · ${t('request.status.withdrawn')}`, tone: 'Good' } as const;
  return textCard(
    { title: t('request.withdrawn'), status, text: [forWhom(summary, localizer), t('request.askAgain')] },
    buttons,
  );
};
