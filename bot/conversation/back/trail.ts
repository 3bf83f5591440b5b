import { z } from 'zod';
import type { ButtonData } from '../../../cards/kit/card.ts';
import { plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { Command } from '../command.ts';

/**
 * A card that somebody came by, as a press that shows it again. Of no authority: it is sent back by a button, and then
 * checked as any other press.
 */
export interface Station {
  readonly verb: string;
  readonly args: ButtonData;
}

/** The cards that somebody came by, the nearest first. */
export type Trail = readonly Station[];

const MOST_PLACES = 3;
/** UTF-16 units of all together: a list has a dozen buttons, and each carries it. */
const LONGEST = 900;

const text = plainText(LONGEST);
const plainArgs = z.record(text, z.union([text, plainNumber, z.boolean(), z.array(text)]));
const sentTrail = z.array(z.tuple([text, plainArgs])).max(MOST_PLACES);

/** The trail that a button has sent; none where it is no trail of ours. */
export const readTrail = (sent: unknown): Trail => {
  if (typeof sent !== 'string' || sent.length > LONGEST) return [];
  try {
    return sentTrail.parse(JSON.parse(sent)).map(([verb, args]) => ({ verb, args }));
  } catch {
    return [];
  }
};

/** The same as a button carries it, without the farthest cards where it would be too long; undefined where none is left. */
export const writeTrail = (trail: Trail): string | undefined => {
  if (trail.length === 0) return undefined;
  const written = JSON.stringify(trail.map(({ verb, args }) => [verb, args]));
  return trail.length > MOST_PLACES || written.length > LONGEST ? writeTrail(trail.slice(0, -1)) : written;
};

/** What nobody goes back to. */
const PASSING: readonly Command['name'][] = ['close', 'as-typed', 'undo-move', 'resume-move'];

/** The card that a command has shown; undefined where showing it again would do something, or is of no use. */
export const placeOf = ({ name, effect }: Pick<Command, 'name' | 'effect'>, args: unknown): Station | undefined => {
  const { version: _, ...given } = Object(args) as Record<string, unknown>;
  if (effect === 'acts' || PASSING.includes(name) || given['operation'] !== undefined) return undefined;
  const parsed = plainArgs.safeParse(JSON.parse(JSON.stringify(given)));
  return parsed.success ? { verb: name, args: parsed.data } : undefined;
};

/** The trail once somebody has come by one more card; a command is on it once, so that nobody goes in circles. */
export const goneOn = (place: Station | undefined, behind: Trail): Trail =>
  place ? [place, ...behind.filter(({ verb }) => verb !== place.verb)] : behind;

/** The trail of a press with what was ticked on the list that it was made on. */
export const withTicks = (trail: Trail, { subscriptions: ticked }: Readonly<Record<string, unknown>>): Trail => {
  const [list, ...rest] = trail;
  if (list?.verb !== 'subscriptions' || typeof ticked !== 'string' || ticked === '') return trail;
  return [{ ...list, args: { ...list.args, ticked } }, ...rest];
};

/** The nearest card that is about more than one subscription. */
export const overviewOn = (trail: Trail): Station | undefined =>
  trail.find(({ args }) => args['subscription'] === undefined);
