import type { Snapshot } from '../support/redis/snapshot.ts';

/** GUIDs that are made up on the way; those of people are the same everywhere. */
const RANDOM_GUID = /(?!0{8}-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Digests of what was asked may be of something random. */
const SHA1 = /\b[0-9a-f]{40}\b/g;
/** References of new subscriptions, which many who buy at once spread out. */
const NEW_REFERENCE = /\b([CS])-(100[4-9]|10[1-9]\d|200[3-9]|20[1-9]\d)\b/g;

/**
 * What may differ though all came out alike: how far new references were spread, and that an act which was refused after
 * a card had been charged is refused for good, and that its payer was told where the sweep had to give the money back.
 */
const OF_NO_ACCOUNT = /:references [CS] \d+$|:operation:\S+ \S+\s\{"refused"|:told\/returned\/|payment-returned/;

/** All that is stored of a tenant, as lines in which everything random has the same name; for comparing two tenants. */
export const fingerprint = ({ strings, hashes, sortedSets, lists, sets, streams }: Snapshot): string[] => {
  const lines = [
    ...[...strings].map(([key, value]) => `${key} ${value}`),
    ...[...hashes].flatMap(([key, hash]) => Object.entries(hash).map(([field, value]) => `${key} ${field} ${value}`)),
    ...[...sortedSets].flatMap(([key, set]) => [...set].map(([member, score]) => `${key} ${member} ${score}`)),
    ...[...lists].flatMap(([key, list]) => list.map((item, i) => `${key} ${i} ${item}`)),
    ...[...sets].flatMap(([key, set]) => [...set].map((member) => `${key} ${member}`)),
    ...[...streams].flatMap(([key, entries]) => entries.map((entry) => `${key} ${JSON.stringify(entry)}`)),
  ];
  return lines
    .filter((line) => !OF_NO_ACCOUNT.test(line))
    .map(withoutChance)
    .sort();
};

/** The result of an act in the same way. */
export const comparable = (result: unknown): string => withoutChance(JSON.stringify(result ?? null));

const withoutChance = (text: string): string =>
  text.replace(RANDOM_GUID, 'guid').replace(SHA1, 'sha1').replace(NEW_REFERENCE, '$1-new');
