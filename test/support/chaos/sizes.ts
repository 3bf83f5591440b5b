const isLong = process.env['CHAOS'] === 'long';

/**
 * How much goes wrong: little in every run of the tests, much with CHAOS=long. What is drawn follows from `seed`, which
 * SEED sets.
 */
export const chaos = {
  isLong,
  seed: Number(process.env['SEED'] ?? 2),
  ...(isLong
    ? ({
        workerKills: 500,
        redisKills: 20,
        notices: 10_000,
        noticeTenants: 5,
        noticeKills: 100,
        noticeAways: 6,
        /** Whole products side by side, whose processes are killed. */
        lanes: 8,
        /** Acts in which a process is killed: all, and at so many points of each as POINTS says, all of them if not given. */
        killedScenes: Number.POSITIVE_INFINITY,
        pointsOfScene: Number(process.env['POINTS'] ?? Number.POSITIVE_INFINITY),
        restarts: 60,
        /** Tenants whose people are busy meanwhile. */
        busyTenants: 3,
        faultsOfTeams: 60,
        /** Seconds. */
        silences: [4, 9, 30],
        clockRounds: 5,
        fullDisks: 5,
        failovers: 8,
        timeout: 2 * 60 * 60 * 1000,
      } as const)
    : ({
        workerKills: 10,
        redisKills: 3,
        notices: 300,
        noticeTenants: 3,
        noticeKills: 4,
        noticeAways: 2,
        lanes: 1,
        killedScenes: 2,
        pointsOfScene: 1,
        restarts: 2,
        busyTenants: 1,
        faultsOfTeams: 5,
        silences: [4],
        clockRounds: 1,
        fullDisks: 0,
        failovers: 1,
        timeout: 300_000,
      } as const)),
};

/** Numbers from 0 to 1 that follow from a seed alone: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export const drawn = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
