import type { Server } from 'restify';
import type { Grant, LinkOutcome, LinkPurpose, Links } from '../../../services/links/links.ts';
import type { Download } from './download.ts';
import { checkFormToken, readOwnForm } from './form.ts';
import { WebRefusal } from './refusal-page.ts';
import { type Visit, type WebServices, webHandler } from './web-handler.ts';
import type { WebPage } from './web-page.ts';

export interface LinkPageServices extends WebServices {
  readonly links: Links;
}

/** A page for the holder of a link. Its path is the purpose of the link. */
export interface LinkPage<Subject> {
  readonly purpose: LinkPurpose;
  /** Loads what the link is about, and sets the language of the visit; throws where the link leads to nothing any more. */
  readonly open: (grant: Grant, visit: Visit) => Promise<Subject>;
  readonly show: (link: OpenedLink<Subject>) => WebPage;
  /** Answers the form of the page. */
  readonly submit: (link: OpenedLink<Subject>, form: URLSearchParams) => Promise<WebPage | Download>;
}

/** A good link with what it is about. */
export interface OpenedLink<Subject> {
  readonly subject: Subject;
  readonly grant: Grant;
  readonly visit: Visit;
  /** Uses the link up; of two who do so at once, one is told that it is used. */
  readonly use: () => Promise<LinkOutcome>;
}

/**
 * Serves a page that a link leads to. Opening the link changes nothing, as mail scanners and chat clients open links as
 * well; only a form that was sent from the page itself does.
 */
export const linkPage =
  <Subject>(services: LinkPageServices, page: LinkPage<Subject>) =>
  (server: Server): void => {
    const show = async (visit: Visit) => page.show(await openLink(services, page, visit));
    const submit = async (visit: Visit) => {
      const form = await readOwnForm(visit.req, services.addresses.origin());
      const link = await openLink(services, page, visit);
      checkFormToken(form, link.grant.formToken);
      return page.submit(link, form);
    };
    server.get(`/${page.purpose}/*`, webHandler(services, show));
    server.post(`/${page.purpose}/*`, webHandler(services, submit));
  };

const openLink = async <Subject>(
  { links }: LinkPageServices,
  { purpose, open }: LinkPage<Subject>,
  visit: Visit,
): Promise<OpenedLink<Subject>> => {
  const token = String(visit.req.params['*'] ?? '');
  const grant = grantOf(await links.look(purpose, token));
  return { subject: await open(grant, visit), grant, visit, use: () => links.use(purpose, token) };
};

/**
 * What a good link grants.
 * @throws {WebRefusal} where the link is not good
 */
export const grantOf = (outcome: LinkOutcome): Grant => {
  if (!outcome.ok) throw new WebRefusal(outcome.reason);
  return outcome.grant;
};
