import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { connectRedis } from '../../../services/redis/client.ts';
import { freePort } from '../bots/started-bot.ts';
import { keptLog } from '../kept-log.ts';
import { ROOT } from '../tree/sources.ts';

/** A Redis as an administrator guards it: by TLS, with a certificate of its own, and with users. */
export interface GuardedRedis {
  /** Of that user; all have the same password. */
  urlFor(user: string): string;
  /** The same without TLS, for this process, which trusts no certificate of the tests. */
  localUrlFor(user: string): string;
  /** What users were refused so far, such as `purchases: info`. */
  refusals(): Promise<string[]>;
  /** Its certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  stop(): Promise<void>;
}

const PASSWORD = 'a-password';
const ADMIN = 'user admin on >PASSWORD ~* &* +@all';

/** The user that the README tells an administrator to make, as a line of a file of users. */
export const README_USER = /^user purchases .*$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[0] ?? '';

/** Starts it with these users, each a line of its file; there is no other. */
export const startGuardedRedis = async (...users: readonly string[]): Promise<GuardedRedis> => {
  const folder = await mkdtemp(join(tmpdir(), 'guarded-redis-'));
  const port = await freePort();
  const [certificate, key, file, socket] = ['redis.crt', 'redis.key', 'users.acl', 'redis.sock'].map((name) =>
    join(folder, name),
  );
  await makeCertificate(String(certificate), String(key));
  const lines = [ADMIN, ...users].map((user) => user.replace('>PASSWORD', `>${PASSWORD}`));
  await writeFile(String(file), ['user default off', ...lines, ''].join('\n'));
  const settings = ['--port', '0', '--tls-port', String(port), '--tls-cert-file', certificate, '--tls-key-file', key];
  const more = [
    '--tls-auth-clients',
    'no',
    '--aclfile',
    file,
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--unixsocket',
    socket,
  ];
  const server = spawn('redis-server', [...settings, ...more].map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout }))
    if (/Ready to accept connections/.test(line)) break;
  server.stdout.resume();
  const localUrlFor = (user: string) => `unix://${user}:${PASSWORD}@${socket}`;
  return {
    urlFor: (user) => `rediss://${user}:${PASSWORD}@localhost:${port}`,
    localUrlFor,
    refusals: async () => {
      const admin = await connectRedis({ url: localUrlFor('admin'), log: keptLog });
      const entries = await admin.aclLog().finally(() => admin.destroy());
      return entries.map(({ username, object }) => `${username}: ${object}`);
    },
    certificate: String(certificate),
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
};

const makeCertificate = (certificate: string, key: string): Promise<unknown> => {
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost'];
  return promisify(execFile)('openssl', [...asked, ...names, '-keyout', key, '-out', certificate]);
};
