import type { RedisLog } from '../../../services/redis/client.ts';
import type { OfferFile } from '../../conversation/ports.ts';
import type { Proactive } from '../../teams/proactive.ts';

/** Offers files in Teams, whose clients alone know them: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export const createFileOffers =
  ({ attach }: Pick<Proactive, 'attach'>, log: RedisLog): OfferFile =>
  async ({ reference }, { name, description, size, token }) => {
    if (reference['channelId'] !== 'msteams') return;
    const context = { file: token };
    const content = { description, sizeInBytes: size, acceptContext: context, declineContext: context };
    const consent = { contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content };
    await attach(reference, consent).catch((error: unknown) => {
      log.warn({ err: error }, 'A file could not be offered');
    });
  };
