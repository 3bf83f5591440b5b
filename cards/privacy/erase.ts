import type { Localizer } from '../../locales/index.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

interface EraseQuestionData {
  readonly person: Person;
  /** Licenses that become available. */
  readonly licenses: number;
}

/** Asks whether a person is to be erased, and tells what goes, what stays and what is not reached. */
export const eraseQuestion = (
  { person, licenses }: EraseQuestionData,
  buttons: readonly Button[],
  { t }: Localizer,
): Card => {
  const name = person.displayName;
  return textCard(
    {
      title: t('erase.ask', { name }),
      warnings: [t('erase.noWay')],
      facts: [
        { title: t('erase.who'), value: name },
        { title: t('erase.user'), value: person.userPrincipalName },
      ],
      text: [
        t('erase.removed', { name }),
        ...(licenses > 0 ? [t('erase.licenses', { count: licenses })] : []),
        t('erase.kept'),
        t('erase.import'),
      ],
    },
    buttons,
  );
};

interface ErasedData {
  readonly pseudonym: string;
  /** What was found afterwards. */
  readonly found: readonly string[];
}

/** The receipt, without the person's name. */
export const erasedCard = (
  { pseudonym, found }: ErasedData,
  buttons: readonly Button[],
  { t, number }: Localizer,
): Card =>
  textCard(
    {
      title: t('erase.done'),
      status: { text: t('erase.proof', { found: number(found.length) }), tone: 'Good' },
      text: [t('erase.pseudonym', { pseudonym })],
    },
    buttons,
  );

/** What goes on. */
export const unfinishedCard = (buttons: readonly Button[], { t }: Localizer): Card =>
  textCard({ title: t('erase.going'), text: [t('erase.goingText')] }, buttons);
