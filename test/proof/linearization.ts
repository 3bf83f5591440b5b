import assert from 'node:assert/strict';

/** A subscription as its clients see it. */
export interface Seats {
  readonly quantity: number;
  readonly holders: ReadonlySet<string>;
}

/** What a client asked for, as the subscription alone would answer it: the state after it, or the code of a refusal. */
export type Wish = (seats: Seats) => Seats | string;

/** What a client asked for and was told. `began` and `ended` are moments on a clock that all clients share. */
export interface Exchange {
  readonly wish: Wish;
  readonly began: number;
  readonly ended: number;
  readonly told: Told | { readonly refused: string };
}

export interface Told {
  readonly version: number;
  /** Licenses assigned then, where the answer says so. */
  readonly assigned?: number;
  /** False where all was already as wished. */
  readonly changed: boolean;
}

/** Records exchanges of many clients with one subscription. */
export class History {
  readonly exchanges: Exchange[] = [];
  #moment = 0;

  /** Runs one wish; a refusal is an answer, anything else thrown is a failure. */
  async record(wish: Wish, ask: () => Promise<Told>): Promise<void> {
    const began = this.#moment++;
    const told = await ask().catch((error: unknown) => ({ refused: codeOf(error) }));
    this.exchanges.push({ wish, began, ended: this.#moment++, told });
  }
}

const codeOf = (error: unknown): string => {
  if (error instanceof Error && 'reason' in error) return (error.reason as { code: string }).code;
  throw error;
};

/**
 * Asserts that one order of all exchanges explains every answer, in which nothing comes before what had ended when it
 * began. Versions say the order of the changes; refusals may stand anywhere between them. Returns how it ends.
 */
export const assertLinearizable = (first: Seats, firstVersion: number, exchanges: readonly Exchange[]): Seats => {
  const answered = exchanges.flatMap((each) => ('version' in each.told ? [{ ...each, ...each.told }] : []));
  const states = statesOf(
    first,
    firstVersion,
    answered.filter(({ changed }) => changed),
  );
  for (const each of answered) assertTold(each, states.get(each.version), answered);
  for (const each of exchanges)
    if ('refused' in each.told) assertRefusable(each, each.told.refused, answered, states, firstVersion);
  return states.get(Math.max(...states.keys())) ?? first;
};

type Answered = Exchange & Told;

const statesOf = (first: Seats, firstVersion: number, changes: readonly Answered[]): Map<number, Seats> => {
  const states = new Map([[firstVersion, first]]);
  for (const { version, wish } of [...changes].sort((a, b) => a.version - b.version)) {
    const before = states.get(version - 1);
    assert.ok(before && !states.has(version), `version ${version} was reached twice, or without ${version - 1}`);
    const after = wish(before);
    assert.ok(typeof after !== 'string', `version ${version} should have been refused as ${after}`);
    assert.ok(after.holders.size <= after.quantity, `version ${version} is oversold`);
    states.set(version, after);
  }
  return states;
};

const assertTold = (each: Answered, state: Seats | undefined, answered: readonly Answered[]): void => {
  assert.ok(state, `version ${each.version} was told, but nothing led to it`);
  assert.equal(each.assigned ?? state.holders.size, state.holders.size, `assigned at version ${each.version}`);
  if (!each.changed) assert.deepEqual(each.wish(state), state, `nothing to do at version ${each.version}`);
  for (const other of answered)
    if (other.ended < each.began) assert.ok(other.version <= each.version, 'an answer older than one given before it');
};

const assertRefusable = (
  { wish, began, ended }: Exchange,
  code: string,
  answered: readonly Answered[],
  states: ReadonlyMap<number, Seats>,
  firstVersion: number,
): void => {
  const newest = (among: readonly Answered[]) => Math.max(firstVersion, ...among.map(({ version }) => version));
  const from = newest(answered.filter((other) => other.ended < began));
  const to = newest(answered.filter((other) => other.began < ended));
  const possible = [...states].filter(([version]) => version >= from && version <= to);
  assert.ok(
    possible.some(([, seats]) => wish(seats) === code),
    `refused as ${code}, for which there was no reason from version ${from} to ${to}`,
  );
};
