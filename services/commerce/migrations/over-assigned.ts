import { SOURCES, USABLE } from '../api/types.ts';
import { overAssigned } from '../rules/seats.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { Migration } from './migration.ts';

/**
 * Counts people with a license beyond those that there are. The form is a new one, too: an older version would read what
 * nobody knows as 0.
 */
export const overAssignedCounts: Migration = {
  version: 7,
  name: 'over-assigned',
  async run(db) {
    for (const source of SOURCES)
      for (const product of db.products.keys()) {
        let over = 0;
        for await (const page of subscriptionsOf(db, { source, product }, USABLE))
          over += page.reduce((sum, { subscription }) => sum + overAssigned(subscription), 0);
        if (over > 0) await db.redis.hSet(db.keys.counts(source, product), { over });
      }
  },
};
