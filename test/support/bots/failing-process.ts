import { pino } from 'pino';
import { endInOrder } from '../../../bot/start/process.ts';

/** A process that meets an error which nobody catches, in the way that it is told. It says when it has closed. */
const closing = async () => void process.stdout.write('closed\n');
endInOrder([closing], pino(pino.destination(2)));
const error = Object.assign(new Error('redis://someone:secret@127.0.0.1:1 is gone'), { token: 'secret' });
if (process.argv[2] === 'reject') void Promise.reject(error);
else if (process.argv[2] === 'text') void Promise.reject('redis://someone:secret@127.0.0.1:1');
else
  setImmediate(() => {
    throw error;
  });
setInterval(() => {}, 1_000);
