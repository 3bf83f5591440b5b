import type { Localizer } from '../../locales/index.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** One change, in words. */
export interface AuditWords {
  readonly act: string;
  /** What was changed, where it has a name. */
  readonly subject?: string | undefined;
  /** Such as "Nov 22, 2026, 3:05 PM". */
  readonly when: string;
  readonly who: string;
  readonly changes: readonly AuditChange[];
}

/** What was before and after, of which one may be absent. */
export interface AuditChange {
  readonly label: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

interface AuditData {
  readonly lines: readonly AuditWords[];
  /** What the trail is narrowed to, in words. */
  readonly filters: readonly string[];
}

/** A page of the audit trail, the newest change first. */
export const auditCard = ({ lines, filters }: AuditData, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const about = filters.length > 0 ? [filters.join(' · ')] : [];
  return textCard(
    {
      title: t('audit.title'),
      text: [...about, ...(lines.length === 0 ? [t('audit.none')] : [])],
      sections: lines.map(({ act, subject, when, who, changes }) => ({
        title: subject === undefined ? act : `${act} · ${subject}`,
        lines: [`${when} · ${who}`, ...changes.map((change) => auditChangeText(change, localizer))],
      })),
      fallback: t('audit.fallback', { count: lines.length }),
    },
    buttons,
  );
};

const auditChangeText = ({ label, before, after }: AuditChange, { t }: Localizer): string => {
  if (before === undefined) return t('audit.became', { label, after });
  return after === undefined ? t('audit.was', { label, before }) : t('audit.changed', { label, before, after });
};
