import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer } from 'node:net';

/** The way to a Redis that counts how often it is waited for: what is sent before an answer comes is one trip. */
export interface TripCounter {
  readonly url: string;
  trips(): number;
  close(): void;
}

/** @param path of the server's socket */
export const startTripCounter = async (path: string): Promise<TripCounter> => {
  let [trips, isAsking] = [0, false];
  const server = createServer((client) => {
    const redis = createConnection(path);
    client.on('data', (data) => {
      if (!isAsking) trips++;
      isAsking = true;
      redis.write(data);
    });
    redis.on('data', (data) => {
      isAsking = false;
      client.write(data);
    });
    for (const [one, other] of [
      [client, redis],
      [redis, client],
    ] as const)
      one.on('error', () => undefined).on('close', () => other.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `redis://127.0.0.1:${port}`, trips: () => trips, close: () => server.close() };
};
