import { z } from 'zod';
import type { Speech } from '../locales/index.ts';
import { holdsCardNumber } from '../services/commerce/rules/cards.ts';
import type { Actor } from '../services/commerce/types.ts';
import type { Command } from './command.ts';
import { interpret } from './language/interpret.ts';
import { ANYONE, ownerOf } from './ownership.ts';
import { allows } from './permission.ts';
import { readingLines } from './readings.ts';
import { Refusal } from './refusals.ts';

/** What a person did: wrote a sentence, or pressed a button of a card. Neither is trusted. */
export type Input =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly verb: string; readonly data: unknown };

/** The command that an input means, and arguments that are still to be parsed. */
export interface Match {
  readonly command: Command;
  readonly args: unknown;
}

interface Around {
  readonly actor: Actor;
  readonly commands: readonly Command[];
  readonly speech: Speech;
  /** The person's day, `2026-11-21`. */
  readonly today: string;
}

/** Longest sentence that is read, in UTF-16 units. */
const LONGEST_TEXT = 1000;

/** @throws {Refusal} where the input means nothing here, or the card is not the presser's */
export const match = (input: Input, around: Around): Match =>
  input.kind === 'text' ? matchText(input.text, around) : matchPress(input.verb, input.data, around);

const matchText = (text: string, around: Around): Match => {
  const { actor, commands, today } = around;
  if (text.length > LONGEST_TEXT) throw new Refusal({ code: 'too-long', limit: LONGEST_TEXT });
  if (text.trim() === '') throw new Refusal({ code: 'empty' });
  if (showsCardNumber(text)) throw new Refusal({ code: 'card-number' });
  const understood = interpret(text, { today });
  if (understood.kind === 'ambiguous')
    throw new Refusal({ code: 'which', lines: readingLines(understood.readings, around) });
  const command = understood.kind === 'command' && commands.find(({ name }) => name === understood.command);
  if (command) return { command, args: understood.args };
  const closest = understood.kind === 'none' ? understood.closest : [];
  const usable = closest.filter((name) => commands.some((c) => c.name === name && allows(actor, c)));
  throw new Refusal({ code: 'unknown', closest: usable });
};

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Ids of ours may happen to look like the number of a card. */
const showsCardNumber = (text: string): boolean => holdsCardNumber(text.replace(ID, ''));

const pressData = z.record(z.string(), z.unknown());

const matchPress = (verb: string, data: unknown, { actor, commands }: Around): Match => {
  const command = commands.find(({ name }) => name === verb);
  const parsed = pressData.safeParse(data);
  if (!command || !parsed.success) throw new Refusal({ code: 'stale-card' });
  const { owner, args } = ownerOf(parsed.data);
  if (owner !== actor.userId && owner !== ANYONE)
    throw new Refusal({ code: owner === undefined ? 'stale-card' : 'not-yours' });
  const typed = Object.values(args).filter((value) => typeof value === 'string');
  if (typed.some(showsCardNumber)) throw new Refusal({ code: 'card-number' });
  return { command, args };
};
