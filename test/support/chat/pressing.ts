import { z } from 'zod';
import type { Command } from '../../../bot/conversation/command.ts';
import type { Card } from '../../../cards/kit/card.ts';
import type { RunningBot } from '../bots/running-bot.ts';
import type { SentActivity } from '../stand-ins/channel.ts';
import { findAction } from './conversation.ts';
import { inputsOf } from './fields.ts';

/** Presses the button or line with that title, as Teams sends it, fields as they stand; resolves with the card that answers. */
export const pressOn = async (
  bot: RunningBot,
  who: string,
  card: Card,
  title: string,
  extra: Record<string, unknown> = {},
): Promise<Card> => {
  const { verb, data, associatedInputs } = findAction(card, title);
  const inputs = associatedInputs === 'none' ? {} : inputsOf(card);
  const value = { action: { type: 'Action.Execute', verb, data: { ...data, ...inputs } }, trigger: 'manual' };
  const press = bot.activity(who, { type: 'invoke', name: 'adaptiveCard/action', value, ...extra });
  const { body } = await bot.post(press);
  return (body as { value: Card }).value;
};

/** The card that was sent. */
export const cardIn = ({ activity }: SentActivity): Card => activity.attachments?.[0]?.content as Card;

/** Writes a sentence; resolves with the card that the bot sends. */
export const sayTo = async (
  bot: RunningBot,
  who: string,
  text: string,
  extra: Record<string, unknown> = {},
): Promise<Card> => {
  const activity = bot.activity(who, { text, ...extra });
  await bot.post(activity);
  return cardIn(await bot.channel.answerTo(String(activity['id'])));
};

/** The address that a button of the card opens. */
export const addressOn = (card: Card): string => {
  const buttons = (card.actions ?? []) as { type: string; url?: string }[];
  const address = buttons.find(({ type }) => type === 'Action.OpenUrl')?.url;
  if (address === undefined) throw new Error(`The card opens no page: ${card.fallbackText}`);
  return address;
};

/** Sends the form of a page, with its token. */
export const sendForm = async (address: string, fields: Record<string, string> = {}): Promise<Response> => {
  const page = await (await fetch(address)).text();
  const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? 'none';
  return fetch(address, { method: 'POST', body: new URLSearchParams({ formToken, ...fields }) });
};

/** The names of what a command takes, as its schema tells. */
const argumentNames = ({ args }: Command): string[] => (args instanceof z.ZodObject ? Object.keys(args.shape) : []);

/** The commands that a press can confirm. */
export const confirmedCommands = (all: readonly Command[]): Command[] =>
  all.filter((command) => argumentNames(command).includes('operation'));

/** Arguments that commands take often, in Contoso. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  subscription: 'S-1001',
  target: 'C-2001',
  product: 'Visio Plan 2',
  quantity: 3,
  reason: 'other',
  value: 'Disabled',
  wanted: true,
  on: false,
};

/** Those of them that a command takes. */
export const sampleArguments = (command: Command): Record<string, unknown> =>
  Object.fromEntries(Object.entries(SAMPLES).filter(([name]) => argumentNames(command).includes(name)));

/** A value that a JSON schema may take, as far as it is told here. */
const sampleOf = ({ enum: [first] = [], const: only, type, anyOf: [either] = [] }: Partial<JsonSchema>): unknown =>
  only ?? first ?? (either ? sampleOf(either) : ({ boolean: false, number: 3, integer: 3 }[String(type)] ?? 'S-1001'));

interface JsonSchema {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: unknown;
  readonly anyOf?: readonly JsonSchema[];
}

/** Everything that a command takes, whether or not a sentence can say it, each argument alone and all together. */
export const everyArgument = ({ args }: Command): Record<string, unknown>[] => {
  const { properties = {} } = z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' });
  const samples = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, schema]) => [name, sampleOf(schema)] as const,
  );
  return [...samples.map(([name, value]) => ({ [name]: value })), Object.fromEntries(samples)];
};
