import type { Localizer } from '../../locales/index.ts';
import type { Actor, SubscriptionRef, TenantId, UserId } from '../../services/commerce/api/types.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import type { Dialogue, Dialogues } from '../../services/conversations/dialogues.ts';
import type { Preferences } from '../../services/conversations/preferences.ts';
import type { Conversations } from '../../services/conversations/references.ts';
import type { Limits } from '../../services/limits/limiter.ts';
import type { Links } from '../../services/links/links.ts';
import type { Notices } from '../../services/notices/index.ts';
import type { Privacy } from '../../services/privacy/index.ts';
import type { SecurityLog } from '../../services/security-log/security-log.ts';
import type { Location } from '../teams/location.ts';
import type { Explanation } from '../understanding/explanation.ts';
import type { MeantCommand } from '../understanding/reading.ts';

/** What every command can use. Made in the composition root, and by the tests. */
export interface Services {
  readonly commerce: Commerce;
  readonly preferences: Preferences;
  /** Where people and channels are reached, and which channels are told what admins are told. */
  readonly conversations: Conversations;
  readonly notices: Pick<Notices, 'listDeliveries'>;
  readonly securityLog: SecurityLog;
  readonly privacy: Privacy;
  readonly follow: Follow;
  /** What people and the bot have spoken of lately. */
  readonly dialogues: Dialogues;
  /** An interpretation of what the grammar does not understand; none where no language model is set up. */
  /** Undefined: there is no language model. */
  readonly propose: Propose | undefined;
  /** Links that a person opens in a browser, and where they lead. */
  readonly links: Links;
  readonly addresses: Addresses;
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Undefined where no client takes files. */
  readonly offerFile: OfferFile | undefined;
  /** Hears how a sentence was read; nobody does unless people look into it. */
  readonly explain?: (explanation: Explanation) => void;
}

/** The addresses that people open in a browser. */
export interface Addresses {
  /** Whether their pages ask people to sign in. */
  readonly asksToSignIn: boolean;
  /** Scheme, host and port, as a browser names where a page comes from. */
  origin(): string;
  /** The address of a page, such as `card`, for the holder of a link. */
  urlFor(path: string, token: string): string;
}

/** A card that shows how far a move has come, and for whom: plain JSON, as a job keeps it. */
export interface FollowedCard {
  /** The person's own tenant; `tenantId` is that of the move, which may be a customer's. */
  readonly home: TenantId;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly source: SubscriptionRef;
  /** Id of the move: a later one of the same subscription is none of this card's. */
  readonly move: string;
  readonly reference: Location['reference'];
  readonly cardId: string;
  /** In which the card was begun. */
  readonly locale: string;
  /** What the card tells now, see `shownOf`. */
  readonly shown: string;
  /** How often the move has been looked at. */
  readonly looks: number;
}

/** Has a card follow its move to the end. Where that cannot be begun, the card still has its button. */
export type Follow = (followed: FollowedCard) => Promise<void>;

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

/** Who writes a sentence, and on which day of theirs, `2026-11-21`. */
interface Asker {
  /** In their own tenant, whomever they act for. */
  readonly home: Actor;
  readonly actor: Actor;
  readonly localizer: Localizer;
  readonly today: string;
  /** What was spoken of with them before, if anything was; nothing where a whole group reads along. */
  readonly before?: Dialogue | undefined;
}

/**
 * What a sentence may mean that is not clear by itself. A proposal is one reading among others, and worth less than a typed
 * sentence: rights are checked, arguments parsed and changes confirmed after it.
 */
export type Propose = (text: string, asker: Asker) => Promise<MeantCommand | undefined>;
