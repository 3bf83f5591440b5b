import type { Button, Card } from '../cards/card.ts';
import { menu } from '../cards/menu.ts';
import { message } from '../cards/message.ts';
import type { Speech } from '../locales/index.ts';
import { CommerceError, type Reason } from '../services/commerce/errors.ts';
import { rolesFor } from '../services/commerce/rules/access.ts';
import { isUnreachable } from '../services/redis/unavailable.ts';
import { type Command, InvalidArguments } from './command.ts';
import { commandTexts, menuLine } from './menu-line.ts';

/** Why the bot does not do what was asked: what the commerce service refuses, and what does not get that far. */
export type Refused =
  | Reason
  | { readonly code: 'unknown'; readonly closest: readonly string[] }
  | { readonly code: 'empty' | 'stale-card' | 'not-yours' | 'forbidden-guest' | 'unavailable' }
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
  if (isUnreachable(error)) return { code: 'unavailable' };
  return undefined;
};

/** The card for a refusal: what is wrong in one line, and what to do next. The only place that words errors. */
export const refusalCard = (reason: Refused, speech: Speech, commands: readonly Command[]): Card => {
  const { t } = speech;
  const help: Button = { title: t('commands.help.title'), verb: 'help' };
  const list: Button = { title: t('commands.subscriptions.title'), verb: 'subscriptions' };
  const say = (key: Wording, words: Record<string, string | number> = {}, buttons: readonly Button[] = [list, help]) =>
    message({ title: t(`refusals.${key}.title`, words), text: t(`refusals.${key}.text`, words) }, buttons);

  switch (reason.code) {
    case 'unknown':
      return closestCommands(reason.closest, speech, commands);
    case 'arguments':
      return say('arguments', { example: example(reason.command, speech, commands) }, [help]);
    case 'forbidden':
      return say('forbidden', { roles: roleNames(reason, speech) }, [help]);
    case 'no-such-subscription':
    case 'no-such-purchaser':
      return say(reason.code, { wanted: reason.wanted });
    case 'no-such-product': {
      const products = reason.products.map(({ name }) => name).join(', ');
      return say('no-such-product', { wanted: reason.wanted, products });
    }
    case 'ambiguous-purchaser':
      return whichPurchaser(reason, speech);
    case 'too-long':
      return say('tooLong', { limit: reason.limit });
    case 'failure':
      return say('failure', { id: reason.id }, [help]);
    case 'unknown-tenant':
    case 'unknown-person':
    case 'disabled-person':
      return say(reason.code, {}, []);
    case 'empty':
    case 'stale-card':
    case 'not-yours':
    case 'forbidden-guest':
    case 'unavailable':
      return say(reason.code);
  }
};

type Wording = Exclude<Refused['code'], 'unknown' | 'too-long' | 'ambiguous-purchaser'> | 'tooLong';

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
