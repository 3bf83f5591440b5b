import { z } from 'zod';
import { commandNamed } from '../../bot/conversation/command.ts';
import type { Observed } from '../../bot/conversation/observing.ts';
import type { Refused } from '../../bot/conversation/refusals/refusal.ts';
import { commands } from '../../bot/features/index.ts';
import type { Card } from '../../cards/kit/card.ts';
import { argumentsIn, fieldsOf, type Pressable, pressablesOf } from './card-actions.ts';
import { readText, warnsFirst } from './card-text.ts';
import type { Args, Kind, Named } from './outcome.ts';

/** What came of a turn, before ids become names. */
export interface Understood extends Named {
  readonly kind: Kind;
  readonly choices?: readonly { readonly command: string; readonly args: Args }[] | undefined;
}

/** Nothing was understood, or too little to do anything. */
const UNCLEAR: readonly Refused['code'][] = ['unknown', 'empty', 'too-long', 'arguments', 'failure', 'unavailable'];

/** What a turn came to, by what the dispatcher told of it and by the card that it gave. */
export const understoodBy = (seen: readonly Observed[], card: Card): Understood => {
  const matched = seen.find((each) => each.kind === 'matched');
  const said = matched && { command: matched.command as string, args: Object(matched.args) as Args };
  const reason = seen.find((each) => each.kind === 'refused')?.reason;
  if (reason) return { ...said, ...refused(reason, card, said?.command) };
  if (!said) return { kind: 'unclear' };
  if (said.command === 'answer') return { kind: 'answer', ...said };
  const told = { ...said, args: { ...subscriptionShown(said, card), ...said.args } };
  return commandNamed(commands, said.command)?.effect === 'asks' ? asked(told, card) : { kind: 'run', ...told };
};

/** The one subscription that a card is about, where the command is about one. */
const subscriptionShown = ({ command }: Said, card: Card): Args => {
  const schema = commandNamed(commands, command)?.args;
  const shown = new Set(pressablesOf(card).map(({ data }) => data['subscription']));
  shown.delete(undefined);
  const [subscription, another] = shown;
  const takesOne = schema instanceof z.ZodObject && 'subscription' in schema.shape;
  const [, titled] = /· ([A-Z]-\d{1,12})$/.exec(readText(card, { withLines: false }).title) ?? [];
  const one = another ? undefined : (subscription ?? titled);
  return takesOne && one ? { subscription: one } : {};
};

const refused = ({ code }: Refused, card: Card, command: string | undefined): Understood => {
  if (UNCLEAR.includes(code)) return { kind: 'unclear' };
  if (code !== 'which' && code !== 'proposed' && code !== 'ambiguous-purchaser') return { kind: 'refuse' };
  const choices = choicesAmong(pressablesOf(card).filter(({ isLine }) => isLine));
  if (choices.length === 0) return { kind: 'unclear' };
  const names = new Set(choices.map((choice) => choice.command));
  return { kind: 'choose', command: command ?? (names.size === 1 ? [...names][0] : undefined), choices };
};

const choicesAmong = (pressables: readonly Pressable[]) =>
  pressables.map(({ verb, data }) => ({ command: verb, args: argumentsIn(data) }));

type Said = { readonly command: string; readonly args: Args };

/** A card of a command that changes something, which asks about it, shows a form, offers ways, or says why not. */
const asked = ({ command, args }: Said, card: Card): Understood => {
  const pressables = pressablesOf(card);
  const confirming = pressables.find(({ data }) => data['operation'] !== undefined);
  const own = pressables.find(({ verb, data }) => verb === command && (data['edit'] === true || isSame(data, args)));
  const fields = fieldsOf(card.body);
  const isForm = Object.keys(fields).length > 0;
  const wanted = argumentsAsked(args, confirming ?? own, fields);
  if (confirming) return { kind: 'confirm', command: confirming.verb, args: wanted };
  if (warnsFirst(card)) return { kind: 'refuse', command, args };
  if (isForm || own?.data['edit']) return { kind: 'confirm', command, args: wanted };
  const choices = choicesOffered(pressables);
  return choices.length > 0 ? { kind: 'choose', command, args, choices } : { kind: 'run', command, args };
};

/** Whether the button says nothing else than was said. */
const isSame = (data: Args, args: Args): boolean =>
  Object.entries(argumentsIn(data)).every(([name, value]) => args[name] === undefined || args[name] === value);

const isChange = ({ verb }: Pressable): boolean => commandNamed(commands, verb)?.effect !== 'reads';

/** Lines are there to be chosen from; of buttons, two at least that lead to changes. */
const choicesOffered = (pressables: readonly Pressable[]) => {
  const ways = pressables.filter((each) => each.verb !== 'close' && isChange(each));
  const lines = ways.filter(({ isLine }) => isLine);
  if (lines.length > 0) return choicesAmong(lines);
  return ways.length > 1 ? choicesAmong(ways) : [];
};

/** Fields that hold what was said, or what follows from it; the others hold what is so anyway. */
const isSaidIn = ([id, value]: readonly [string, string]): boolean =>
  value !== '' && value !== 'later' && (['names', 'message'].includes(id) || id.includes(':'));

/** What the change would be made with: the sentence, and over it what the card made of it. */
const argumentsAsked = (
  said: Args,
  button: Pressable | undefined,
  fields: Readonly<Record<string, string>>,
): Record<string, unknown> => {
  const data = button?.data ?? {};
  const filled = Object.fromEntries(Object.entries(fields).filter(isSaidIn));
  const told = { ...argumentsIn(data), ...filled };
  const { product, subscriptions, except, people, names, ...rest } = said;
  return {
    ...rest,
    ...(!('products' in told || 'product' in told) && { product, subscriptions, except }),
    ...(!('people' in told || 'names' in told) && { people, names }),
    ...told,
    ...(data['previewed'] !== undefined && { quantity: data['previewed'] }),
  };
};
