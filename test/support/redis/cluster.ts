import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createCluster } from 'redis';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { PATH, temporaryDirectory } from './redis.ts';

/** A Redis Cluster of three masters, started for a test. */
export interface TestCluster {
  /** A cluster client in the place of a plain one; the store asks for nothing that only a plain one can do. */
  readonly redis: Redis;
  /** Plain clients, one for each master. */
  readonly masters: readonly Redis[];
  /** The client of the master that has a key. */
  masterOf(key: string): Promise<Redis>;
  stop(): Promise<void>;
}

const MASTERS = 3;
const SLOTS = 16_384;
const log = pino({ level: 'silent' });

interface Node {
  readonly port: number;
  readonly bus: number;
  readonly folder: string;
  readonly child: ChildProcess;
  readonly redis: Redis;
}

/** Starts three servers on free ports and joins them. */
export const startCluster = async (): Promise<TestCluster> => {
  const nodes = await Promise.all(Array.from({ length: MASTERS }, startNode));
  await join(nodes);
  const cluster = createCluster({
    rootNodes: nodes.map(({ port }) => ({ url: `redis://127.0.0.1:${port}` })),
    defaults: { maintNotifications: 'disabled' },
  });
  cluster.on('error', () => undefined);
  await cluster.connect();
  const masterOf = async (key: string): Promise<Redis> => {
    const slot = Number(await nodes[0]?.redis.sendCommand(['CLUSTER', 'KEYSLOT', key]));
    const node = nodes[Math.floor((slot * MASTERS) / SLOTS)];
    if (!node) throw new Error(`Nobody has slot ${slot}`);
    return node.redis;
  };
  const stop = async () => {
    cluster.destroy();
    await Promise.all(nodes.map(stopNode));
  };
  return { redis: cluster as unknown as Redis, masters: nodes.map(({ redis }) => redis), masterOf, stop };
};

const startNode = async (): Promise<Node> => {
  const folder = await temporaryDirectory();
  const [port, bus] = await Promise.all([freePort(), freePort()]);
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    'cluster-enabled': 'yes',
    'cluster-port': bus,
    // Milliseconds; nodes also wait for so long before they serve, and ask each other twice as often.
    'cluster-node-timeout': 1000,
  };
  const child = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { env: { PATH }, stdio: 'ignore' },
  );
  const redis = await connectRedis({ url: `redis://127.0.0.1:${port}`, log, patience: 5_000 });
  return { port, bus, folder, child, redis };
};

/** Gives each its share of the slots, introduces them, and waits until all agree. */
const join = async (nodes: readonly Node[]): Promise<void> => {
  for (const [i, { redis }] of nodes.entries()) {
    const [from, to] = [Math.ceil((i * SLOTS) / MASTERS), Math.ceil(((i + 1) * SLOTS) / MASTERS) - 1];
    await redis.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', String(from), String(to)]);
    await redis.sendCommand(['CLUSTER', 'SET-CONFIG-EPOCH', String(i + 1)]);
  }
  for (const { redis } of nodes)
    for (const { port, bus } of nodes)
      await redis.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(port), String(bus)]);
  while (!(await Promise.all(nodes.map(hasJoined))).every(Boolean)) await sleep(50);
};

const hasJoined = async ({ redis }: Node): Promise<boolean> => {
  const info = String(await redis.sendCommand(['CLUSTER', 'INFO']));
  return info.includes('cluster_state:ok') && info.includes(`cluster_size:${MASTERS}`);
};

const stopNode = async ({ redis, child, folder }: Node): Promise<void> => {
  redis.destroy();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await rm(folder, { recursive: true });
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};
