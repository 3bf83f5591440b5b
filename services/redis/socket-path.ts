import { mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Bytes; systems allow 103 to 107. */
const LONGEST = 100;

const nameIn = (dataDir: string): string => join(dataDir, 'redis.sock');

/**
 * Where the server of this data directory listens: in the directory itself, or, when that path is too long for a unix
 * socket, in a private temporary directory to which a link in the data directory leads.
 */
export const socketPath = async (dataDir: string): Promise<string> => {
  const path = nameIn(dataDir);
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const known = await readlink(path).catch(() => undefined);
  if (known !== undefined) return known;
  const short = join(await mkdtemp(join(tmpdir(), 'redis-')), 'redis.sock');
  await symlink(short, path);
  return short;
};

/** Removes what `socketPath` made. The server must have ended. */
export const removeSocket = async (dataDir: string, socket: string): Promise<void> => {
  await rm(nameIn(dataDir), { force: true });
  if (socket !== nameIn(dataDir)) await rm(dirname(socket), { recursive: true, force: true });
};
