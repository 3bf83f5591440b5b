import { type Button, type ButtonData, present } from '../../cards/kit/card.ts';
import type { Localizer } from '../../locales/index.ts';
import type { Page } from '../../services/commerce/api/subscriptions.ts';
import { subscriptionRef } from './naming/arguments.ts';

/** Rows of a list in chat. */
export const PAGE_LENGTH = 8;

/** The cursors that a list of subscriptions takes. */
export const cursorArgs = { after: subscriptionRef.optional(), before: subscriptionRef.optional() };

/** The cursors of a list: what the page comes after, or before. */
export interface Cursors<Cursor> {
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
}

/** The one cursor to use, if any; `after` wins. */
export const cursorOf = <Cursor>({ after, before }: Cursors<Cursor>): Cursors<Cursor> =>
  after ? { after } : before ? { before } : {};

/** Buttons that turn the pages of a list by cursors; `data` says which list it is. */
export const cursorButtons = (
  verb: Button['verb'],
  { before, after }: Pick<Page<unknown, string>, 'before' | 'after'>,
  { t }: Localizer,
  data: ButtonData = {},
): Button[] =>
  present<Button>([
    before && { title: t('buttons.previous'), verb, data: { ...data, before } },
    after && { title: t('buttons.next'), verb, data: { ...data, after } },
  ]);

interface Offsets {
  /** Items before the page, of so many in all. */
  readonly offset: number;
  readonly total: number;
  readonly length?: number;
}

/** Buttons that turn the pages of a list by the number of items to skip, which `dataOf` puts into a button's data. */
export const offsetButtons = (
  verb: Button['verb'],
  { offset, total, length = PAGE_LENGTH }: Offsets,
  { t }: Localizer,
  dataOf = (from: number): ButtonData => ({ from }),
): Button[] =>
  present<Button>([
    offset > 0 && { title: t('buttons.previous'), verb, data: dataOf(Math.max(0, offset - length)) },
    offset + length < total && { title: t('buttons.next'), verb, data: dataOf(offset + length) },
  ]);
