/** Why Microsoft 365 did not do what it was asked for. */
export type FaultReason =
  /** Secret, certificate or assertion is wrong or has run out. */
  | 'wrong-credential'
  /** The directory does not know the app: nobody has consented to it there. */
  | 'no-consent'
  /** There is no such directory in this cloud. */
  | 'no-tenant'
  /** A permission is missing; for a license bought by self-service, Microsoft says the same. */
  | 'not-permitted'
  | 'not-found'
  /** What was followed is lost, so that everything is to be read again. */
  | 'lost-track'
  /** Any other refusal: the request is not right for what is there. */
  | 'refused'
  | 'throttled'
  /** No answer in time, or one that says to come again. */
  | 'unavailable'
  /** The answer is not what Microsoft documents. */
  | 'unreadable';

interface FaultDetails {
  readonly status?: number | undefined;
  /** Microsoft's own, such as `Authorization_RequestDenied`. */
  readonly code?: string | undefined;
  /** By which Microsoft's support finds the request. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** A request to Microsoft 365 that came to nothing. Holds no token and nothing of a body but codes. */
export class Microsoft365Fault extends Error {
  readonly reason: FaultReason;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(reason: FaultReason, { status, code, requestId, cause }: FaultDetails = {}) {
    super(`Microsoft 365: ${[reason, status, code].filter((part) => part !== undefined).join(', ')}`, { cause });
    this.name = 'Microsoft365Fault';
    this.reason = reason;
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}
