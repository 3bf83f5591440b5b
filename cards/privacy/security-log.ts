import type { Localizer } from '../../locales/index.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** One entry, in words. */
export interface SecurityWords {
  readonly kind: string;
  readonly when: string;
  readonly who: string;
  /** What it was about and why; '' where there is no more to say. */
  readonly about: string;
  /** How often, where it was more than once. */
  readonly often?: string | undefined;
}

interface SecurityLogData {
  readonly lines: readonly SecurityWords[];
  /** Whom the log is narrowed to, in words. */
  readonly filter: string | undefined;
}

/** A page of the security log, the newest entry first. */
export const securityLogCard = (
  { lines, filter }: SecurityLogData,
  buttons: readonly Button[],
  { t }: Localizer,
): Card =>
  textCard(
    {
      title: t('securityLog.title'),
      text: [filter ?? t('securityLog.about'), ...(lines.length === 0 ? [t('securityLog.none')] : [])],
      sections: lines.map(({ kind, when, who, about, often }) => ({
        title: kind,
        lines: [`${when} · ${who}`, ...[about, often ?? ''].filter(Boolean)],
      })),
      fallback: t('securityLog.fallback', { count: lines.length }),
    },
    buttons,
  );
