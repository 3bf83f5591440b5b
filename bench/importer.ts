import { importTenant } from '../services/commerce/import/index.ts';
import { connectRedis } from '../services/redis/client.ts';
import { silent } from './server.ts';

/** A process of its own that imports one file, for its use of memory: `importer.ts connection file`. */
const [connection = '', file = ''] = process.argv.slice(2);
const redis = await connectRedis({ ...JSON.parse(connection), log: silent });
const { milliseconds } = await importTenant({
  redis,
  file,
  shiftToToday: true,
  replace: true,
  now: Date.now(),
  log: silent,
});
redis.destroy();
process.stdout.write(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS }));
