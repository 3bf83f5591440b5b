import { join } from 'node:path';
import { createFolderMailer } from './folder.ts';
import type { Mailer } from './mailer.ts';
import type { Sender } from './message.ts';
import { createSmtpMailer } from './smtp.ts';

export interface MailConfig {
  /** `smtp[s]://user:password@host:port`; without it mails are written to files. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: Sender;
  readonly dataDir: string;
}

export const createMailer = ({ smtpUrl, mailFrom, dataDir }: MailConfig): Mailer =>
  smtpUrl === undefined ? createFolderMailer(join(dataDir, 'mail'), mailFrom) : createSmtpMailer(smtpUrl, mailFrom);
