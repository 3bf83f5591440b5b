import type { SecurityEvent } from './events.ts';

/** An event with how often it was noted. */
export interface Noted extends SecurityEvent {
  /** When first and last, in ms since 1970. */
  readonly at: number;
  readonly until: number;
  readonly count: number;
}

/** Events of one kind and tenant that are told apart in a batch; the others are counted together. */
const MOST_TOLD_APART = 25;
/** Different entries of one batch, of all tenants together. */
const MOST_IN_A_BATCH = 1_000;

/** Stands for the events that were only counted. */
const MANY = 'many';

/** Gathers events and merges repeats, in room that no flood exceeds. */
export const mergingNotes = () => {
  let notes = new Map<string, Noted>();
  let kinds = new Map<string, number>();

  const count = (event: SecurityEvent, at: number): boolean => {
    const key = JSON.stringify([event.kind, event.tenantId, event.userId, event.what, event.why]);
    const before = notes.get(key);
    if (!before && notes.size >= MOST_IN_A_BATCH) return false;
    notes.set(key, before ? { ...before, until: at, count: before.count + 1 } : { ...event, at, until: at, count: 1 });
    return before === undefined;
  };

  return {
    add(given: SecurityEvent, at: number): void {
      const event = coded(given);
      const { kind, tenantId } = event;
      const group = JSON.stringify([kind, tenantId]);
      const told = kinds.get(group) ?? 0;
      const isNew = count(told < MOST_TOLD_APART ? event : { kind, tenantId, why: MANY }, at);
      if (isNew) kinds.set(group, told + 1);
    },

    /** What was gathered since the last time. */
    take(): Noted[] {
      const taken = [...notes.values()];
      [notes, kinds] = [new Map(), new Map()];
      return taken;
    },
  };
};

/** What a code looks like. Longer runs of digits are none: they may be the number of a card. */
const CODE = /^(?!.*\d{13})[\w./:-]{1,64}$/;

const coded = ({ what, why, ...event }: SecurityEvent): SecurityEvent => ({
  ...event,
  ...(what !== undefined && CODE.test(what) && { what }),
  ...(why !== undefined && CODE.test(why) && { why }),
});
