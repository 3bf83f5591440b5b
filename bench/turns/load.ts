import { openConnection } from './connection.ts';
import type { MakeActivity, Writer } from './turns.ts';

export interface Load {
  readonly ports: readonly number[];
  readonly writers: readonly Writer[];
  readonly make: MakeActivity;
  readonly serviceUrl: string;
  /** Lines of a request besides the usual ones. */
  readonly headers?: string;
  /** Milliseconds, and how many turns at most. */
  readonly lasts: number;
  readonly most?: number;
}

export interface LoadResult {
  /** Milliseconds that each turn took. */
  readonly took: readonly number[];
  /** Milliseconds of all together. */
  readonly lasted: number;
  /** Bytes of the answers to the requests themselves. */
  readonly bytes: number;
}

/**
 * Writes to a bot on a connection for each writer, the next turn when the one before is answered.
 * @throws where a turn is not answered as one that went well
 */
export const putLoad = async (load: Load): Promise<LoadResult> => {
  const { ports, writers, lasts, most = Number.POSITIVE_INFINITY } = load;
  const took: number[] = [];
  let bytes = 0;
  const connections = await Promise.all(writers.map((_, i) => openConnection(ports[i % ports.length] ?? 0)));
  const began = performance.now();
  const write = async (i: number, writer: Writer): Promise<void> => {
    while (took.length < most && performance.now() - began < lasts) {
      const start = performance.now();
      const answer = await connections[i]?.post(load.make(writer, load.serviceUrl), load.headers);
      took.push(performance.now() - start);
      if (!answer || answer.status >= 300) throw new Error(`Answered ${answer?.status}: ${answer?.body}`);
      bytes += answer.body.length;
    }
  };
  await Promise.all(writers.map((writer, i) => write(i, writer)));
  const lasted = performance.now() - began;
  for (const connection of connections) connection.close();
  return { took, lasted, bytes };
};
