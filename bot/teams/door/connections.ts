import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Milliseconds that a request which is still coming in has when the server is closed. */
const LAST_WORDS = 1_000;

/** Who is connected, and what each is being answered. */
export interface Connections {
  /** The response under way to a connection. */
  answerTo(socket: Duplex): ServerResponse | undefined;
  /**
   * Takes nothing new and resolves when all that has been asked is answered. A connection that is kept alive has no end of
   * its own, and the server's own limits of time end with it: whoever has not asked within a second is not waited for.
   */
  close(): Promise<void>;
}

/** Keeps account of a server's connections. */
export const watchConnections = (server: Server): Connections => {
  const sockets = new Set<Duplex>();
  const answers = new Map<Duplex, ServerResponse>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    answers.set(socket, response);
    response.once('close', () => answers.delete(socket));
  });

  const endOthers = (): void => {
    for (const socket of sockets) if (!answers.get(socket)?.req.complete) socket.destroy();
  };
  return {
    answerTo: (socket) => answers.get(socket),
    async close() {
      const began = performance.now();
      const closing = setInterval(() => {
        server.closeIdleConnections();
        if (performance.now() - began > LAST_WORDS) endOthers();
      }, 20);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      clearInterval(closing);
    },
  };
};
