import { isDeepStrictEqual } from 'node:util';
import type { SpokenCommandName } from '../../../locales/index.ts';
import type { Circumstances, MeantCommand, Reading } from '../reading.ts';
import { THRESHOLDS } from './weights.ts';

/** What somebody means who may not see everybody's: the same of their own. */
const OWN: Readonly<Partial<Record<SpokenCommandName, SpokenCommandName>>> = {
  licenses: 'my-licenses',
  requests: 'my-requests',
};

/**
 * The readings that this person can mean: what they may not do gives way to the same of their own, or to another reading
 * that is likely enough. Where there is neither it stays, and is refused by its name.
 */
export const withinRights = (
  readings: readonly Reading[],
  { mayUse = () => true }: Pick<Circumstances, 'mayUse'>,
): Reading[] => {
  const own = readings.map((reading) => (mayUse(reading.command) ? reading : inOwn(reading, mayUse)));
  const allowed = own.filter(({ command }) => mayUse(command));
  const isLikely = allowed.some(({ score, standing }) => standing !== 'no' && score >= THRESHOLDS.decent);
  return withoutDoubles(isLikely ? allowed : own);
};

/** What is now said twice counts for both. */
const withoutDoubles = (readings: readonly Reading[]): Reading[] => {
  const isSame = (a: Reading, b: Reading) => a.command === b.command && isDeepStrictEqual(a.args, b.args);
  const firsts = readings.filter((reading, i) => readings.findIndex((other) => isSame(other, reading)) === i);
  const scoreOf = (first: Reading) =>
    readings.reduce((sum, other) => (isSame(first, other) ? sum + other.score : sum), 0);
  return firsts.map((first) => ({ ...first, score: scoreOf(first) })).sort((a, b) => b.score - a.score);
};

const inOwn = (reading: Reading, mayUse: (command: Reading['command']) => boolean): Reading => {
  const own = ownOf(reading);
  return own && mayUse(own.command) ? { ...reading, ...own } : reading;
};

/** Who uses a product is told of one's own subscription of it, and what the policy says of one by whether it can be bought. */
const ownOf = ({ command, args: { product } }: Reading): MeantCommand | undefined => {
  if (command === 'licenses' && product !== undefined) return { command: 'subscription', args: { product } };
  if (command === 'policies' && product !== undefined)
    return { command: 'answer', args: { id: 'cannot-buy', product } };
  const own = command === 'answer' ? undefined : OWN[command];
  return own && { command: own, args: {} };
};
