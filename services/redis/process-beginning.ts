import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process began, as its system counts that; with its number it names one process for ever. Undefined where it does
 * not live.
 */
export const beginningOf = (pid: number): Promise<string | undefined> =>
  process.platform === 'linux' ? beginningByProc(pid) : beginningByPs(pid);

/** The life of the machine, and ticks since it began: `man 5 proc`. */
const beginningByProc = async (pid: number): Promise<string | undefined> => {
  const files = [`/proc/${pid}/stat`, '/proc/sys/kernel/random/boot_id'];
  const [stat, boot] = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const [state, ...fields] = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  const isDead = state === undefined || 'ZX'.includes(state);
  return isDead ? undefined : `${boot?.trim()}/${fields[18]}`;
};

/** The name of a program may contain anything, but not the time that is asked for. */
const beginningByPs = async (pid: number): Promise<string | undefined> => {
  const asked = promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
  const { stdout } = await asked.catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
};
