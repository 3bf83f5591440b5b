import { connectRedis } from '../../../../services/redis/client.ts';
import { importFile, silent } from './support.ts';

/** A process that imports one file, for tests that kill or stop it: `importer.ts connection file`. */
const [connection = '', file = ''] = process.argv.slice(2);
const redis = await connectRedis({ ...JSON.parse(connection), log: silent });
await importFile(redis, file).finally(() => redis.destroy());
