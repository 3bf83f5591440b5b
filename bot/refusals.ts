import type { Button, Card } from '../cards/card.ts';
import { type Line, sheet } from '../cards/sheet.ts';
import type { Speech } from '../locales/index.ts';
import { CommerceError, type Reason, UncertainChange } from '../services/commerce/errors.ts';
import { type Act, rolesFor } from '../services/commerce/rules/access.ts';
import { mayRequestInstead } from '../services/commerce/rules/eligibility.ts';
import type { Person, ProductId } from '../services/commerce/types.ts';
import { isUnreachable } from '../services/redis/unavailable.ts';
import { SUPPORT_URL } from './answers/pages.ts';
import { type Command, InvalidArguments } from './command.ts';
import { commandTexts, menuLine } from './menu-line.ts';

/** Why the bot does not do what was asked: what the commerce service refuses, and what does not get that far. */
export type Refused =
  | Reason
  | { readonly code: 'unknown'; readonly closest: readonly string[] }
  /** More than one thing is meant; each line runs the command again with one of them. */
  | { readonly code: 'which'; readonly lines: readonly Line[] }
  | { readonly code: 'none-fits' | 'not-here' | 'nothing-to-request' | 'no-such-answer' }
  /** An offer of a file: gone or never made, taken up already, or OneDrive did not take the file. */
  | { readonly code: 'offer-over' | 'offer-used' | 'upload-failed' }
  /** The person hands out licenses of nothing that fits; the product, where one is meant. */
  | { readonly code: 'nothing-to-assign'; readonly product?: ProductId }
  | {
      readonly code:
        | 'empty'
        | 'stale-card'
        | 'not-yours'
        | 'forbidden-guest'
        | 'forbidden-partner'
        | 'unavailable'
        | 'uncertain';
    }
  | { readonly code: 'too-long'; readonly limit: number }
  | { readonly code: 'arguments'; readonly command: string }
  | { readonly code: 'failure'; readonly id: string };

export class Refusal extends Error {
  readonly reason: Refused;

  constructor(reason: Refused) {
    super(reason.code);
    this.reason = reason;
  }
}

/** The reason of an expected error; undefined for a failure that nobody foresaw. */
export const reasonOf = (error: unknown): Refused | undefined => {
  if (error instanceof Refusal || error instanceof CommerceError) return error.reason;
  if (error instanceof InvalidArguments)
    return error.byButton ? { code: 'stale-card' } : { code: 'arguments', command: error.command };
  if (error instanceof UncertainChange) return { code: 'uncertain' };
  if (isUnreachable(error)) return { code: 'unavailable' };
  return undefined;
};

/** What the person was about, for the buttons of a refusal. */
export interface About {
  readonly subscription?: string | undefined;
  /** The press that may be repeated as it was. */
  readonly again?: Button | undefined;
}

/**
 * The card for a refusal: what is wrong in one line, and what to do next. The only place that words errors. A reason
 * without texts in the locales does not compile.
 */
export const refusalCard = (reason: Refused, speech: Speech, commands: readonly Command[], about: About = {}): Card => {
  if (reason.code === 'unknown') return closestCommands(reason.closest, speech, commands);
  const { title, text } = refusalWords(reason, speech, commands);
  if (reason.code === 'which') return sheet({ title, lines: reason.lines });
  if (reason.code === 'ambiguous-purchaser') return whichPurchaser(reason.people, { title, text });
  return sheet({ title, text: [text] }, nextSteps(reason, speech, about));
};

/** A refusal in words. */
export const refusalWords = (reason: Refused, speech: Speech, commands: readonly Command[]) => {
  const words = wordsOf(reason, speech, commands);
  const code = textKeyOf(reason);
  return { title: speech.t(`refusals.${code}.title`, words), text: speech.t(`refusals.${code}.text`, words) };
};

const textKeyOf = (reason: Refused) => {
  if (isOwnersAlone(reason)) return 'only-owner';
  if (reason.code !== 'payment-declined' || !reason.cause) return reason.code;
  return reason.cause === 'expired' ? 'card-expired' : reason.cause;
};

/** Whether no role would help. */
const isOwnersAlone = (reason: Refused): boolean => reason.code === 'forbidden' && rolesFor(reason.act).length === 0;

type Words = Readonly<Record<string, string | number>>;

/** What a text may name: the plain fields of the reason, or what it takes to read the others. */
const wordsOf = (reason: Refused, speech: Speech, commands: readonly Command[]): Words => {
  switch (reason.code) {
    case 'arguments':
      return { example: example(reason.command, speech, commands) };
    case 'forbidden':
      return { roles: roleNames(reason.act, speech) };
    case 'cannot-buy':
      return { why: speech.t(`buyRules.${reason.rule}`) };
    case 'no-such-product':
      return { wanted: reason.wanted, products: firstOf(reason.products.map(({ name }) => name)) };
    case 'card-in-use':
      return { uses: [...reason.profiles.map(({ name }) => name), ...reason.subscriptions].join(', ') };
    case 'not-active':
      return { status: speech.t(`status.${reason.status}`) };
    default:
      return plainWords(reason, speech);
  }
};

