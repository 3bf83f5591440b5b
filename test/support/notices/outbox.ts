import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';

/** What waits in a tenant's outbox, oldest first. */
export const readOutbox = async (redis: Redis, tenantId: TenantId): Promise<Notice[]> =>
  ((await redis.xRange(tenantKeys(tenantId).outbox, '-', '+')) ?? []).flatMap((entry) =>
    entry ? [JSON.parse(entry.message['notice'] ?? '')] : [],
  );
