import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The side of Teams that takes replies, and keeps nothing of them but how many they were. */
export interface ReplyTaker {
  readonly url: string;
  replies(): number;
  /** Bytes of all replies. */
  bytes(): number;
  close(): void;
}

export const startReplyTaker = async (): Promise<ReplyTaker> => {
  let [replies, bytes] = [0, 0];
  const body = JSON.stringify({ id: '1' });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      })
      .on('end', () => {
        replies++;
        response.writeHead(200, headers);
        response.end(body);
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replies: () => replies,
    bytes: () => bytes,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
