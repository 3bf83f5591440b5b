import { parseSetCookie, stringifyCookie } from 'cookie';

/** What a browser has come to after all redirects. */
export interface Arrival {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The addresses that led there, in order. */
  readonly way: readonly string[];
}

/** A browser that keeps cookies and follows redirects, and sends what a test wants it to send. */
export interface RawBrowser {
  open(address: string, init?: RequestInit): Promise<Arrival>;
  /** One request: a redirect is not followed. */
  step(address: string, init?: RequestInit): Promise<Arrival>;
  /** Presses the link of a page that says this. */
  press(page: Arrival, text: string): Promise<Arrival>;
  /** Sends the form of a page with these fields filled in. */
  send(page: Arrival, fields?: Record<string, string>, init?: RequestInit): Promise<Arrival>;
  /** Those that it has, by name and path. */
  readonly cookies: Map<string, Cookie>;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** As the server set it. */
  readonly header: string;
}

const MOST_REDIRECTS = 20;

/** Opens one; `reach` says where an address is really found. */
export const openRawBrowser = (reach: (address: string) => string = (address) => address): RawBrowser => {
  const cookies = new Map<string, Cookie>();
  const keep = (header: string) => {
    const { name, value = '', path = '/', expires } = parseSetCookie(header);
    if (expires && expires.getTime() < Date.now()) cookies.delete(name + path);
    else cookies.set(name + path, { name, value, path, header });
  };
  const step = async (address: string, { headers, ...init }: RequestInit = {}): Promise<Arrival> => {
    const { pathname } = new URL(address);
    const sent = [...cookies.values()].filter(({ path }) => pathname.startsWith(path));
    const cookie = stringifyCookie(Object.fromEntries(sent.map(({ name, value }) => [name, value])));
    const own = { ...(cookie && { cookie }), ...Object.fromEntries(new Headers(headers)) };
    const response = await fetch(reach(address), { ...init, headers: own, redirect: 'manual' });
    response.headers.getSetCookie().forEach(keep);
    return { address, status: response.status, headers: response.headers, text: await response.text(), way: [] };
  };
  const open = async (address: string, init?: RequestInit): Promise<Arrival> => {
    const way: string[] = [];
    let at = await step(address, init);
    while (at.headers.has('location')) {
      if (way.length > MOST_REDIRECTS) throw new Error(`goes round: ${way.join('\n')}`);
      way.push(at.address);
      at = await step(new URL(at.headers.get('location') ?? '', at.address).href);
    }
    return { ...at, way };
  };
  return {
    cookies,
    step,
    open,
    press: (page, text) => open(new URL(linkOf(page, text), page.address).href),
    send(page, fields = {}, init = {}) {
      const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)?.[1] ?? 'none';
      return open(page.address, { method: 'POST', body: new URLSearchParams({ formToken, ...fields }), ...init });
    },
  };
};

const linkOf = ({ text }: Arrival, title: string): string => {
  const links = [...text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)];
  const [, address] = links.find(([, , shown]) => shown === title) ?? [];
  if (address === undefined) throw new Error(`no “${title}” on: ${text}`);
  return address.replaceAll('&#38;', '&');
};
