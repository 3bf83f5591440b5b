import { createRequire } from 'node:module';
import type { Logger } from 'pino';
import { type PlaygroundScene, playgroundConfig } from './playground-config.ts';
import { launch } from './playground-process.ts';

export interface PlaygroundOptions extends PlaygroundScene {
  /** Where the bot takes activities, such as `http://127.0.0.1:3978/api/messages`. */
  readonly botUrl: string;
  readonly port: number;
  /** The window keeps its configuration and its log below this, in `playground/<port>`. */
  readonly dataDir: string;
  /** What a child process needs of the environment. */
  readonly env: { readonly PATH: string; readonly HOME: string };
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** A chat in which one person talks with the bot. */
export interface PlaygroundWindow {
  /** For a browser. */
  readonly url: string;
  /** Ends the window's process, within five seconds. */
  stop(): Promise<void>;
}

/** A window cannot be opened; the message says in one line whose and why. */
export class PlaygroundUnavailable extends Error {}

/** Whether Microsoft 365 Agents Playground is there; an installation may leave it out. */
export const playgroundInstalled = (): boolean => findProgram() !== undefined;

/**
 * Opens a window of Microsoft 365 Agents Playground, and resolves once its page can be loaded. The window ends with
 * this process, however that ends.
 * @throws {PlaygroundUnavailable}
 */
export const startPlayground = async (options: PlaygroundOptions): Promise<PlaygroundWindow> => {
  const { port, log } = options;
  const user = options.user.displayName;
  const program = findProgram();
  if (program === undefined) throw unavailable(user, 'Microsoft 365 Agents Playground is not installed');
  const { ready, ended, stop } = await launch({
    ...options,
    program,
    config: playgroundConfig(options),
    timeZone: options.tenant.timeZone,
  });
  await ready.catch(async (error: unknown) => {
    await stop();
    throw unavailable(user, error instanceof Error ? error.message : String(error));
  });
  const url = `http://localhost:${port}`;
  log.info({ url, user }, 'Playground window opened');
  let wanted = true;
  void ended.then(() => wanted && log.warn({ url, user }, 'Playground window has ended by itself'));
  return {
    url,
    stop: () => {
      wanted = false;
      return stop();
    },
  };
};

const findProgram = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    return undefined;
  }
};

const unavailable = (user: string, reason: string): PlaygroundUnavailable =>
  new PlaygroundUnavailable(`The Playground window of ${user} cannot be opened: ${reason}`);
