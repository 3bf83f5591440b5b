import type { Localizer } from '../../../locales/index.ts';
import type { ExportedUser, ExportSelection } from '../../../services/commerce/api/exports.ts';
import type { Visitor } from '../../../services/commerce/api/types.ts';
import { timeZoneOf } from '../../../services/commerce/index.ts';
import type { CsvRow } from '../../../services/documents/csv.ts';
import type { Services } from '../../conversation/ports.ts';

/** A file's columns and lines; the first line is refused where there are none. */
export interface Rows {
  readonly titles: readonly string[];
  readonly rows: AsyncGenerator<CsvRow>;
}

type UserRowsReader = Pick<Visitor, 'actor' | 'tenant'> & { readonly localizer: Localizer };

/** Who has licenses, a line each. */
export const userRows = (
  { commerce }: Pick<Services, 'commerce'>,
  reader: UserRowsReader,
  selection: ExportSelection,
): Rows => {
  const { actor, tenant, localizer } = reader;
  const { t } = localizer;
  const titles = [
    t('columns.product'),
    t('export.columns.subscription'),
    t('columns.purchaser'),
    t('export.columns.name'),
    t('export.columns.userName'),
    t('export.columns.assignedOn'),
  ];
  // Excel reads such a day as a date in either language.
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: timeZoneOf(tenant) });
  const row = (user: ExportedUser) => userRow(user, day, localizer);
  return { titles, rows: mapEach(commerce.exportUsers(actor, selection), row) };
};

const userRow = (user: ExportedUser, day: Intl.DateTimeFormat, { t }: Localizer): CsvRow => {
  const { product, subscription, source, purchaser, userId, person, assignedOn } = user;
  const buyer = source === 'central' ? t('list.purchaserCentral') : (purchaser?.displayName ?? '');
  // Of one who has left the directory only the id is known.
  const [name, userName] = [person?.displayName ?? '', person?.userPrincipalName ?? userId];
  return [product.name, subscription, buyer, name, userName, day.format(assignedOn)];
};

async function* mapEach<From, To>(items: AsyncGenerator<From>, change: (item: From) => To): AsyncGenerator<To> {
  for await (const item of items) yield change(item);
}
