import { tidy } from '../../bot/understanding/grammar/core/tokens.ts';
import { recognize } from '../../bot/understanding/recognition/recognize.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import { type BenchServer, commandsOf } from '../server.ts';
import { count, median, type Row } from '../table.ts';
import { generatedActor, importGenerated } from '../tenants.ts';

const SIZES = [100, 100_000];
const ROUNDS = 200;

/** Sentences that name somebody; the last is as long as one may be. */
const SENTENCES: Readonly<Record<string, string>> = {
  'no name': 'show me all subscriptions that expire in 30 days',
  'one name': 'assign S-1001 to Megan Lastname41 please',
  'a first name that a tenth has': 'what has Megan bought?',
  'three names, one of them misspelt': 'give Megan Lastname41, Alex Lastnmae44 and Lee Lastname48 Product 4 Pro',
  '1,000 characters of names': `assign S-1001 to ${'Megan Lastname41, Alexx Lastname44, '.repeat(30)}`.slice(0, 1000),
};

/** What somebody types where people are looked up while they type. */
const TYPED = ['me', 'megan', 'megan last', 'lastname4'];
/** How many are shown. */
const SHOWN = 15;

/** What it costs to recognise what a sentence names, and to look people up, in a small directory and in a large one. */
export const measureRecognition = async (server: BenchServer): Promise<Row[]> => {
  const commerce = createCommerce({ redis: server.redis, now: Date.now });
  const rows: Row[] = [];
  for (const people of SIZES) {
    const actor = generatedActor(await importGenerated(server, { people, subscriptions: 100, assigned: 2 }), 0);
    for (const [what, text] of Object.entries(SENTENCES)) {
      const once = () => recognized(commerce, actor, text);
      const commands = await commandsOf(server.redis, once);
      const milliseconds = await cpuOf(once);
      rows.push({
        what: `names of a sentence, ${count(people)} people, ${what}`,
        result: `${milliseconds.toFixed(2)} ms CPU, ${commands} commands`,
      });
    }
    for (const text of TYPED) {
      const milliseconds = await cpuOf(() => commerce.findPeople(actor, text, SHOWN));
      const what = `people while “${text}” is typed, ${count(people)} people`;
      rows.push({ what, result: `${milliseconds.toFixed(2)} ms CPU`, aim: '< 2 ms' });
    }
  }
  return rows;
};

const recognized = (commerce: Commerce, actor: Actor, text: string) =>
  recognize(tidy(text), {
    names: (asked) => commerce.findNames(actor, asked),
    customers: () => commerce.listCustomers(actor.tenantId, actor.userId),
  });

/** Milliseconds of CPU of this process, the client of Redis included. */
const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  return median(costs);
};
