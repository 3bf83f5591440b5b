import { contosoWindows, openWindow } from './playground.ts';

/** A process that opens a window, says where, and lives on until it is killed. */
const [window] = await contosoWindows();
const { url } = await openWindow('http://127.0.0.1:9/api/messages', window);
process.stdout.write(`${url}\n`);
