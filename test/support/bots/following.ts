import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { FollowedCard } from '../../../bot/conversation/ports.ts';
import { followMove } from '../../../bot/features/moves/follow-move.ts';
import type { Work } from '../../../services/commerce/core/service.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import { type Jobs, startJobs } from '../../../services/jobs/index.ts';
import type { Job } from '../../../services/jobs/job.ts';
import type { RedisConnection } from '../../../services/redis/client.ts';

interface Pace {
  readonly queueConnection: RedisConnection;
  /** Milliseconds that each step of a move takes besides. */
  readonly stepsTake?: number;
}

type Parts = Parameters<typeof followMove>[0] & { readonly commerce: Commerce };

/** The jobs of the bot as it starts them, where dead processes are noticed soon and moves may take their time. */
export const startFollowing = ({ queueConnection, stepsTake }: Pace, { commerce, ...parts }: Parts): Promise<Jobs> => {
  const jobs: readonly Job<FollowedCard>[] = [followMove(parts)];
  return startJobs({
    now: Date.now,
    commerce: stepsTake === undefined ? commerce : { ...commerce, continueWork: slowly(commerce, stepsTake) },
    queueConnection,
    log: pino({ level: 'silent' }),
    jobs,
    timing: { lockDuration: 500, stalledInterval: 250, retryDelay: 20 },
  });
};

/** Says that a step has been done and the next is not to begin yet. */
const rest = new Error('A pause between two steps');

const slowly = (commerce: Commerce, milliseconds: number) => async (work: Work) => {
  const oneStep = () => {
    let steps = 0;
    return commerce.continueWork(work, (point) => {
      if (point.endsWith('-begins') && steps++ > 0) throw rest;
    });
  };
  const hasMore = () =>
    oneStep().then(
      () => false,
      (error: unknown) => {
        if (error !== rest) throw error;
        return true;
      },
    );
  while (await hasMore()) await sleep(milliseconds);
};
