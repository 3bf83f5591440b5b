import type { Logger } from 'pino';
import { createCommerce, DAY_MS } from '../../services/commerce/index.ts';
import { createDialogues } from '../../services/conversations/dialogues.ts';
import { createFollowedCards } from '../../services/conversations/followed-cards.ts';
import { createKeptAnswers } from '../../services/conversations/kept-answers.ts';
import { createPreferences } from '../../services/conversations/preferences.ts';
import { createConversations } from '../../services/conversations/references.ts';
import { createLimits } from '../../services/limits/limiter.ts';
import type { LimitTable } from '../../services/limits/limits.ts';
import { createLinks } from '../../services/links/links.ts';
import type { NoticesOptions } from '../../services/notices/index.ts';
import { createSandboxPayments } from '../../services/payments/sandbox.ts';
import { withDeadline } from '../../services/payments/with-deadline.ts';
import { createPrivacy, type PrivacyOptions } from '../../services/privacy/index.ts';
import { createRetention } from '../../services/privacy/retention/retention.ts';
import type { Redis } from '../../services/redis/client.ts';
import { createSecurityLog } from '../../services/security-log/security-log.ts';
import { openNotices } from '../features/notices/open-notices.ts';
import { createAdapter } from '../teams/adapter.ts';
import { createPromising } from '../teams/answering/promising.ts';
import { createProactive } from '../teams/proactive.ts';
import { createAddresses } from '../web/addresses.ts';
import { openSignIn } from '../web/sign-in/open-sign-in.ts';
import type { Config } from './config.ts';

interface Ground {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  readonly credentials: Config['credentials'];
  readonly signIn: Config['signIn'];
  readonly publicUrl: Config['publicUrl'];
  /** That the server listens on, once it does. */
  readonly port: () => number;
  readonly mailer: NoticesOptions['mailer'];
  readonly limits: LimitTable;
  readonly keptDays: Config['keptDays'];
  /** Where erasing a person looks besides Redis' keys. */
  readonly erasing: Pick<PrivacyOptions, 'places' | 'past'>;
}

export type OpenServices = ReturnType<typeof openServices>;

/** The services that commands, jobs and pages share, on one Redis and one channel. */
export const openServices = ({
  redis,
  now,
  log,
  credentials,
  signIn: registration,
  publicUrl,
  port,
  mailer,
  limits,
  erasing,
  keptDays,
}: Ground) => {
  const payments = withDeadline(createSandboxPayments(redis));
  const commerce = createCommerce({ redis, now, payments, vault: payments });
  const preferences = createPreferences(redis);
  const conversations = createConversations(redis);
  const keptAnswers = createKeptAnswers(redis);
  const adapter = createAdapter(credentials, log);
  const securityLog = createSecurityLog({ redis, now, log });
  const links = createLinks({ redis, now });
  const addresses = createAddresses({ publicUrl, port, asksToSignIn: registration !== undefined });
  const proactive = createProactive(adapter);
  const promising = createPromising({ keptAnswers, proactive, now, log });
  return {
    redis,
    now,
    log,
    payments,
    commerce,
    preferences,
    conversations,
    adapter,
    proactive,
    keptAnswers,
    followedCards: createFollowedCards(redis),
    promising,
    notices: openNotices({
      redis,
      now,
      commerce,
      conversations,
      keptAnswers,
      redeem: promising.redeem,
      preferences,
      proactive,
      mailer,
      log,
      keptMs: keptDays.notices * DAY_MS,
    }),
    retention: createRetention({ redis, now, keptDays }),
    dialogues: createDialogues(redis),
    securityLog,
    limits: createLimits({ redis, now, log, securityLog, table: limits }),
    privacy: createPrivacy({ redis, now, securityLog, settlePayments: commerce.settlePayments, ...erasing }),
    links,
    addresses,
    signIn: openSignIn({ registration, redis, links, addresses, securityLog, log }),
  };
};
