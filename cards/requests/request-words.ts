import type { Localizer } from '../../locales/index.ts';
import type { RequestSummary } from '../../services/commerce/api/requests.ts';

/** For whom a request is, in one line; not escaped. */
export const forWhom = ({ forPeople }: Pick<RequestSummary, 'forPeople'>, { t, locale }: Localizer): string => {
  const names = forPeople.map(({ displayName }) => displayName);
  const people = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  return names.length > 0 ? t('request.for', { people }) : t('request.forNobody');
};

/** Who asked, and when; not escaped. */
export const fromWhom = ({ request, requester }: RequestSummary, { t, date }: Localizer): string =>
  t('request.from', { name: requester?.displayName ?? t('request.gone'), date: date(request.requestedAt) });

/** What was written with it, as a quotation; not escaped. */
export const quoted = (message: string | undefined, { t }: Localizer): string[] =>
  message ? [t('request.quoted', { message })] : [];
