import type { RedisLog } from '../../../services/redis/client.ts';
import type { Location } from '../../teams/location.ts';
import type { Proactive } from '../../teams/proactive.ts';

/** A file that somebody may have put into their OneDrive. */
interface FileOffer {
  readonly name: string;
  readonly description: string;
  /** About how many bytes. */
  readonly size: number;
  /** Of a link of the purpose `file`. */
  readonly token: string;
}

/** Asks the person whether they want a file. Where that cannot be asked, they still have the link. */
export type OfferFile = (location: Location, offer: FileOffer) => Promise<void>;

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
