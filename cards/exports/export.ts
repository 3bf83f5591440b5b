import type { Localizer } from '../../locales/index.ts';
import type { Button, Card } from '../kit/card.ts';
import { type Line, textCard } from '../kit/text-card.ts';

interface ExportData {
  /** What is taken out, in words. */
  readonly what: string;
  readonly fileName: string;
  /** How many lines there will be, where somebody has counted. */
  readonly rows?: number;
  /** Of the page that hands the file out. */
  readonly url: string;
  /** Whether that page asks people to sign in. */
  readonly asksToSignIn: boolean;
  /** The same again, with a new link. */
  readonly again: Pick<Button, 'verb' | 'data'>;
}

/** A file that is ready to be taken, by a link. */
export const exportCard = (
  { what, fileName, rows, url, asksToSignIn, again }: ExportData,
  next: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: what,
      text: [t('export.once'), ...(asksToSignIn ? [t('webPage.asksToSignIn')] : [])],
      facts: [
        { title: t('export.file'), value: fileName },
        ...(rows === undefined ? [] : [{ title: t('export.rows'), value: localizer.number(rows) }]),
      ],
      footer: t('export.excel'),
    },
    [{ title: t('export.download'), url }, { title: t('export.newLink'), ...again }, ...next],
  );
};

/** What can be exported, to choose from. */
export const exportChoice = (lines: readonly Line[], next: readonly Button[], { t }: Localizer): Card =>
  textCard({ title: t('export.choose'), text: [t('export.chooseText')], lines }, next);

/** Stands in the place of an offer while the file is put into OneDrive. */
export const fileSaving = (name: string, { t }: Localizer): Card =>
  textCard({ title: t('export.saving', { name }), text: [t('export.savingText')] }, [exportButton(t)]);

/** Says that the file stands in OneDrive; the file itself comes in a message of its own. */
export const fileSaved = (name: string, { t }: Localizer): Card =>
  textCard({ title: t('export.saved', { name }), status: { text: t('export.savedText'), tone: 'Good' } }, [
    exportButton(t),
  ]);

/** Takes the place of an offer that was declined. */
export const fileDeclined = ({ t }: Localizer): Card =>
  textCard({ title: t('export.declined'), text: [t('export.declinedText')] }, [exportButton(t)]);

const exportButton = (t: Localizer['t']): Button => ({ title: t('export.another'), verb: 'export-users' });
