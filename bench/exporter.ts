import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportedUser } from '../services/commerce/api/exports.ts';
import type { TenantId } from '../services/commerce/api/types.ts';
import { createCommerce } from '../services/commerce/index.ts';
import { type CsvRow, csvOf } from '../services/documents/csv.ts';
import { connectRedis } from '../services/redis/client.ts';
import { silent } from './server.ts';
import { timed } from './table.ts';
import { generatedActor } from './tenants.ts';

/** A process of its own that exports the users of a tenant as CSV, for its use of memory: `exporter.ts connection tenant`. */
const [connection = '', tenantId = ''] = process.argv.slice(2);
const redis = await connectRedis({ ...JSON.parse(connection), log: silent });
const commerce = createCommerce({ redis, now: Date.now });
const admin = generatedActor(tenantId as TenantId, 0);

const rowOf = (user: ExportedUser): CsvRow => [
  user.product.name,
  user.subscription,
  user.purchaser?.displayName ?? '',
  user.person?.displayName ?? '',
  user.person?.userPrincipalName ?? '',
  new Date(user.assignedOn).toISOString(),
];

let rows = 0;
let bytes = 0;
async function* users(): AsyncGenerator<CsvRow> {
  for await (const user of commerce.exportUsers(admin, { all: true })) {
    rows += 1;
    yield rowOf(user);
  }
}

const nowhere = new Writable({
  write(chunk, _encoding, done) {
    bytes += chunk.length;
    done();
  },
});
const titles = ['Product', 'Subscription', 'Purchaser', 'Display name', 'User name', 'Assigned on'];
const milliseconds = await timed(() => pipeline(csvOf(titles, users()), nowhere));
redis.destroy();
const kilobytes = process.resourceUsage().maxRSS;
process.stdout.write(JSON.stringify({ milliseconds, kilobytes, rows, bytes }));
