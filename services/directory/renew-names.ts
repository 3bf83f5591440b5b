import type { Redis } from '../redis/client.ts';
import type { GenerationKeys } from '../redis/keys.ts';
import { addressMembers, nameMembers, personOf } from './name-index.ts';
import { type Directory, readPeople } from './people.ts';

/** Members looked at in one step. */
const STEP = 500;

/**
 * Makes a names index anew that an older version wrote, so that everybody is found by the names of this one. Done in
 * steps while others read; what it is stopped in, it does again.
 */
export const renewNames = async (directory: Directory): Promise<void> => {
  const { redis, keys } = directory;
  for await (const members of stepsOf(redis, keys)) await renew(directory, members);
};

/** By lexical order, which additions and removals do not upset. */
async function* stepsOf(redis: Redis, keys: GenerationKeys): AsyncGenerator<string[]> {
  for (let from = '-'; ; ) {
    const members = await redis.zRange(keys.names, from, '+', { BY: 'LEX', LIMIT: { offset: 0, count: STEP } });
    if (members.length > 0) yield members;
    if (members.length < STEP) return;
    from = `(${members.at(-1)}`;
  }
}

const renew = async (directory: Directory, members: readonly string[]): Promise<void> => {
  const { redis, keys } = directory;
  const people = await readPeople(directory, [...new Set(members.map(personOf))]);
  const wanted = new Set(people.flatMap((person) => [...nameMembers(person), ...addressMembers(person)]));
  const known = new Set(people.map(({ id }) => id));
  const outdated = members.filter((member) => known.has(personOf(member)) && !wanted.has(member));
  if (wanted.size > 0)
    await redis.zAdd(
      keys.names,
      [...wanted].map((value) => ({ score: 0, value })),
    );
  if (outdated.length > 0) await redis.zRem(keys.names, outdated);
};
