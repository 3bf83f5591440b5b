import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as sent. */
  readonly text: string;
}

/** What the server says to a recipient or a message: an SMTP reply code, or that the connection breaks. */
export type Answer = 'take' | 'break' | 'take-and-break' | number;

export interface MailServer {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** Asked for each recipient and each message; takes all unless set. */
  toRecipient: () => Answer;
  toMessage: () => Answer;
  /** Stops listening, and listens again on the same port. */
  away(): Promise<void>;
  back(): Promise<void>;
}

const refusal = (code: number): Error => Object.assign(new Error('refused'), { responseCode: code });

/** A header of a received mail on one line, as it stands there. */
export const headerOf = ({ text }: ReceivedMail, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(text)?.[1]?.replaceAll(/\r\n[ \t]+/g, ' ');

/** A real SMTP server that refuses, puts off and breaks connections as it is told. Whoever logs in has a wrong password. */
export const startMailServer = async (): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const answers = { toRecipient: (): Answer => 'take', toMessage: (): Answer => 'take' };
  const take = ({ mailFrom, rcptTo }: SMTPServerEnvelope, message: string) => {
    const to = rcptTo.map(({ address }) => address);
    received.push({ from: mailFrom ? mailFrom.address : '', to, text: message });
  };
  const hangUp = () => {
    for (const connection of server.connections) connection.close();
  };
  const newServer = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(refusal(535)),
      onRcptTo(_address, _session, callback) {
        const answer = answers.toRecipient();
        callback(typeof answer === 'number' ? refusal(answer) : null);
      },
      async onData(stream, session, callback) {
        const message = await text(stream);
        const answer = answers.toMessage();
        if (typeof answer === 'number') return callback(refusal(answer));
        if (answer !== 'break') take(session.envelope, message);
        if (answer === 'take') callback(null);
        else hangUp();
      },
    });
  let server = newServer();
  const listen = async (port: number) => {
    server.on('error', () => undefined);
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
  };
  await listen(0);
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(answers, {
    url: `smtp://127.0.0.1:${port}`,
    received,
    away: async () => {
      hangUp();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    back: async () => {
      server = newServer();
      await listen(port);
    },
  });
};
