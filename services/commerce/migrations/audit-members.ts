import { readFileSync } from 'node:fs';
import { tenantKeys } from '../../redis/keys.ts';
import { runScript, scriptOf } from '../../redis/script.ts';
import { decodeEntry, indexMemberOf } from '../store/audit.ts';
import { indexesOfEntry } from '../store/indexes/audit-indexes.ts';
import type { Migration } from './migration.ts';

const PAD_MEMBER = scriptOf(readFileSync(new URL('./pad-member.lua', import.meta.url), 'utf8'));

/** Entries that one step looks at. */
const STEP = 200;

/** Writes the members of the audit indexes with as many digits each, so that changes of one millisecond stay in order. */
export const auditMembers: Migration = {
  version: 3,
  name: 'audit-members',
  async run({ redis, tenant }) {
    const { audit } = tenantKeys(tenant.id);
    for (let from = '-'; ; ) {
      const found = (await redis.xRange(audit, from, '+', { COUNT: STEP })) ?? [];
      const entries = found.flatMap((entry) => (entry ? [decodeEntry(entry)] : []));
      await Promise.all(
        entries.map((entry) => {
          const [at = ''] = entry.id.split('-');
          const args = [entry.id, indexMemberOf(entry.id), at];
          return runScript(redis, PAD_MEMBER, { keys: indexesOfEntry(tenant.id, entry), arguments: args });
        }),
      );
      const last = entries.at(-1);
      if (last === undefined || entries.length < STEP) return;
      from = `(${last.id}`;
    }
  },
};
