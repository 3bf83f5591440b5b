import type { Localizer } from '../../locales/index.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import type { OpenQuestions } from '../../services/conversations/open-questions.ts';
import type { Preferences } from '../../services/conversations/preferences.ts';
import type { Conversations } from '../../services/conversations/references.ts';
import type { Links } from '../../services/links/links.ts';
import type { Notices } from '../../services/notices/index.ts';
import type { OfferFile } from '../features/exports/file-offer.ts';
import type { Follow } from '../features/moves/follow-move.ts';
import type { Addresses } from '../web/addresses.ts';
import type { Command } from './command.ts';

/** What every command can use. Made in the composition root, and by the tests. */
export interface Services {
  readonly commerce: Commerce;
  readonly preferences: Preferences;
  /** Where people and channels are reached, and which channels are told what admins are told. */
  readonly conversations: Conversations;
  readonly notices: Pick<Notices, 'listDeliveries'>;
  readonly follow: Follow;
  /** What people were asked and have not answered yet. */
  readonly openQuestions: OpenQuestions;
  /** A reading of what the grammar does not understand; nothing where no language model is set up. */
  readonly propose: Propose;
  /** Links that a person opens in a browser, and where they lead. */
  readonly links: Links;
  readonly addresses: Addresses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Undefined where no client takes files. */
  readonly offerFile: OfferFile | undefined;
  /** Every command that exists, for those that talk about the others. */
  readonly commands: readonly Command[];
}

/** Who writes a sentence, and what they can do. */
export interface Asker {
  readonly actor: Actor;
  readonly commands: readonly Command[];
  readonly localizer: Localizer;
}

/** The command that an input means, and arguments that are still to be parsed. */
export interface Match {
  readonly command: Command;
  readonly args: unknown;
}

/**
 * What a sentence may mean that the grammar does not understand; `today` is the person's day, `2026-11-21`. A proposal is
 * worth as much as a typed sentence: rights are checked, arguments parsed and changes confirmed after it.
 */
export type Propose = (text: string, asker: Asker & { readonly today: string }) => Promise<Match | undefined>;
