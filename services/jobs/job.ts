import type { TenantId } from '../commerce/api/types.ts';
import type { Work } from '../commerce/core/service.ts';
import type { Commerce } from '../commerce/index.ts';
import type { RedisLog } from '../redis/client.ts';

/** What jobs act on. */
export interface JobContext {
  readonly commerce: Commerce;
  readonly log: RedisLog;
  /** Has some work carried on soon, if no job does so already. */
  wake(work: Work): Promise<void>;
  /** What else is looked after in a tenant, each time that it is swept. */
  readonly often?: ((tenantId: TenantId) => Promise<void>) | undefined;
}

/** When a job is to run again, and with what. Until then it takes up no place in a worker. */
export interface RunAgain {
  readonly data: object;
  /** Milliseconds from now. */
  readonly after: number;
}

/** One kind of job: what is to be done when it is woken. Running it twice does no harm. */
export interface Job<Data = undefined> {
  readonly name: string;
  /** Milliseconds that a run may take before others have their turn; 30,000 if not given. */
  readonly takes?: number;
  /**
   * @param signal when the process is to end, or the job's time is over: what is left is done by another run
   * @returns when to run again; nothing for a job that has ended
   */
  run(context: JobContext, data: Data, signal: AbortSignal): Promise<void> | Promise<RunAgain | undefined>;
  /** Called after the last failed attempt. */
  giveUp?(context: JobContext, data: Data): Promise<void>;
}
