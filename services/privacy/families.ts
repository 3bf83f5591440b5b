import {
  type GenerationKeys,
  generationKeys,
  LEAVERS_KEY,
  LINK_SECRET_KEY,
  linkKeys,
  paymentKeys,
  SHARED_SECURITY_LOG_KEY,
  signInKeys,
  TENANTS_KEY,
  tenantKeys,
} from '../redis/keys.ts';
import { familyOf } from './key-names.ts';

/**
 * What becomes of a person's traces:
 * - `removed`: whatever names them goes, the whole key where its name does
 * - `pseudonymised`: a pseudonym takes the place of each id and name, the rest stays
 * - `nothing`: there are none
 */
type Treatment = 'removed' | 'pseudonymised' | 'nothing';

/** One family of keys: what it tells of people, how long, and what erasing a person does to it. */
export interface Family {
  readonly holds: string;
  readonly kept: string;
  readonly erased: Treatment;
}

const IMPORT = 'until the next import';
const ALWAYS = 'as long as the tenant';
const BOOKS = 'as the invoices: as long as the tenant';

const family = (erased: Treatment, holds: string, kept: string): Family => ({ erased, holds, kept });
const nothing = (holds: string, kept = ALWAYS): Family => family('nothing', holds, kept);

type OfTenant = Omit<ReturnType<typeof tenantKeys>, never>;

/** Families that outlive an import. A new key does not compile without its row. */
export const TENANT_FAMILIES: Readonly<Record<keyof OfTenant, Family>> = {
  generation: nothing('which import is seen'),
  generations: nothing('which imports there are'),
  importing: nothing('that an import is alive', '6 seconds'),
  schema: nothing('in which form the tenant is stored'),
  operation: family('pseudonymised', 'what an act of a person led to, so that a repeat acts once', '7 days'),
  audit: family('pseudonymised', 'who changed what and when', 'AUDIT_KEPT_DAYS'),
  auditOf: nothing('which changes concern a thing', 'AUDIT_KEPT_DAYS'),
  auditBy: family('pseudonymised', 'which changes a person made', 'AUDIT_KEPT_DAYS'),
  outbox: family('pseudonymised', 'whom something is to be told', '40 days'),
  references: nothing('which references were given out'),
  payments: family('pseudonymised', 'money on its way, and whose it is', 'until it is settled'),
  told: nothing('when reminders were last sent'),
  lifeCycle: nothing('up to when the life cycle has run'),
  preferences: family('removed', 'language, muted notices, customer acted for', 'until the person has left'),
  conversation: family(
    'removed',
    'where a person is reached in Teams',
    'until the person has left, or removes the bot',
  ),
  sharedConversations: family(
    'pseudonymised',
    'groups and channels with the bot, and who wrote there last',
    'until the bot is removed',
  ),
  noticeChannels: family('removed', 'who chose a channel for notices', 'until it is chosen off'),
  dialogue: family('removed', 'what a person and the bot have spoken of, with what they had said', '30 minutes'),
  outboxProgress: nothing('how far notices are sent'),
  deadNotices: nothing('which notices could not be planned', 'until they are sent, 40 days'),
  noticeDelivery: family('removed', 'that a notice went to a person', 'NOTICES_KEPT_DAYS'),
  deliveryAgenda: family('removed', 'which notices are due, and to whom', 'until they are sent or given up'),
  noticeDeliveries: family('removed', 'which notices went to whom', 'NOTICES_KEPT_DAYS'),
  waitingDeliveries: family('removed', 'notices that wait for a person', '30 days'),
  gatheredDeliveries: family('removed', 'notices that a person is told of together', '3 days'),
  sentLately: nothing('how much was sent lately', '1 second'),
  sentLatelyTo: family('removed', 'how much was sent to a conversation lately', '1 hour'),
  conversationPause: family('removed', 'that a conversation wants a pause', 'minutes'),
  digested: nothing('when the digest was last made'),
  seenActivity: family('removed', 'which messages have arrived from a chat', '10 minutes'),
  answerTo: family('removed', 'which message of a person was answered by which card', '25 hours'),
  askedOn: family('removed', 'what a card asks a person to confirm', '25 hours'),
  confirmation: family('removed', 'that a person has confirmed something, or changed their message', '25 hours'),
  keptAnswers: family(
    'removed',
    'answers that Teams has not taken yet, presses whose result was promised, and for whom',
    '1 hour',
  ),
  keptAnswersDue: family('removed', 'when such answers are sent again', '1 hour'),
  followedCards: family('removed', 'cards that follow a move, and whose they are', 'until the move rests, 7 days'),
  securityLog: family(
    'pseudonymised',
    'whose press was refused, who took an export',
    'SECURITY_LOG_KEPT_DAYS, 10,000 entries',
  ),
  erasures: family('removed', 'whose traces are being erased', 'until that is done'),
  limit: family('removed', 'how much a person has asked for lately', 'as long as the limit counts, a day at most'),
  limitTold: family('removed', 'that admins were told of a limit', 'as long as the limit counts, a day at most'),
  rewritten: family('removed', 'a stream that is being written anew', 'until that is done'),
  restoring: family('removed', 'what a backup held, while it is brought back', 'until that is done'),
  welcomed: family('removed', 'that a person has been welcomed', 'until the person has left'),
  customers: family('removed', 'which tenants a person may act for', ALWAYS),
};