/** Names that one text has room for. */
const MOST_NAMED = 25;

const firstOf = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}, …` : names.join(', ');

const plainWords = (reason: Refused, { number }: Speech): Words =>
  Object.fromEntries(
    Object.entries(reason).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'number') return [[name, number(value)]];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** Nobody whom the bot does not know has anything to press. */
const STRANGERS: ReadonlySet<Refused['code']> = new Set(['unknown-tenant', 'unknown-person', 'disabled-person']);
const HELP_ONLY: ReadonlySet<Refused['code']> = new Set(['arguments', 'forbidden', 'failure']);

/** What a repeat of the very same press settles. */
const REPEATABLE: ReadonlySet<Refused['code']> = new Set(['uncertain', 'unavailable', 'failure', 'tenant-replaced']);
/** The subscription in question is not to be seen. */
const HIDDEN: ReadonlySet<Refused['code']> = new Set(['no-such-subscription', 'forbidden', 'forbidden-guest']);

const nextSteps = (reason: Refused, speech: Speech, { subscription, again }: About): Button[] => {
  const { code } = reason;
  const { t } = speech;
  const help = { title: t('commands.help.title'), verb: 'help' };
  if (STRANGERS.has(code)) return [];
  return [
    ...remedies(reason, speech),
    ...(again && REPEATABLE.has(code) ? [again] : []),
    ...(subscription && !HIDDEN.has(code)
      ? [{ title: t('buttons.openSubscription', { ref: subscription }), verb: 'subscription', data: { subscription } }]
      : []),
    ...(HELP_ONLY.has(code) ? [] : [{ title: t('commands.subscriptions.title'), verb: 'subscriptions' }]),
    help,
  ];
};

/** Another export is the way on. */
const EXPORT_AGAIN: ReadonlySet<Refused['code']> = new Set([
  'offer-over',
  'offer-used',
  'upload-failed',
  'nothing-to-export',
]);

/** The list in which the right thing can be found. */
const LISTED_IN: Readonly<Partial<Record<Refused['code'], 'invoices' | 'payment-methods' | 'billing-profiles'>>> = {
  'no-such-invoice': 'invoices',
  'already-paid': 'invoices',
  'no-payment-method': 'payment-methods',
  'no-such-payment-method': 'payment-methods',
  'card-expired': 'payment-methods',
  'payment-declined': 'payment-methods',
  'no-such-billing-profile': 'billing-profiles',
};

/** What puts right the very thing that was refused. */
const remedies = (reason: Refused, { t }: Speech): Button[] => {
  const list = LISTED_IN[reason.code];
  if (list) return [{ title: t(`commands.${list}.title`), verb: list }];
  if (reason.code === 'card-number')
    return [{ title: t('cardPage.titles.add'), verb: 'set-up-card', data: { kind: 'add' } }];
  if (reason.code === 'cannot-buy' && mayRequestInstead(reason.rule))
    return [{ title: t('commands.request-license.title'), verb: 'request-license', data: { product: reason.product } }];
  if (EXPORT_AGAIN.has(reason.code)) return [{ title: t('commands.export-users.title'), verb: 'export-users' }];
  if (reason.code === 'source-deleted' || reason.code === 'source-not-self-service')
    return [{ title: t('commands.take-over.title'), verb: 'take-over' }];
  if (reason.code === 'take-over-first')
    return [{ title: t('buttons.takeControl'), verb: 'take-over', data: { subscription: reason.ref } }];
  if (reason.code === 'nothing-to-request') return [{ title: t('commands.buy.title'), verb: 'buy' }];
  if ((reason.code === 'can-buy' || reason.code === 'nothing-to-assign') && reason.product)
    return [{ title: t('commands.buy.title'), verb: 'buy', data: { product: reason.product } }];
  return [];
};

const MOST_OFFERED = 4;

const closestCommands = (closest: readonly string[], speech: Speech, commands: readonly Command[]): Card => {
  const { t } = speech;
  const names = [...new Set([...closest.slice(0, MOST_OFFERED - 1), 'help'])];
  const offered = names.flatMap((name) => commands.find((command) => command.name === name) ?? []);
  return sheet(
    {
      title: t('refusals.unknown.title'),
      text: [t('refusals.unknown.text')],
      lines: offered.map((command) => menuLine(command, speech)),
      fallback: `${t('refusals.unknown.title')}. ${t('help.fallback')}`,
    },
    [{ title: t('answers.pages.support'), url: SUPPORT_URL }],
  );
};

const whichPurchaser = (people: readonly Person[], { title, text }: { title: string; text: string }): Card =>
  sheet({
    title,
    text: [text],
    lines: people.map((person) => ({
      title: person.displayName,
      text: person.userPrincipalName,
      verb: 'subscriptions',
      data: { purchaser: person.id },
    })),
  });

const example = (name: string, speech: Speech, commands: readonly Command[]): string => {
  const command = commands.find((each) => each.name === name);
  return command ? commandTexts(command, speech).example : '';
};

/** The roles that allow an act: "Global Administrator or Billing Administrator". */
export const roleNames = (act: Act, { t, locale }: Speech): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(rolesFor(act).map((role) => t(`roles.${role}`)));
