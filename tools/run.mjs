/**
 * Runs a program of this project: `node tools/run.mjs bot/index.ts [argument…]`. It is put together into few files first,
 * unless that was done before: loading those takes a fraction of what hundreds of sources and packages take.
 */
import { pathToFileURL } from 'node:url';
import { builtProgram } from './assembly/program.mjs';

process.setSourceMapsEnabled(true);
process.argv.splice(1, 1);
await import(pathToFileURL(await builtProgram(process.argv[1])).href);
