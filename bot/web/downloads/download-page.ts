import type { Readable } from 'node:stream';
import type { Localizer } from '../../../locales/index.ts';
import type { Grant, LinkPurpose } from '../../../services/links/links.ts';
import type { SecurityEvent } from '../../../services/security-log/events.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import type { Download } from '../pages/download.ts';
import { formTokenField } from '../pages/form.ts';
import { grantOf } from '../pages/held-link.ts';
import { html } from '../pages/html.ts';
import { type LinkPageServices, linkPage, type OpenedLink } from '../pages/link-page.ts';
import type { WebPage } from '../pages/web-page.ts';

/** A file that the holder of a link may take. */
export interface OfferedFile extends Omit<Download, 'content'> {
  /** That of the link. */
  readonly localizer: Localizer;
  /** Whose file it is. */
  readonly whose: string;
  /** What to know before taking it. */
  readonly note: string;
  /** What the security log is told of it. */
  readonly noted: SecurityEvent;
  /** Called once, for the holder who takes it; throws where it is refused, before anything is given out. */
  readonly read: () => Promise<Readable> | Readable;
}

export interface DownloadPageServices extends LinkPageServices {
  readonly securityLog: Pick<SecurityLog, 'note'>;
}

/** Hands out files by links of one purpose: the page has a button, which takes the file and uses the link up. */
export const downloadPage = (
  services: DownloadPageServices,
  purpose: LinkPurpose,
  findFile: (grant: Grant) => Promise<OfferedFile>,
) =>
  linkPage<OfferedFile>(services, {
    purpose,
    open: async (grant, visit) => {
      const file = await findFile(grant);
      visit.localizer = file.localizer;
      return file;
    },
    show: showFile,
    submit: (link) => handOutFile(services, link),
  });

const showFile = ({ grant, subject: file }: OpenedLink<OfferedFile>): WebPage => {
  const { fileName, localizer, whose, note } = file;
  return {
    status: 200,
    language: localizer.language,
    title: fileName,
    body: html`<h1>${fileName}</h1>
<p>${whose}</p>
<form method="post">
${formTokenField(grant.formToken)}
<button type="submit">${localizer.t('export.download')}</button>
</form>
<p class="soft">${note}</p>`,
  };
};

/** The link is used up only where the file could be read. */
const handOutFile = async (
  { securityLog }: DownloadPageServices,
  { subject: file, use }: OpenedLink<OfferedFile>,
): Promise<Download> => {
  const content = await file.read();
  const used = await use();
  if (!used.ok) content.destroy();
  grantOf(used);
  securityLog.note(file.noted);
  return { fileName: file.fileName, contentType: file.contentType, content };
};
