import type { Card } from '../../cards/kit/card.ts';
import { withBanner } from '../../cards/kit/warning-banner.ts';
import { type Localizer, localizerFor } from '../../locales/index.ts';
import { refusalReason } from '../../services/commerce/api/errors.ts';
import type { Actor, TenantId, UserId, Visitor } from '../../services/commerce/api/types.ts';
import type { Choices } from '../../services/conversations/preferences.ts';
import type { Aside } from '../../services/limits/fair-queue.ts';
import { type Memory, memoryOf } from './dialogue/kept-memory.ts';
import type { Services } from './ports.ts';

/** Who asks, whom they act for, and how to speak to them. */
export interface Viewer extends Visitor {
  /** The person in their own tenant; `actor` acts for a customer where they have chosen one. */
  readonly home: Actor;
  /** The customer of their choice, where they may not act for it any more; `actor` is at home then. */
  readonly lost: TenantId | undefined;
  readonly localizer: Localizer;
  readonly localizerIn: (language: string) => Localizer;
}

/** A person as the channel or a link vouches for them. */
export interface KnownAs {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** BCP 47: what their client speaks, or what was spoken when the link was made. */
  readonly locale?: string | undefined;
}

/** The customer that somebody acts for: one by id, or the one that they have chosen, if any. */
export type Customer = TenantId | 'chosen' | undefined;

type ViewerServices = Pick<Services, 'commerce' | 'preferences'>;

/**
 * Loads who this is, whom they act for, and how they want to be spoken to: the language of their choice, of their
 * client, of the tenant. The only place that does. Whoever reads a choice must look at `lost`.
 * @throws {CommerceError} where the person is not known, or may not act for a customer by id
 * @example loadViewer(services, sender, 'chosen')
 */
export const loadViewer = async (
  services: ViewerServices,
  known: KnownAs,
  customer?: Customer,
  coming: Promise<Coming> = comingOf(services, known),
): Promise<Viewer> => {
  const [visitor, chosen] = await coming;
  const home = visitor.actor;
  const isChoice = customer === 'chosen';
  const acting = await actingVisitor(services, visitor, { actingFor: isChoice ? chosen.customer : customer, isChoice });
  const { timeZone, locale } = acting.tenant;
  const localizerIn = (spoken: string): Localizer => localizerFor([spoken], timeZone);
  return { ...acting, home, localizer: localizerFor([chosen.language, known.locale, locale], timeZone), localizerIn };
};

/** Somebody who comes, and what they have chosen. */
export type Coming = readonly [Visitor, Choices];

/** Reads who comes. */
const comingOf = (
  { commerce, preferences }: ViewerServices,
  known: Pick<KnownAs, 'tenantId' | 'userId'>,
): Promise<Coming> => Promise.all([commerce.getVisitor(known.tenantId, known.userId), preferences.choices(known)]);

/** What a turn reads whatever was said: who comes, and what was spoken of with them. */
export interface Arrival {
  readonly coming: Promise<Coming>;
  readonly memory: Memory;
  /** Leaves the place of the turn to others while it waits for somebody outside; undefined where it has none. */
  readonly aside: Aside | undefined;
}

export type BeginArrival = (
  known: KnownAs,
  place: { readonly conversationId: string },
  aside?: Aside | undefined,
) => Arrival;

/** Begins to read it, all in one go with what else is asked of Redis now. */
export const createArrivals =
  (services: ViewerServices & Pick<Services, 'dialogues'>): BeginArrival =>
  (known, { conversationId }, aside) => {
    const { tenantId, userId } = known;
    const arrival = {
      coming: comingOf(services, known),
      memory: memoryOf(services.dialogues, { tenantId, userId, conversationId }),
      aside,
    };
    // Whoever is not answered waits for neither.
    for (const read of [arrival.coming, arrival.memory.recall()]) read.catch(() => undefined);
    return arrival;
  };

interface Acting {
  readonly actingFor: TenantId | undefined;
  readonly isChoice: boolean;
}

const actingVisitor = async (
  { commerce }: ViewerServices,
  visitor: Visitor,
  { actingFor, isChoice }: Acting,
): Promise<Visitor & Pick<Viewer, 'lost'>> => {
  const atHome = { ...visitor, lost: undefined };
  if (actingFor === undefined || actingFor === visitor.actor.tenantId) return atHome;
  try {
    return { ...atHome, ...(await commerce.getActorFor(visitor.actor, actingFor)) };
  } catch (error) {
    if (!isChoice) throw error;
    refusalReason(error);
    return { ...atHome, lost: actingFor };
  }
};

/** The card with a banner that says which customer it is about, where somebody acts for one. */
export const withCustomerBanner = (
  { actor, tenant, localizer }: Pick<Viewer, 'actor' | 'tenant' | 'localizer'>,
  card: Card,
): Card => (actor.partner ? withBanner(card, localizer.t('acting.banner', { customer: tenant.name })) : card);
