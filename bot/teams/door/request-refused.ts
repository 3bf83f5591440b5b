import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** A request that is not let in. The code is short and tells nothing of the inside: it is answered, and logged. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly code: string;
  /** Which parts of the request are not right, for whoever wrote it. */
  readonly faults: object | undefined;

  constructor(status: number, code: string, faults?: object) {
    super(code);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
}

/** Answers with JSON, or with nothing but a status. */
export const answerJson = (response: ServerResponse, status: number, body?: object): void => {
  response.statusCode = status;
  if (body) response.setHeader('content-type', 'application/json');
  response.end(body && JSON.stringify(body));
};

/** Ends a request that was refused or that failed, with one line in the log and no word of what failed in the answer. */
export const answerFault = (response: ServerResponse, error: unknown, log: Logger): void => {
  const refused = error instanceof RequestRefused ? error : undefined;
  // Nobody is left to be answered.
  if (response.destroyed) return;
  if (refused) log.warn({ code: refused.code, status: refused.status }, 'A request was refused');
  else log.error({ err: error }, 'A request failed');
  if (response.headersSent) response.destroy();
  else answerJson(response, refused?.status ?? 500, { error: refused?.code ?? 'failure', faults: refused?.faults });
};
