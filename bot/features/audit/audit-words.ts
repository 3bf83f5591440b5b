import type { AuditChange, AuditWords } from '../../../cards/audit/audit.ts';
import { otherTargetName } from '../../../cards/policies/policy-change.ts';
import type en from '../../../locales/en.json';
import type { Localizer } from '../../../locales/index.ts';
import type { AuditLine } from '../../../services/commerce/api/audit.ts';
import type { PolicyDifference } from '../../../services/commerce/api/policies.ts';
import { fieldsOf } from './audit-fields.ts';
import type { AuditNames } from './audit-names.ts';

type ActName = keyof (typeof en)['audit']['act'];

/** A change of the audit trail in words. Ids have the names that are known of them. */
export const auditWords = (line: AuditLine, names: AuditNames, localizer: Localizer): AuditWords => ({
  act: localizer.t(`audit.act.${line.act as ActName}`),
  subject: subjectOf(line),
  when: localizer.moment(line.at),
  who: makerOf(line, localizer),
  changes: changesOf(line, names, localizer),
});

const REFERENCE = /^[A-Z]-\d+$/;

/** Only subscriptions have names that readers know. */
const subjectOf = ({ subject }: AuditLine): string | undefined => (REFERENCE.test(subject) ? subject : undefined);

const makerOf = ({ by, byItself }: AuditLine, { t }: Localizer): string => {
  if (byItself || !by) return t('audit.byItself');
  const { userId: id, displayName: name } = by;
  if (name === null) return t('audit.goneWithId', { id });
  return by.partner ? t('audit.partner', { name }) : name;
};

const changesOf = (line: AuditLine, names: AuditNames, localizer: Localizer): AuditChange[] => {
  const { differences } = line.details;
  if (Array.isArray(differences)) return differences.map((each) => policyChange(each, names, localizer));
  return line.act === 'decide-requests' ? decisions(line, localizer) : fieldsOf(line, names, localizer);
};

const policyChange = (difference: PolicyDifference, { products }: AuditNames, localizer: Localizer): AuditChange => ({
  label:
    'product' in difference
      ? (products.get(difference.product) ?? difference.product)
      : otherTargetName(difference, localizer),
  before: localizer.t(`policy.value.${difference.before}`),
  after: localizer.t(`policy.value.${difference.value}`),
});

/** Requests have no names that a reader would know: only how many there were. */
const decisions = ({ after }: AuditLine, { t, number }: Localizer): AuditChange[] =>
  (['approved', 'denied'] as const).flatMap((decision) => {
    const count = Object.values(after).filter((value) => value === decision).length;
    return count > 0 ? [{ label: t(`audit.status.${decision}`), after: number(count) }] : [];
  });
