/** Loaded into the process of a Playground window before the Playground itself. */
import { Server } from 'node:net';

// The Playground asks nobody who they are, so no other machine may reach it.
const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest);
};

// Whoever started the window holds the other end, so it ends with them, however they end.
process.stdin.resume().on('end', () => process.exit());
