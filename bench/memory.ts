import { type BenchServer, usedMemory } from './server.ts';
import { count, type Row } from './table.ts';
import { importGenerated } from './tenants.ts';

const MANY = 10_000;
const SEATS = 5;

/** What Redis keeps for a subscription without anybody, for a seat, and for a person. */
export const measureMemory = async (server: BenchServer): Promise<Row[]> => {
  const bytes = async (subscriptions: number, people: number, assigned: number): Promise<number> => {
    const before = await usedMemory(server.redis);
    await importGenerated(server, { subscriptions, people, assigned });
    return (await usedMemory(server.redis)) - before;
  };
  const small = await bytes(10, 10, 0);
  const people = await bytes(10, MANY, 0);
  const empty = await bytes(MANY, MANY, 0);
  const full = await bytes(MANY, MANY, SEATS);
  return [
    { what: 'bytes of Redis for a subscription with its history and indexes', result: count((empty - people) / MANY) },
    { what: 'bytes of Redis for a seat', result: count((full - empty) / (MANY * SEATS)) },
    { what: 'bytes of Redis for a person in the directory', result: count((people - small) / MANY) },
  ];
};
