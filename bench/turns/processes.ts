import { readFile } from 'node:fs/promises';

/** A process and those that it has started. */
export const pidsBelow = async (pid: number): Promise<number[]> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => pidsBelow(Number(child))),
  );
  return [pid, ...below.flat()];
};

/** Milliseconds of CPU that processes have used. */
export const cpuOf = async (pids: readonly number[]): Promise<number> => {
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
  const ticks = stats.map((stat) =>
    stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number),
  );
  return ticks.flat().reduce((sum, each) => sum + each, 0) * 10;
};

/** Resident memory of a process, in bytes. */
export const memoryOf = async (pid: number): Promise<number> =>
  1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
