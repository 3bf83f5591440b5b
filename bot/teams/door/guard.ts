import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RequestRefused } from './request-refused.ts';

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

const METHODS = new Set(['GET', 'HEAD', 'POST']);
const MOST_HEADERS = 100;
const TARGET = /^\/[\x21-\x7e]*$/;
const AUTHORITY = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const FORWARDED = /^(x-forwarded-.*|forwarded|x-real-ip|via)$/;

/**
 * Looks at what a request says of itself, before a framework does: frameworks fail over a target or a host that is no
 * address, and over a body that is not compressed as it claims.
 * @param onlyLocal whether requests must come from this machine, by name and origin, as nobody is asked who they are: a
 * page of elsewhere may have its name point to this machine, and a proxy lets in who should not be
 * @throws {RequestRefused}
 */
export const checkRequest = (request: Request, { onlyLocal }: { readonly onlyLocal: boolean }): void => {
  const { method = '', url = '', headers } = request;
  if (request.rawHeaders.length > 2 * MOST_HEADERS) throw new RequestRefused(431, 'too-many-headers');
  if (!TARGET.test(url)) throw new RequestRefused(400, 'bad-target');
  if (!isAuthority(headers.host) || namesHostTwice(request)) throw new RequestRefused(400, 'bad-host');
  if (!METHODS.has(method)) throw new RequestRefused(405, 'bad-method');
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) throw new RequestRefused(415, 'compressed');
  if (!/^chunked$/i.test(headers['transfer-encoding'] ?? 'chunked')) throw new RequestRefused(400, 'bad-encoding');
  if (onlyLocal) checkIsLocal(headers, url);
};

const checkIsLocal = (headers: IncomingHttpHeaders, url: string): void => {
  if (Object.keys(headers).some((name) => FORWARDED.test(name)))
    throw new RequestRefused(403, 'forwarded-without-registration');
  if (!isLoopback(`http://${headers.host}`)) throw new RequestRefused(403, 'foreign-host');
  // A page that takes a form looks at its origin itself, and says in the person's language what is wrong.
  const { origin } = headers;
  if (url.startsWith('/api/') && origin !== undefined && !isLoopback(origin))
    throw new RequestRefused(403, 'foreign-origin');
};

/** Whether an address is on this machine. */
export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && LOOPBACK.test(new URL(address).hostname);

const isAuthority = (host: string | undefined): boolean =>
  host !== undefined && AUTHORITY.test(host) && URL.canParse(`http://${host}`);

const namesHostTwice = ({ rawHeaders }: Request): boolean =>
  rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1;
