import { once } from 'node:events';
import { createConnection } from 'node:net';

interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** A kept-alive connection to a bot that posts one activity after the other. */
export interface Connection {
  post(activity: object, headers?: string): Promise<HttpAnswer>;
  close(): void;
}

/** Opens one. It is leaner than a client of HTTP, as it shares the machine with what it measures. */
export const openConnection = async (port: number): Promise<Connection> => {
  const socket = createConnection(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
  let received = '';
  let waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | undefined;
  socket.on('data', (text: string) => {
    received += text;
    const answer = answerIn(received);
    if (!answer) return;
    received = '';
    waiting?.resolve(answer);
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () =>
    waiting?.reject(new Error(`The bot closed the connection after: ${received.slice(0, 200)}`)),
  );
  await once(socket, 'connect');
  return {
    post: (activity, headers = '') =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const body = JSON.stringify(activity);
        socket.write(`${HEAD}${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close: () => void socket.destroy(),
  };
};

const HEAD = 'POST /api/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n';

/** The answer, once it is whole. */
const answerIn = (received: string): HttpAnswer | undefined => {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [head, body] = [received.slice(0, end), received.slice(end + 4)];
  const status = Number(head.slice(9, 12));
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  const isWhole = length === undefined ? !/^transfer-encoding/im.test(head) || body.endsWith('0\r\n\r\n') : false;
  return isWhole || body.length >= Number(length ?? Number.POSITIVE_INFINITY) ? { status, body } : undefined;
};
