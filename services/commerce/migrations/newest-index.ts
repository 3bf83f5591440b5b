import { readFileSync } from 'node:fs';
import { runScript, scriptOf } from '../../redis/script.ts';
import { SOURCES } from '../api/types.ts';
import { indexEntries } from '../store/indexes/subscription-indexes.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import { readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import type { Migration } from './migration.ts';

const INDEX_UNCHANGED = scriptOf(readFileSync(new URL('./index-unchanged.lua', import.meta.url), 'utf8'));

/** Lists the purchases by when they were made. */
export const newestIndex: Migration = {
  version: 6,
  name: 'newest-index',
  async run(db) {
    for (const source of SOURCES)
      for await (const page of subscriptionsOf(db, { source }))
        await Promise.all(page.map((stored) => index(db, stored)));
  },
};

/** Reads it again where it was changed meanwhile. */
const index = async (db: OpenTenant, first: StoredSubscription): Promise<void> => {
  const { ref } = first.subscription;
  for (let stored: StoredSubscription | undefined = first; stored; stored = await readSubscription(db, ref)) {
    const { subscription, names } = stored;
    const entries = indexEntries(db.keys, subscription, names, ['newest']);
    const keys = [db.keys.subscription(ref), ...entries.map(({ key }) => key)];
    const args = [String(subscription.version), ...entries.map(({ member }) => member)];
    if ((await runScript(db.redis, INDEX_UNCHANGED, { keys, arguments: args })) === 1) return;
  }
};
