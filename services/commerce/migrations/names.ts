import { renewNames } from '../../directory/renew-names.ts';
import type { Migration } from './migration.ts';

/** Lets everybody be found by all letters of their name and by plain ones. */
export const names: Migration = {
  version: 5,
  name: 'names',
  async run(db) {
    await renewNames(db);
    await db.redis.unlink(db.keys.namesForm);
  },
};
