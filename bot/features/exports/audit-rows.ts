import type { AuditChange } from '../../../cards/audit/audit.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { AuditFilter, AuditLine } from '../../../services/commerce/api/audit.ts';
import type { Visitor } from '../../../services/commerce/api/types.ts';
import { timeZoneOf } from '../../../services/commerce/index.ts';
import type { CsvRow } from '../../../services/documents/csv.ts';
import type { Services } from '../../conversation/ports.ts';
import { auditNames } from '../audit/audit-names.ts';
import { auditWords } from '../audit/audit-words.ts';
import type { Rows } from './user-rows.ts';

type AuditReader = Pick<Visitor, 'actor' | 'tenant'> & { readonly localizer: Localizer };

/** Changes whose names are looked up together. */
const STEP = 50;

/** The audit trail in words, a line for each change. */
export const auditRows = ({ commerce }: Pick<Services, 'commerce'>, reader: AuditReader, filter: AuditFilter): Rows => {
  const { actor, tenant, localizer } = reader;
  const { t } = localizer;
  const titles = (['when', 'who', 'act', 'subject', 'before', 'after', 'operation'] as const).map((column) =>
    t(`audit.columns.${column}`),
  );
  // Excel reads such a moment as a date in either language.
  const style = { dateStyle: 'short', timeStyle: 'medium', timeZone: timeZoneOf(tenant) } as const;
  const moment = new Intl.DateTimeFormat('sv-SE', style);
  const inWords = async (lines: readonly AuditLine[]): Promise<CsvRow[]> => {
    const names = await auditNames(commerce, actor, { lines });
    return lines.map((line) => {
      const { act, subject = line.subject, who, changes } = auditWords(line, names, localizer);
      return [
        moment.format(line.at),
        who,
        act,
        subject,
        sideInWords('before', changes),
        sideInWords('after', changes),
        line.operation,
      ];
    });
  };
  return { titles, rows: inSteps(commerce.exportAudit(actor, filter), inWords) };
};

const sideInWords = (which: 'before' | 'after', changes: readonly AuditChange[]): string =>
  changes.flatMap((change) => (change[which] === undefined ? [] : [`${change.label}: ${change[which]}`])).join('; ');

async function* inSteps(
  lines: AsyncGenerator<AuditLine>,
  inWords: (lines: readonly AuditLine[]) => Promise<CsvRow[]>,
): AsyncGenerator<CsvRow> {
  let step: AuditLine[] = [];
  for await (const line of lines) {
    step.push(line);
    if (step.length < STEP) continue;
    yield* await inWords(step);
    step = [];
  }
  yield* await inWords(step);
}
