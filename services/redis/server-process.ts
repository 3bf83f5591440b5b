import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePrivateFolder } from '../files/private-folder.ts';
import { untilRoom } from '../files/room.ts';
import type { RedisLog } from './client.ts';
import { type LaunchOptions, launch } from './launch.ts';
import { withLock } from './lock.ts';
import type { RedisServer } from './redis-server.ts';
import { removeSocket, socketPath } from './socket-path.ts';
import { attach, firstAnswer, leave, type Supervisor } from './supervisor.ts';
import { reasonOf } from './unavailable.ts';

/** Milliseconds. */
const STEADY_AFTER = 10_000;
const LONGEST_RESTART_DELAY = 30_000;

type ProcessOptions = Omit<LaunchOptions, 'socket'> & { readonly log: RedisLog };

/**
 * The server of a data directory: the one that runs there already, or a new one. Whoever first sees it end starts it
 * again, until all who use it have stopped.
 * @throws {RedisUnavailable} when it cannot be started, with the last lines of its log
 */
export const superviseServer = async (options: ProcessOptions): Promise<RedisServer> => {
  const { program, dataDir } = options;
  await makePrivateFolder(dataDir);
  const process = new ServerProcess(options, await withLock(lockFile(dataDir), () => socketPath(dataDir)));
  const how = await process.start();
  return {
    connection: { path: process.socket },
    keepsData: true,
    description: `${basename(program)} ${how}, data in ${dataDir}`,
    warnings: [],
    stop: () => process.stop(),
  };
};

const lockFile = (dataDir: string): string => join(dataDir, 'redis.lock');

class ServerProcess {
  readonly socket: string;
  readonly #options: ProcessOptions;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #supervisor: Supervisor | undefined;
  #reviving: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;
  #adoptedAt = 0;
  #restarts = 0;

  constructor(options: ProcessOptions, socket: string) {
    this.#options = options;
    this.socket = socket;
  }

  /** Says how the server was come by. */
  async start(): Promise<string> {
    await this.#ensure();
    return this.#child ? 'as a child process' : 'found running';
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  #ensure(): Promise<void> {
    return withLock(lockFile(this.#options.dataDir), async () =>
      this.#adopt((await attach(this.socket)) ?? (await this.#launch())),
    );
  }

  async #launch(): Promise<Supervisor> {
    const launched = await launch({ ...this.#options, socket: this.socket });
    this.#child = launched.child;
    return await firstAnswer(this.socket, launched);
  }

  #adopt(supervisor: Supervisor): void {
    this.#supervisor = supervisor;
    this.#adoptedAt = performance.now();
    supervisor.redis.once('error', (error: unknown) => {
      supervisor.redis.destroy();
      if (this.#stopping.signal.aborted) return;
      this.#options.log.error({ reason: reasonOf(error) }, 'The Redis server is gone; starting it again');
      this.#reviving = this.#revive();
    });
  }

  async #revive(): Promise<void> {
    if (performance.now() - this.#adoptedAt > STEADY_AFTER) this.#restarts = 0;
    for (;;) {
      await this.#untilRoom();
      const delay = Math.min(50 * 2 ** this.#restarts++, LONGEST_RESTART_DELAY);
      await sleep(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted || (await this.#hasRevived())) return;
    }
  }

  /** A server that has ended on a full disk would end again, later and later each time. */
  async #untilRoom(): Promise<void> {
    const { dataDir, log } = this.#options;
    const onFull = () =>
      log.error({ dataDir }, 'The disk is full; the Redis server is started again when there is room');
    if (await untilRoom(dataDir, { signal: this.#stopping.signal, onFull })) this.#restarts = 0;
  }

  async #hasRevived(): Promise<boolean> {
    const { log } = this.#options;
    try {
      await this.#ensure();
      log.info('The Redis server runs again');
      return true;
    } catch (error) {
      log.error({ reason: reasonOf(error) }, 'The Redis server cannot be started; trying again');
      return false;
    }
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reviving;
    await withLock(lockFile(this.#options.dataDir), () => this.#leave());
  }

  async #leave(): Promise<void> {
    const stopped = this.#supervisor !== undefined && (await leave(this.#supervisor));
    this.#supervisor?.redis.destroy();
    if (stopped) await removeSocket(this.#options.dataDir, this.socket);
    const child = this.#child;
    if (!stopped) child?.unref();
    else if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}
