import { pino } from 'pino';
import { startPlayground } from '../../../demo/playground.ts';
import { CHILD_ENVIRONMENT, contosoWindows } from './playground.ts';

/** A process that opens a window with the directory given to it, says where, and lives on until it is killed. */
const [scene] = await contosoWindows();
const { url } = await startPlayground({
  ...scene,
  botUrl: 'http://127.0.0.1:9/api/messages',
  dataDir: String(process.argv[2]),
  env: CHILD_ENVIRONMENT,
  log: pino({ level: 'silent' }),
});
process.stdout.write(`${url}\n`);
