import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/tree/sources.ts';

const run = promisify(execFile);

/** A tree with a program of two sources, which prints what `said` says, and the packages of this one. */
const makeTree = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assembly-'));
  await cp(join(ROOT, 'tools'), join(folder, 'tools'), { recursive: true });
  await cp(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'dist'));
  await mkdir(join(ROOT, 'dist', 'packages'), { recursive: true });
  await symlink(join(ROOT, 'dist', 'packages'), join(folder, 'dist', 'packages'));
  return folder;
};

describe('A program of the tree', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await makeTree();
    await says('said', "'one'");
    await says('late', "'late'");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const says = (file: string, value: string) =>
    writeFile(join(folder, `${file}.ts`), `export const text = ${value};\n`);
  const program = (text: string) => writeFile(join(folder, 'program.ts'), text);
  const printed = async (...args: string[]) =>
    (await run(process.execPath, ['tools/run.mjs', 'program.ts', ...args], { cwd: folder })).stdout;
  const madeAt = async () => (await stat(join(folder, 'dist', 'program.mjs'))).mtimeMs;

  const SAYING =
    "import { z } from 'zod';\nimport { text } from './said.ts';\nconsole.log(z.string().parse(text), process.argv[2]);\n";

  it('is run with its arguments, and put together once', async () => {
    await program(SAYING);
    assert.equal(await printed('more'), 'one more\n');
    const made = await madeAt();
    assert.equal(await printed('again'), 'one again\n');
    assert.equal(await madeAt(), made);
  });

  it('is put together anew when a source of it has changed', async () => {
    await program(SAYING);
    await printed();
    await says('said', "'another'");
    assert.match(await printed(), /^another/);
    await rm(join(folder, 'said.ts'));
    await assert.rejects(printed(), /said\.ts/);
  });

  it('loads what it imports later when it gets there', async () => {
    await program("if (process.argv[2]) console.log((await import('./late.ts')).text);\n");
    assert.equal(await printed(), '');
    assert.equal(await printed('now'), 'late\n');
  });

  it('finds the files beside its sources', async () => {
    await program("console.log(import.meta.url.replace(/.*[/]/, ''));\n");
    assert.equal(await printed(), 'program.ts\n');
  });

  it('tells the line of its source where it fails', async () => {
    await program("interface Gone {}\n\nthrow new Error('here');\n");
    await assert.rejects(printed(), /program\.ts:3:7/);
  });

  it('is started several times at once', async () => {
    await program(SAYING);
    const texts = await Promise.all(['1', '2', '3'].map((each) => printed(each)));
    assert.deepEqual(texts, ['one 1\n', 'one 2\n', 'one 3\n']);
  });
});
