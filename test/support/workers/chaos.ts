const isLong = process.env['CHAOS'] === 'long';

/**
 * How often processes are killed, and how many notices go to how many tenants meanwhile: few in every run of the tests,
 * many with CHAOS=long.
 */
export const chaos = isLong
  ? ({
      workerKills: 500,
      redisKills: 20,
      notices: 10_000,
      noticeTenants: 5,
      noticeKills: 100,
      noticeAways: 6,
      timeout: 60 * 60 * 1000,
    } as const)
  : ({
      workerKills: 10,
      redisKills: 3,
      notices: 300,
      noticeTenants: 3,
      noticeKills: 4,
      noticeAways: 2,
      timeout: 300_000,
    } as const);
