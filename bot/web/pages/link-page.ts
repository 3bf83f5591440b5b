import type { Server } from 'restify';
import type { Grant, LinkOutcome, LinkPurpose, Links } from '../../../services/links/links.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Download } from './download.ts';
import { checkFormToken, readOwnForm } from './form.ts';
import { type HeldLink, holdLink } from './held-link.ts';
import { type Visit, type WebServices, webHandler } from './web-handler.ts';
import type { WebPage } from './web-page.ts';

export interface LinkPageServices extends WebServices {
  readonly links: Links;
  /** Undefined: whoever has a link may use it. */
  readonly signIn: SignIn | undefined;
}

/** A page for the person whom a link was made for. Its path is the purpose of the link. */
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
 * well; only a form that was sent from the page itself does. Where people sign in, opening it leads there first.
 */
export const linkPage =
  <Subject>(services: LinkPageServices, page: LinkPage<Subject>) =>
  (server: Server): void => {
    const { links, signIn, addresses } = services;
    const hold = (visit: Visit) => {
      const token = String(visit.req.params['*'] ?? '');
      return holdLink(links, { purpose: page.purpose, token }, visit);
    };
    const show = async (visit: Visit) => {
      const link = await hold(visit);
      if (signIn && !(await signIn.isSignedIn(visit, link.grant))) return signIn.begin(visit, link);
      return page.show(await openLink(services, page, link, visit));
    };
    const submit = async (visit: Visit) => {
      const form = await readOwnForm(visit.req, addresses.origin());
      const link = await hold(visit);
      if (signIn && !(await signIn.isSignedIn(visit, link.grant))) throw signIn.signedOut(link);
      const opened = await openLink(services, page, link, visit);
      checkFormToken(form, link.grant.formToken);
      return page.submit(opened, form);
    };
    server.get(`/${page.purpose}/*`, webHandler(services, show));
    server.post(`/${page.purpose}/*`, webHandler(services, submit));
  };

const openLink = async <Subject>(
  { links }: LinkPageServices,
  { open }: LinkPage<Subject>,
  { purpose, token, grant }: HeldLink,
  visit: Visit,
): Promise<OpenedLink<Subject>> => ({
  subject: await open(grant, visit),
  grant,
  visit,
  use: () => links.use(purpose, token),
});
