import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The system's Chromium, without a window, for a `before` hook: `browser = await openBrowser(this)`. Close it in
 * `after`. Where there is none, the suite is skipped and says so; in CI it fails.
 */
export const openBrowser = async (suite: Mocha.Context): Promise<Browser> => {
  const executablePath = findBrowser();
  if (executablePath !== undefined) return await chromium.launch({ executablePath, args: FLAGS });
  const complaint = `needs ${PROGRAMS.join(' or ')} on the PATH`;
  if (process.env['CI'] === 'true') throw new Error(`The browser test ${complaint}`);
  process.stderr.write(`\nSKIPPED: "${suite.test?.parent?.fullTitle()}" ${complaint}.\n\n`);
  return suite.skip();
};

const findBrowser = (): string | undefined => {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return PROGRAMS.flatMap((program) => directories.map((directory) => join(directory, program))).find(existsSync);
};
