/** What is answered to a request. */
export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** None where it is undefined. */
  readonly body?: unknown;
}

/** Graph's error, with the ids that it puts into every one of them. */
export const graphError = (status: number, code: string, message: string, headers = {}): StandInAnswer => ({
  status,
  headers,
  body: { error: { code, message, innerError: { date: '2026-11-29T08:00:00', 'request-id': crypto.randomUUID() } } },
});

/** For a missing permission, and for a license bought by self-service that is to be taken away. */
export const requestDenied = (): StandInAnswer =>
  graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
