import { connect } from 'node:net';

/** The headers of a request that asks for its connection to be closed, so that the answer has an end. */
export const rawHead = (target: string, method = 'GET', ...headers: readonly string[]): string =>
  [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', 'connection: close', ...headers, '', ''].join('\r\n');

/** A chunk of a body of which no length is announced. */
export const rawChunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

interface Sending {
  /** Hangs up as soon as everything is sent. */
  readonly hangUp?: boolean;
  /** Hangs up when nothing comes for so long, in ms: for what may not be a whole request. */
  readonly patience?: number;
}

/** Sends bytes as they are, and gives everything that comes back until the connection ends, however that ends. */
export const sendRaw = (port: number, bytes: string | Buffer, { hangUp, patience }: Sending = {}): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    if (patience !== undefined) socket.setTimeout(patience, () => socket.destroy());
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(bytes, () => hangUp && socket.destroy());
  });

/** The status of each answer that was read. */
export const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
