import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { makePrivateFolder } from '../files/private-folder.ts';
import type { Mailer } from './mailer.ts';
import { isAddress, messageOf, type Sender } from './message.ts';

/** Writes each mail as a file that mail programs open, for want of a mail server. One written again is replaced. */
export const createFolderMailer = (folder: string, from: Sender): Mailer => {
  const transport = createTransport({ streamTransport: true, buffer: true, disableFileAccess: true });
  return {
    description: `mails are written to ${folder}, as SMTP_URL is not set`,
    async send(mail) {
      if (!isAddress(mail.to.address)) return { ok: false, outcome: 'failed', code: 'bad-address' };
      const { message } = await transport.sendMail(messageOf(mail, from));
      await makePrivateFolder(folder);
      const file = join(folder, `${mail.id}.eml`);
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { ok: true };
    },
    close: () => transport.close(),
  };
};
