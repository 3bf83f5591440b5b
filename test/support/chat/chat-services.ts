import type { Logger } from 'pino';
import { createDispatch, type DispatchServices } from '../../../bot/conversation/dispatch.ts';
import { commands } from '../../../bot/features/index.ts';
import { createAddresses } from '../../../bot/web/addresses.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { createDialogues } from '../../../services/conversations/dialogues.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import { createLimits } from '../../../services/limits/limiter.ts';
import type { LimitTable } from '../../../services/limits/limits.ts';
import { createLinks } from '../../../services/links/links.ts';
import { deliveriesPage } from '../../../services/notices/listing.ts';
import { createPrivacy } from '../../../services/privacy/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { createSecurityLog } from '../../../services/security-log/security-log.ts';
import { keptLog } from '../kept-log.ts';

interface ChatGround extends Pick<DispatchServices, 'now' | 'observe' | 'explain'> {
  readonly redis: Redis;
  readonly limits: LimitTable;
  /** A language model; none if not given. */
  readonly propose?: DispatchServices['propose'] | undefined;
  readonly log?: Logger;
}

export type ChatServices = ReturnType<typeof createChatServices>;

/** The dispatcher on the real services, without a client and a channel. */
export const createChatServices = ({ redis, now, limits, log = keptLog, propose, ...hearing }: ChatGround) => {
  const commerce = createCommerce({ redis, now });
  const preferences = createPreferences(redis);
  const securityLog = createSecurityLog({ redis, now, log });
  const dispatch = createDispatch({
    commerce,
    securityLog,
    privacy: createPrivacy({ redis, now, securityLog, settlePayments: commerce.settlePayments, places: [] }),
    preferences,
    conversations: createConversations(redis),
    notices: { listDeliveries: (tenant, query) => deliveriesPage(redis, tenant, query) },
    follow: async () => {},
    dialogues: createDialogues(redis),
    propose,
    limits: createLimits({ now: Date.now, redis, log, securityLog, table: limits }),
    links: createLinks({ redis, now }),
    addresses: createAddresses({ publicUrl: undefined, port: () => 3978, asksToSignIn: false }),
    now,
    offerFile: undefined,
    commands,
    log,
    ...hearing,
  });
  return { dispatch, commerce, preferences, securityLog };
};
