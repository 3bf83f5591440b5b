import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriptionRef } from '../../services/commerce/api/types.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import { csvOf } from '../../services/documents/csv.ts';
import { type PdfContent, pdfOf } from '../../services/documents/pdf.ts';
import type { BenchServer } from '../server.ts';
import { count, type Row } from '../table.ts';
import { generatedActor, importGenerated } from '../tenants.ts';

const PEOPLE = 5000;
const SUBSCRIPTIONS = 5000;
const ASSIGNED = 5;
const AIM = '≤ 20 ms';
/** Milliseconds before a work and after it, so that nothing else is counted with it. */
const REST = 200;

const PAGE: PdfContent = {
  language: 'sv-SE',
  madeAt: Date.UTC(2026, 10, 1),
  title: 'Faktura G-250199',
  subtitle: 'Självbetjäningsköp',
  block: { title: 'Faktureras till', lines: ['Åsa Öberg Ēriksdóttir', '山田 太郎'] },
  facts: [['Status', 'Betald']],
  table: { head: ['Beskrivning', 'Belopp'], rows: [['Visio Plan 2', '1 234,50 kr']], total: ['Totalt', '1 234,50 kr'] },
};

/** How long the works that a running bot does beside turns hold up its loop. */
export const measureLoop = async (server: BenchServer): Promise<Row[]> => {
  const commerce = createCommerce({ redis: server.redis, now: Date.now });
  const crowd = await importGenerated(server, { subscriptions: 10, people: PEOPLE, assigned: 0, crowd: PEOPLE });
  const size = { subscriptions: SUBSCRIPTIONS, people: SUBSCRIPTIONS, assigned: ASSIGNED };
  const admin = generatedActor(await importGenerated(server, size), 0);
  const works: Readonly<Record<string, () => Promise<unknown>>> = {
    [`a move of ${count(PEOPLE)} people`]: async () => {
      const [source, target] = ['S-1000', 'C-1009'] as SubscriptionRef[] as [SubscriptionRef, SubscriptionRef];
      await commerce.moveUsers(generatedActor(crowd, 0), { source, target }, { operationId: randomUUID() });
      await commerce.continueWork({ kind: 'move-users', tenantId: crowd, subscription: source });
    },
    [`an export of the users of ${count(SUBSCRIPTIONS)} subscriptions`]: async () => {
      const rows = async function* () {
        for await (const { product, subscription } of commerce.exportUsers(admin, { all: true }))
          yield [product.name, subscription];
      };
      await buffer(csvOf(['Product', 'Subscription'], rows()));
    },
    'the first invoice as a PDF': async () => buffer(await pdfOf(PAGE)),
    'another one': async () => buffer(await pdfOf(PAGE)),
  };
  const rows: Row[] = [];
  for (const [what, work] of Object.entries(works))
    rows.push({ what: `the loop is held up by ${what}: 50, 99, 100 %`, result: await heldUpBy(work), aim: AIM });
  return rows;
};

const heldUpBy = async (work: () => Promise<unknown>): Promise<string> => {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  await sleep(REST);
  delays.enable();
  await work();
  await sleep(REST);
  delays.disable();
  return [50, 99, 100].map((part) => `${(delays.percentile(part) / 1e6).toFixed(1)} ms`).join(', ');
};
