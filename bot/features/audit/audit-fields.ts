import type { AuditChange } from '../../../cards/audit/audit.ts';
import type en from '../../../locales/en.json';
import type { Localizer } from '../../../locales/index.ts';
import type { AuditLine } from '../../../services/commerce/api/audit.ts';
import { STATUSES, type Status } from '../../../services/commerce/api/types.ts';
import { type AuditNames, idsOfField, PEOPLE_FIELDS } from './audit-names.ts';

type FieldName = keyof (typeof en)['audit']['field'];
type Fields = Readonly<Record<string, unknown>>;

/** What a field holds in words; undefined where it holds nothing. All fields of its side are given. */
type FieldReader = (value: unknown, names: AuditNames, localizer: Localizer, fields: Fields) => string | undefined;

const textField: FieldReader = (value) => (value === '' ? undefined : String(value));
const amountField: FieldReader = (value, _names, { number }) => number(Number(value));
const personField: FieldReader = (value, { people, most }, { t }) => {
  const ids = idsOfField(value);
  const names = ids.slice(0, most).map((id) => people.get(id) ?? id);
  const hidden = ids.length - names.length;
  return [...names, ...(hidden > 0 ? [t('details.more', { count: hidden })] : [])].join(', ') || undefined;
};

const statusField: FieldReader = (value, _names, { t }) =>
  STATUSES.some((each) => each === value)
    ? t(`status.${value as Status}`)
    : t(`audit.status.${value as keyof (typeof en)['audit']['status']}`);

/** What readers want to know of a change, in the order in which it is told. The rest is technical. */
const READERS: Readonly<Record<FieldName, FieldReader>> = {
  status: statusField,
  productName: textField,
  product: (value, { products }) => products.get(String(value)) ?? String(value),
  quantity: amountField,
  scheduledQuantity: (value, names, localizer, fields) =>
    value === '' ? undefined : amountField(value, names, localizer, fields),
  assigned: amountField,
  ...(Object.fromEntries(PEOPLE_FIELDS.map((field) => [field, personField])) as Record<
    (typeof PEOPLE_FIELDS)[number],
    FieldReader
  >),
  purchaserName: textField,
  autoRenew: (value, _names, { t }) => (value === '' ? t('notKnown') : t(value === '1' ? 'audit.on' : 'audit.off')),
  expiresAt: (value, _names, { dateIfKnown }) => dateIfKnown(value === '' ? null : Number(value)),
  target: textField,
  total: amountField,
  reason: (value, _names, { t }) => t(`cancel.reasons.${value as keyof (typeof en)['cancel']['reasons']}`),
  answer: (value, _names, { t }) => t(`audit.answers.${value as keyof (typeof en)['audit']['answers']}`),
  last4: (value, _names, _localizer, { brand, expiryMonth, expiryYear }) =>
    `${brand} •••• ${value}, ${String(expiryMonth).padStart(2, '0')}/${expiryYear}`,
  name: textField,
  number: textField,
  takenAt: (value, _names, { moment }) => moment(Number(value)),
  digest: textField,
  operator: textField,
};

/** The fields that differ, in words. */
export const fieldsOf = (
  { before, after, details }: AuditLine,
  names: AuditNames,
  localizer: Localizer,
): AuditChange[] =>
  Object.entries(READERS).flatMap(([field, read]) => {
    const fieldInWords = (fields: Fields) =>
      fields[field] === undefined ? undefined : read(fields[field], names, localizer, fields);
    const [was, is] = [fieldInWords(before), fieldInWords({ ...details, ...after })];
    if (was === is) return [];
    return [{ label: localizer.t(`audit.field.${field as FieldName}`), before: was, after: is }];
  });
