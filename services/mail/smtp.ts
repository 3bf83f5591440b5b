import { createTransport } from 'nodemailer';
import { DEADLINES } from '../deadlines/deadlines.ts';
import type { Mailer, MailOutcome } from './mailer.ts';
import { isAddress, messageOf, type Sender } from './message.ts';

/** Milliseconds. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 };
const CONNECTIONS = 5;

/** Sends mails by SMTP. It never repeats one by itself. */
export const createSmtpMailer = (url: string, from: Sender): Mailer => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // It would repeat what broke off, and so does the queue.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  return {
    description: `mails go to ${new URL(url).host}`,
    async send(mail): Promise<MailOutcome> {
      if (!isAddress(mail.to.address)) return { ok: false, outcome: 'failed', code: 'bad-address' };
      try {
        await transport.sendMail({ ...messageOf(mail, from), signal: AbortSignal.timeout(DEADLINES.mail) });
        return { ok: true };
      } catch (error) {
        return refusal(error);
      }
    },
    close: () => transport.close(),
  };
};

/** A server that does not let us in may do so once the configuration is right; a refusal of the mail itself is for good. */
const refusal = (error: unknown): MailOutcome => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH')
    return { ok: false, outcome: 'failed', code: String(responseCode) };
  return { ok: false, outcome: 'later', code: String(responseCode ?? code ?? 'error') };
};
