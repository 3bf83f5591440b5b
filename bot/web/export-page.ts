import type { Server } from 'restify';
import type { Speech } from '../../locales/index.ts';
import { type Grant, isSame, type Links } from '../../services/links.ts';
import { type ExportServices, type HeldExport, heldExport, readExport } from '../exports.ts';
import type { Download } from './download.ts';
import { isSameOrigin, readForm } from './form.ts';
import { granted, tokenOf } from './granted.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { answering, type PageServices, type Visit } from './pages.ts';
import { WebRefusal } from './refusal-page.ts';

export interface ExportPageServices extends PageServices, ExportServices {
  readonly links: Links;
}

/**
 * Hands out an export. Opening the link changes nothing, as mail scanners and chat clients open links as well: its page
 * has a button, and that uses the link up.
 */
export const exportPage = (services: ExportPageServices) => (server: Server) => {
  server.get(
    '/export/*',
    answering(services, async (visit) => showPage(await open(services, visit), visit.speech)),
  );
  server.post(
    '/export/*',
    answering(services, (visit) => handOut(visit, services)),
  );
};

interface Opened {
  readonly grant: Grant;
  readonly held: HeldExport;
}

const open = async (services: ExportPageServices, visit: Visit): Promise<Opened> => {
  const grant = granted(await services.links.look('export', tokenOf(visit)));
  const held = await heldExport(services, grant);
  visit.speech = held.speech;
  return { grant, held };
};

const handOut = async (visit: Visit, services: ExportPageServices): Promise<Download> => {
  if (!isSameOrigin(visit.req, services.addresses.origin())) throw new WebRefusal('foreign');
  const form = await readForm(visit.req);
  const { grant, held } = await open(services, visit);
  if (!isSame(form.get('formToken') ?? '', grant.formToken)) throw new WebRefusal('foreign');
  const content = await readExport(services, held);
  const used = await services.links.use('export', tokenOf(visit));
  if (!used.ok) content.destroy();
  granted(used);
  return { fileName: held.name, contentType: 'text/csv; charset=utf-8', content };
};

const showPage = ({ grant, held }: Opened, { t, language }: Speech): Page => {
  const { name, person, tenant } = held;
  return {
    status: 200,
    language,
    title: name,
    body: html`<h1>${name}</h1>
<p>${t('export.page.whose', { person: person.displayName, tenant: tenant.name })}</p>
<form method="post">
<input type="hidden" name="formToken" value="${grant.formToken}">
<button type="submit">${t('export.download')}</button>
</form>
<p class="soft">${t('export.page.once')}</p>`,
  };
};
