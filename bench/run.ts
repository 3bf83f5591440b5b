/**
 * Measures the commerce service on the product's own durable server and prints one table: `npm run bench`, or
 * `npm run bench pages move` for some of it.
 */
import { measureExport } from './export.ts';
import { measureImport } from './import.ts';
import { measureMemory } from './memory.ts';
import { measureMove } from './move.ts';
import { measureNotices } from './notices.ts';
import { measurePages } from './pages.ts';
import { measureSeats } from './seats.ts';
import { withServer } from './server.ts';
import { printTable, type Row } from './table.ts';
import { measureRecognition } from './understanding/recognition.ts';
import { measureLoop } from './works/loop.ts';

const MEASUREMENTS = {
  seats: measureSeats,
  pages: measurePages,
  move: measureMove,
  loop: measureLoop,
  memory: measureMemory,
  import: measureImport,
  export: measureExport,
  notices: measureNotices,
  recognition: measureRecognition,
};

const wanted = process.argv.slice(2);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS))
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await withServer(measure)));
printTable(rows);
