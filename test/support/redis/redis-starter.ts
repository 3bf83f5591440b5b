import { pino } from 'pino';
import { findRedis } from '../../../services/redis/server.ts';
import { PATH } from './redis.ts';

/** A process that uses the server of the directory given to it, says so, and lives on until it is killed. */
await findRedis({ dataDir: String(process.argv[2]), path: PATH, log: pino({ level: 'silent' }) });
process.stdout.write('ready\n');
