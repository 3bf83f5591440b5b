import type { RedisConnection } from './client.ts';

/** A Redis server that was found or started. */
export interface RedisServer {
  readonly connection: RedisConnection;
  /** Whether the data is still there after a stop. */
  readonly keepsData: boolean;
  /** One line, without any password. */
  readonly description: string;
  /** What puts the data at risk, in plain sentences. */
  readonly warnings: readonly string[];
  /** Stops the server if it was started here and nobody else uses it. Close the clients first. */
  stop(): Promise<void>;
}
