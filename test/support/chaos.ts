const isLong = process.env['CHAOS'] === 'long';

/** How often processes are killed: a few times in every run of the tests, many times with CHAOS=long. */
export const chaos = isLong
  ? ({ workerKills: 500, redisKills: 20, timeout: 60 * 60 * 1000 } as const)
  : ({ workerKills: 10, redisKills: 3, timeout: 120_000 } as const);
