import { readFileSync } from 'node:fs';
import { runScript, scriptOf } from '../../redis/script.ts';
import { ROLES } from '../api/types.ts';
import { storedContents } from '../import/retire.ts';
import type { Migration } from './migration.ts';

const INDEX_ROLES = scriptOf(readFileSync(new URL('./index-roles.lua', import.meta.url), 'utf8'));

/** Lists who has each role; without that no notice reaches an admin. */
export const roleIndex: Migration = {
  version: 2,
  name: 'role-index',
  async run({ redis, keys }) {
    const lists = ROLES.map((role) => keys.holdersOf(role));
    for await (const people of storedContents(redis, keys).people())
      await Promise.all(
        people.map((id) =>
          runScript(redis, INDEX_ROLES, { keys: [keys.person(id), ...lists], arguments: [id, ...ROLES] }),
        ),
      );
  },
};