/** Families of one import. */
export const GENERATION_FAMILIES: Readonly<Record<keyof GenerationKeys, Family>> = {
  tenant: family('removed', 'the organization, and names of the partner’s admins', IMPORT),
  products: nothing('the catalogue', IMPORT),
  policies: nothing('the policies', IMPORT),
  person: family('removed', 'name, user name, address, roles, language', IMPORT),
  holdersOf: family('removed', 'who has a role', IMPORT),
  namesForm: nothing('what older versions noted of names', IMPORT),
  names: family('removed', 'names and addresses to find people by', IMPORT),
  references: nothing('references of the import', IMPORT),
  subscription: family('pseudonymised', 'a subscription with its purchaser', BOOKS),
  seats: family('removed', 'who has a license of a subscription', ALWAYS),
  history: family('pseudonymised', 'who ordered what', BOOKS),
  move: family('pseudonymised', 'which admin moved people', ALWAYS),
  moves: nothing('moves under way', 'until they end'),
  movedBy: family('removed', 'who was moved', ALWAYS),
  keptBy: family('removed', 'who had a license at the target already', ALWAYS),
  releasing: nothing('ended subscriptions whose licenses are taken back', 'until that is done'),
  cancelRequests: family('pseudonymised', 'which purchaser was asked to cancel, by whom', ALWAYS),
  firstCancelRequests: family('pseudonymised', 'the same as the first version kept it', 'until the upgrade'),
  licensesByPerson: family('removed', 'who has which licenses', ALWAYS),
  index: family('pseudonymised', 'subscriptions in the order of their purchasers', BOOKS),
  counts: nothing('how many licenses there are', ALWAYS),
  billingProfiles: family('removed', 'names of billing profiles', ALWAYS),
  paymentMethods: family(
    'removed',
    'brand, last four digits, expiry, holder and address of cards',
    'until the card is removed',
  ),
  invoices: family('pseudonymised', 'who was invoiced what', BOOKS),
  unpaidInvoices: family('pseudonymised', 'who owes what', 'until it is paid'),
  cardExpiries: family('removed', 'whose card expires when', 'until the card is removed'),
  spendMonths: nothing('months in which something was invoiced', BOOKS),
  spendByProduct: nothing('what was spent on a product', BOOKS),
  spendByPurchaser: family('pseudonymised', 'what a purchaser was invoiced in a month', BOOKS),
  licenseRequests: family(
    'pseudonymised',
    'who asked for a license for whom, with a message; requests of one’s own are removed',
    '12 months',
  ),
  requestsByStatus: nothing('which requests wait', '12 months'),
  requestsOf: family('removed', 'which requests a person made', '12 months'),
};

/** Families that belong to no tenant. */
export const SHARED_FAMILIES = {
  tenants: nothing('which tenants there are'),
  securityLog: nothing('refused authentications, without anybody’s id', 'SECURITY_LOG_KEPT_DAYS, 10,000 entries'),
  leavers: nothing('that those who left were looked for today', '20 hours'),
  charge: family('pseudonymised', 'what the payment sandbox has charged, and to whom', '30 days'),
  reversal: family('pseudonymised', 'which charges it gave back', '30 days'),
  refund: family('pseudonymised', 'what it refunded, and to whom', '30 days'),
  setup: family('removed', 'who is putting a card on file', '30 days'),
  setUp: family('removed', 'holder, address and expiry of a card', '30 days'),
  detached: family('removed', 'that a card is forgotten', '30 days'),
  secret: nothing('what links are signed with', 'always'),
  grant: family('removed', 'whose link leads to what', '11 minutes; 1 hour for a file'),
  tries: family('removed', 'how often a link was tried', '11 minutes'),
  attempt: family('removed', 'a sign-in under way, for a link', 'minutes'),
  attempts: family('removed', 'how often a link led to a sign-in', 'minutes'),
  session: family('removed', 'that a browser has signed in for a link', 'minutes'),
} satisfies Record<string, Family>;

/** Makers of the keys of a family: the name of a key tells the same of all that it makes. */
type Maker = string | ((...ids: never[]) => string);

const nameOf = (maker: Maker): string =>
  familyOf(typeof maker === 'string' ? maker : (maker as (...ids: unknown[]) => string)('x', 'x'));

const named = (makers: Readonly<Record<string, Maker>>, families: Readonly<Record<string, Family>>) =>
  Object.entries(families).map(([name, each]) => [nameOf(makers[name] ?? name), each] as const);

const SHARED_MAKERS = {
  tenants: TENANTS_KEY,
  leavers: LEAVERS_KEY,
  securityLog: SHARED_SECURITY_LOG_KEY,
  secret: LINK_SECRET_KEY,
  ...paymentKeys,
  ...linkKeys,
  ...signInKeys,
} as const satisfies Record<keyof typeof SHARED_FAMILIES, Maker>;

const OF_TENANT = new Map([
  ...named(tenantKeys('x' as never), TENANT_FAMILIES),
  ...named(generationKeys('x' as never, 'x'), GENERATION_FAMILIES),
]);
const OF_NOBODY = new Map(named(SHARED_MAKERS, SHARED_FAMILIES));

/** Whether a key is one of ours: in a Redis of several programs the others' are none of our business. */
export const isOurs = (key: string): boolean => key.startsWith('{') || OF_NOBODY.has(familyOf(key));

/** What erasing a person does to a key. */
export const treatmentOf = (key: string): Treatment =>
  ((key.startsWith('{') ? OF_TENANT : OF_NOBODY).get(familyOf(key)) ?? { erased: 'nothing' as const }).erased;

/** How long a kind of key of a tenant is kept; undefined where nobody has said so. */
export const keptOf = (family: string): string | undefined => OF_TENANT.get(family)?.kept;
