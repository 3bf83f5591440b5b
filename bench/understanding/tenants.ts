import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import type { TenantId, UserId } from '../../services/commerce/api/types.ts';
import { importTenant } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';
import type { Row } from './rows.ts';

export const DEMO_TENANTS = ['contoso', 'fabrikam'].map((name) =>
  fileURLToPath(new URL(`../../demo/${name}.json`, import.meta.url)),
);

/** What is needed of a tenant file. */
const tenantFile = z.object({
  tenant: z.object({ id: z.string(), name: z.string() }),
  users: z.array(z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() })),
});

/** A tenant that people of it chat in. */
export interface ChattingTenant {
  readonly id: TenantId;
  readonly name: string;
  /** Lower-case name, user name and id → id. */
  readonly people: ReadonlyMap<string, UserId>;
}

/** Imports the files with their dates moved so that they begin today, as the demo does. */
export const loadChattingTenants = async (
  redis: Redis,
  files: readonly string[],
  now: number,
): Promise<ChattingTenant[]> => {
  const loaded: ChattingTenant[] = [];
  for (const file of files) loaded.push(await loadOne(redis, file, now));
  return loaded;
};

const loadOne = async (redis: Redis, file: string, now: number): Promise<ChattingTenant> => {
  const log = pino({ level: 'silent' });
  const { tenantId, tenantName } = await importTenant({ redis, file, shiftToToday: true, replace: false, now, log });
  const { users } = tenantFile.parse(JSON.parse(await readFile(file, 'utf8')));
  const people = users.flatMap(({ id, displayName, userPrincipalName }) =>
    [userPrincipalName, id, displayName].map((name) => [name.toLowerCase(), id as UserId] as const),
  );
  return { id: tenantId, name: tenantName, people: new Map(people) };
};

/** Rows that name no tenant are of this one, where it is loaded. */
const USUAL_TENANT = 'Contoso';

/** The home of somebody who says something; the first tenant where nothing else is told. */
const homeOf = (tenants: readonly ChattingTenant[], { tenant }: Row): ChattingTenant | undefined => {
  const named = tenants.find(({ name }) => name === (tenant ?? USUAL_TENANT));
  return named ?? (tenant === undefined ? tenants[0] : undefined);
};

/**
 * Who says what the row says.
 * @throws {Error} for a tenant that is not loaded, and for a person who is not in it
 */
export const speakerOf = (
  tenants: readonly ChattingTenant[],
  row: Row,
): { readonly tenantId: TenantId; readonly userId: UserId } => {
  const home = homeOf(tenants, row);
  if (!home) throw new Error(`${row.id}: there is no tenant ${row.tenant}`);
  const userId = home.people.get(row.as.toLowerCase());
  if (!userId) throw new Error(`${row.id}: there is nobody named ${row.as} in ${home.name}`);
  return { tenantId: home.id, userId };
};
