import type { Readable } from 'node:stream';
import type { Server } from 'restify';
import type { Localizer } from '../../locales/index.ts';
import { type Grant, isSame, type LinkPurpose, type Links } from '../../services/links/links.ts';
import type { Download } from './download.ts';
import { isSameOrigin, readForm } from './form.ts';
import { granted, tokenOf } from './granted.ts';
import { html } from './html.ts';
import type { WebPage } from './page.ts';
import { answering, type Visit, type WebPageServices } from './pages.ts';
import { WebRefusal } from './refusal-page.ts';

export interface DownloadPageServices extends WebPageServices {
  readonly links: Links;
}

/** A file that the holder of a link may take. */
export interface OfferedFile extends Omit<Download, 'content'> {
  /** That of the link. */
  readonly localizer: Localizer;
  /** Whose file it is. */
  readonly whose: string;
  /** What to know before taking it. */
  readonly note: string;
  /** Called once, for the holder who takes it; throws where it is refused, before anything is given out. */
  readonly read: () => Promise<Readable> | Readable;
}

/**
 * Hands out files by links of one purpose, which is also their path. Opening a link changes nothing, as mail scanners and
 * chat clients open links as well: its page has a button, and that uses the link up.
 */
export const downloadPage =
  (services: DownloadPageServices, purpose: LinkPurpose, offered: (grant: Grant) => Promise<OfferedFile>) =>
  (server: Server) => {
    const open = async (visit: Visit): Promise<Opened> => {
      const grant = granted(await services.links.look(purpose, tokenOf(visit)));
      const file = await offered(grant);
      visit.localizer = file.localizer;
      return { grant, file };
    };
    const handOut = async (visit: Visit): Promise<Download> => {
      const { file } = await sent(services, visit, open);
      const content = await file.read();
      const used = await services.links.use(purpose, tokenOf(visit));
      if (!used.ok) content.destroy();
      granted(used);
      return { fileName: file.fileName, contentType: file.contentType, content };
    };
    server.get(
      `/${purpose}/*`,
      answering(services, async (visit) => showPage(await open(visit))),
    );
    server.post(`/${purpose}/*`, answering(services, handOut));
  };

interface Opened {
  readonly grant: Grant;
  readonly file: OfferedFile;
}

/** A form that was sent from the very page that the link shows. */
const sent = async (
  { addresses }: WebPageServices,
  visit: Visit,
  open: (visit: Visit) => Promise<Opened>,
): Promise<Opened> => {
  if (!isSameOrigin(visit.req, addresses.origin())) throw new WebRefusal('foreign');
  const form = await readForm(visit.req);
  const opened = await open(visit);
  if (!isSame(form.get('formToken') ?? '', opened.grant.formToken)) throw new WebRefusal('foreign');
  return opened;
};

const showPage = ({ grant, file }: Opened): WebPage => {
  const { fileName, localizer, whose, note } = file;
  return {
    status: 200,
    language: localizer.language,
    title: fileName,
    body: html`<h1>${fileName}</h1>
<p>${whose}</p>
<form method="post">
<input type="hidden" name="formToken" value="${grant.formToken}">
<button type="submit">${localizer.t('export.download')}</button>
</form>
<p class="soft">${note}</p>`,
  };
};
