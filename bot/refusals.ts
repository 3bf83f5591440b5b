import type { Button, Card } from '../cards/card.ts';
import { menu } from '../cards/menu.ts';
import { message } from '../cards/message.ts';
import type { Speech } from '../locales/index.ts';
import { CommerceError, type Reason, UncertainChange } from '../services/commerce/errors.ts';
import { rolesFor } from '../services/commerce/rules/access.ts';
import { isUnreachable } from '../services/redis/unavailable.ts';
import { type Command, InvalidArguments } from './command.ts';
import { commandTexts, menuLine } from './menu-line.ts';

/** Why the bot does not do what was asked: what the commerce service refuses, and what does not get that far. */
export type Refused =
  | Reason
  | { readonly code: 'unknown'; readonly closest: readonly string[] }
  | { readonly code: 'empty' | 'stale-card' | 'not-yours' | 'forbidden-guest' | 'unavailable' | 'uncertain' }
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
  if (error instanceof InvalidArguments) return { code: 'arguments', command: error.command };
  if (error instanceof UncertainChange) return { code: 'uncertain' };
  if (isUnreachable(error)) return { code: 'unavailable' };
  return undefined;
};

/**
 * The card for a refusal: what is wrong in one line, and what to do next. The only place that words errors. A reason
 * without texts in the locales does not compile.
 */
export const refusalCard = (reason: Refused, speech: Speech, commands: readonly Command[]): Card => {
  if (reason.code === 'unknown') return closestCommands(reason.closest, speech, commands);
  if (reason.code === 'ambiguous-purchaser') return whichPurchaser(reason, speech);
  const words = wordsOf(reason, speech, commands);
  const title = speech.t(`refusals.${reason.code}.title`, words);
  return message({ title, text: speech.t(`refusals.${reason.code}.text`, words) }, nextSteps(reason.code, speech));
};

type Words = Readonly<Record<string, string | number>>;

/** What a text may name: the plain fields of the reason, or what it takes to read the others. */
const wordsOf = (reason: Refused, speech: Speech, commands: readonly Command[]): Words => {
  switch (reason.code) {
    case 'arguments':
      return { example: example(reason.command, speech, commands) };
    case 'forbidden':
      return { roles: roleNames(reason, speech) };
    case 'no-such-product':
      return { wanted: reason.wanted, products: reason.products.map(({ name }) => name).join(', ') };
    case 'not-assignable-people':
      return { people: reason.problems.map(({ wanted }) => wanted).join(', ') };
    case 'not-active':
      return { status: speech.t(`status.${reason.status}`) };
    default:
      return Object.fromEntries(
        Object.entries(reason).filter(([, value]) => ['string', 'number'].includes(typeof value)),
      );
  }
};

/** Nobody whom the bot does not know has anything to press. */
const STRANGERS: ReadonlySet<Refused['code']> = new Set(['unknown-tenant', 'unknown-person', 'disabled-person']);
const HELP_ONLY: ReadonlySet<Refused['code']> = new Set(['arguments', 'forbidden', 'failure']);

const nextSteps = (code: Refused['code'], { t }: Speech): Button[] => {
  const help = { title: t('commands.help.title'), verb: 'help' };
  if (STRANGERS.has(code)) return [];
  return HELP_ONLY.has(code) ? [help] : [{ title: t('commands.subscriptions.title'), verb: 'subscriptions' }, help];
};

const MOST_OFFERED = 4;

const closestCommands = (closest: readonly string[], speech: Speech, commands: readonly Command[]): Card => {
  const { t } = speech;
  const names = [...new Set([...closest.slice(0, MOST_OFFERED - 1), 'help'])];
  const offered = names.flatMap((name) => commands.find((command) => command.name === name) ?? []);
  return menu({
    title: t('refusals.unknown.title'),
    intro: t('refusals.unknown.text'),
    lines: offered.map((command) => menuLine(command, speech)),
    fallback: `${t('refusals.unknown.title')}. ${t('help.fallback')}`,
  });
};

const whichPurchaser = ({ wanted, people }: Extract<Reason, { code: 'ambiguous-purchaser' }>, { t }: Speech): Card =>
  menu({
    title: t('chooser.title'),
    intro: t('chooser.people', { wanted }),
    lines: people.map((person) => ({
      title: person.displayName,
      text: person.userPrincipalName,
      verb: 'subscriptions',
      data: { purchaser: person.id },
    })),
    fallback: t('chooser.title'),
  });

const example = (name: string, speech: Speech, commands: readonly Command[]): string => {
  const command = commands.find((each) => each.name === name);
  return command ? commandTexts(command, speech).example : '';
};

const roleNames = ({ act }: Extract<Reason, { code: 'forbidden' }>, { t, locale }: Speech): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(rolesFor(act).map((role) => t(`roles.${role}`)));
