import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ImportRefused, importTenant, type PresentTenant, presentTenant } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';

const DEMO_FILES = ['contoso', 'fabrikam'].map((name) =>
  fileURLToPath(new URL(`../../demo/${name}.json`, import.meta.url)),
);

interface LoadOptions {
  readonly redis: Redis;
  /** Tenant files to load instead of the demo's; their dates stay as they are. */
  readonly files: readonly string[];
  readonly demo: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** A tenant that is there after loading. */
export interface LoadedTenant extends PresentTenant {
  /** For a tenant that was there before, as a start keeps what is there. */
  readonly kept: boolean;
}

/**
 * Loads each tenant that is not there yet, the demo's shifted so that they begin today.
 * @throws {InvalidTenantFile}
 */
export const loadTenants = async ({ redis, files, demo, now, log }: LoadOptions): Promise<LoadedTenant[]> => {
  const isDemo = files.length === 0;
  const wanted = isDemo ? (demo ? DEMO_FILES : []) : files;
  const loaded: LoadedTenant[] = [];
  for (const file of wanted) {
    const present = await presentTenant(redis, file);
    loaded.push(present ? { ...present, kept: true } : await loadFirst({ redis, log, now }, file, isDemo));
  }
  return loaded;
};

/** Another start may load it at the same time; the one that is later keeps what the other has loaded. */
const loadFirst = async (
  { redis, log, now }: Pick<LoadOptions, 'redis' | 'log' | 'now'>,
  file: string,
  shiftToToday: boolean,
): Promise<LoadedTenant> => {
  try {
    const request = { redis, file, shiftToToday, replace: false, now: now(), log };
    const { tenantId, tenantName } = await importTenant(request);
    return { tenantId, tenantName, kept: false };
  } catch (error) {
    const present = error instanceof ImportRefused ? await presentTenant(redis, file) : undefined;
    if (!present) throw error;
    return { ...present, kept: true };
  }
};
