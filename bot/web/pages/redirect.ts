import type { Response } from 'restify';

/** Leads a browser on to another address. */
export interface Redirect {
  readonly location: string;
  /** `Set-Cookie` headers. */
  readonly cookies: readonly string[];
}

export const sendRedirect = (res: Response, { location, cookies }: Redirect): void => {
  res.writeHead(303, { location, 'set-cookie': [...cookies] });
  res.end();
};
