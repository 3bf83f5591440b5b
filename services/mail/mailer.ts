/** A mail as it is sent, in one language. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The same for every attempt: it becomes the Message-ID, by which a mail system knows a second copy. */
  readonly id: string;
}

/**
 * What became of a mail: taken by the server; to be tried `later` (greylisting, no connection, a wrong password of ours);
 * or refused for good. The code is the server's (`550`) or one of nodemailer (`ECONNECTION`).
 */
export type MailOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly outcome: 'later' | 'failed'; readonly code: string };

export interface Mailer {
  /** Where mails go, for the start to tell; without any password. */
  readonly description: string;
  send(mail: Mail): Promise<MailOutcome>;
  close(): void;
}
