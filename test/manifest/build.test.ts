import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import project from '../../package.json' with { type: 'json' };
import { input } from './sample.ts';

const script = fileURLToPath(new URL('../../manifest/build.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const zip = `build/self-service-purchases-${project.version}.zip`;

describe('the package command', () => {
  let directory: string;

  const run = (args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['--import', tsx, script, ...args], { cwd: directory, encoding: 'utf8', env });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'app-package-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('writes a zip named by the version, for the bot that it is given', () => {
    const { status, stdout } = run(['--bot-id', input().botId]);
    assert.deepEqual([status, stdout.split('\n')[0]], [0, `Wrote ${zip}`]);
    const { 'manifest.json': manifest } = unzipSync(readFileSync(join(directory, zip)));
    assert.equal(JSON.parse(new TextDecoder().decode(manifest)).bots[0].botId, input().botId);
  });

  it('writes the same bytes in every time zone', () => {
    const [west, east] = ['Pacific/Honolulu', 'Asia/Tokyo'].map((zone) => {
      assert.equal(run([], { TZ: zone }).status, 0);
      return readFileSync(join(directory, zip), 'base64');
    });
    assert.equal(west, east);
  });

  it('says that a package without a bot is for looking only', () => {
    const { status, stdout } = run([]);
    assert.equal(status, 0);
    assert.match(stdout, /for looking only: name one with --bot-id GUID/);
  });

  it('writes nothing and fails readably when the bot id is malformed', () => {
    const { status, stderr } = run(['--bot-id', 'my-bot']);
    assert.deepEqual([status, stderr], [1, 'The app package was not built.\nThe bot id "my-bot" is not a GUID.\n']);
    assert.deepEqual(readdirSync(directory), []);
  });

  it('fails readably on an option that it does not know', () => {
    const { status, stderr } = run(['--botid', input().botId]);
    assert.equal(status, 1);
    assert.match(stderr, /Unknown option '--botid'/);
  });
});
