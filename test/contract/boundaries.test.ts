import assert from 'node:assert/strict';
import { type Import, type SourceFile, sourcesOf } from '../support/tree/sources.ts';

const files = sourcesOf('bot', 'cards', 'services', 'locales', 'manifest', 'demo');

/** Imports that break a rule, as "file → import". */
const offences = (within: string, forbidden: (imported: Import, file: SourceFile) => boolean): string[] =>
  files
    .filter(({ path }) => path.startsWith(within))
    .flatMap((file) => file.imports.filter((i) => forbidden(i, file)).map((i) => `${file.path} → ${i.from}`));

/** Which feature knows which other, besides its notices. */
const NEIGHBOURS = ['exports → audit'];

/** Every feature renders its own notices, and those are put together in one place. */
const isNotice = (path: string, from: string): boolean =>
  from === 'bot/features/notices/notice-content.ts' ||
  (path === 'bot/features/notices/render-notice.ts' && from.endsWith('/notice-renderers.ts'));

/** The feature that a path belongs to. */
const featureOf = (path: string): string | undefined => /^bot\/features\/([^/]+)\//.exec(path)?.[1];

const isLocal = ({ from }: Import, folder: string) => from.startsWith(`${folder}/`);

describe('Boundaries', () => {
  it('finds the files and imports that it is about', () => {
    assert.ok(files.length > 40);
    assert.ok(
      files.some(
        ({ path, imports }) => path === 'bot/teams/app.ts' && imports.some((i) => i.from === 'bot/teams/replies.ts'),
      ),
    );
  });

  it('cards know the templating library, types of the services and the locales, nothing else', () => {
    const allowed = (i: Import) =>
      isLocal(i, 'cards') ||
      i.from === 'adaptivecards-templating' ||
      (i.typeOnly && (isLocal(i, 'locales') || /^services\/commerce\/api\//.test(i.from)));
    assert.deepEqual(
      offences('cards/', (i) => !allowed(i)),
      [],
    );
  });

  it('services know nothing of the bot, the cards or the locales', () => {
    assert.deepEqual(
      offences('services/', (i) => ['bot', 'cards', 'locales', 'demo'].some((f) => isLocal(i, f))),
      [],
    );
  });

  it('what the commerce service promises stands for itself: it imports nothing', () => {
    const found = offences('services/commerce/api/', (i) => !isLocal(i, 'services/commerce/api'));
    assert.deepEqual(found, []);
  });

  it('the bot and the cards reach the commerce service through its index and what it promises', () => {
    const isInside = (i: Import) =>
      isLocal(i, 'services/commerce') &&
      i.from !== 'services/commerce/index.ts' &&
      !isLocal(i, 'services/commerce/api');
    assert.deepEqual([...offences('bot/', isInside), ...offences('cards/', isInside)], []);
  });

  it('the conversation knows no feature', () => {
    const found = offences('bot/conversation/', (i) => isLocal(i, 'bot/features'));
    assert.deepEqual(found, []);
  });

  it('the understanding knows nothing else of the bot', () => {
    const found = offences('bot/understanding/', (i) => isLocal(i, 'bot') && !isLocal(i, 'bot/understanding'));
    assert.deepEqual(found, []);
  });

  it('features stand alone, but for what a short list allows', () => {
    const pairs = files.flatMap((file) => file.imports.map(({ from }) => [file.path, from] as const));
    const foreign = pairs.filter(
      ([path, from]) =>
        featureOf(path) && featureOf(from) && featureOf(path) !== featureOf(from) && !isNotice(path, from),
    );
    const found = new Set(foreign.map(([path, from]) => `${featureOf(path)} → ${featureOf(from)}`));
    assert.deepEqual([...found].sort(), NEIGHBOURS);
  });

  it('only the entry, the commands of the project and the app package know how the bot is put together', () => {
    const mayStart = ['bot/start/', 'bot/index.ts', 'manifest/build.ts'];
    const found = offences('', (i, { path }) => isLocal(i, 'bot/start') && !mayStart.some((p) => path.startsWith(p)));
    assert.deepEqual(found, []);
  });

  it('rules are pure: what the service promises, other rules, and zod only', () => {
    const allowed = (i: Import) =>
      i.from === 'zod' || isLocal(i, 'services/commerce/rules') || isLocal(i, 'services/commerce/api');
    assert.deepEqual(
      offences('services/commerce/rules/', (i) => !allowed(i)),
      [],
    );
  });

  it('the understanding of language is pure: no services but the form of texts and what keeps answers, no framework', () => {
    const allowed = (i: Import) =>
      isLocal(i, 'bot/understanding/grammar') ||
      // Words that the classifier has learned are no names.
      i.from === 'bot/understanding/classifier/classify.ts' ||
      isLocal(i, 'services/text') ||
      isLocal(i, 'services/cache') ||
      i.typeOnly ||
      ['fuse.js', 'chrono-node/en', 'locales/en.json', 'locales/sv.json'].includes(i.from);
    assert.deepEqual(
      offences('bot/understanding/grammar/', (i) => !allowed(i)),
      [],
    );
  });

  it('the form of texts is pure: it knows the library of letters, nothing else', () => {
    const allowed = (i: Import) => isLocal(i, 'services/text') || i.from === '@sindresorhus/transliterate';
    assert.deepEqual(
      offences('services/text/', (i) => !allowed(i)),
      [],
    );
  });

  it('only the configuration reads the environment', () => {
    const readers = files.filter(({ text }) => /process\.env/.test(text)).map(({ path }) => path);
    assert.deepEqual(readers, ['bot/start/config.ts']);
  });

  it('only services/redis and the store talk to the redis client', () => {
    const allowed = ['services/redis/', 'services/commerce/store/'];
    const isClient = (i: Import) => i.from === 'redis' || i.from.startsWith('@redis/');
    assert.deepEqual(
      offences('', (i, { path }) => isClient(i) && !allowed.some((folder) => path.startsWith(folder))),
      [],
    );
  });

  it('only the rim of the bot knows the Bot Framework', () => {
    const isRim = (path: string) =>
      ['bot/teams/', 'bot/understanding/model/'].some((folder) => path.startsWith(folder));
    const isFramework = (i: Import) => /^botbuilder|^@microsoft\/teams-ai|^openai/.test(i.from);
    assert.deepEqual(
      offences('', (i, { path }) => isFramework(i) && !isRim(path)),
      [],
    );
  });

  it('nothing decides by the clock of the process but what others decide by it', () => {
    // The queue of jobs goes by it, and so does the date in a header of Teams. The check of a tenant only shows what comes next.
    const allowed = [
      'bot/start/commands/check-tenant.ts',
      'bot/teams/sending/answer.ts',
      'services/jobs/schedule/stranded.ts',
      'services/jobs/worker.ts',
    ];
    const readers = files.filter(({ text }) => /\bDate\.now\b|new Date\(\)/.test(text)).map(({ path }) => path);
    assert.deepEqual(readers.sort(), allowed);
  });

  it('keys are made in one file', () => {
    const makers = files.filter(({ text }) => /`\{\$\{/.test(text)).map(({ path }) => path);
    assert.deepEqual(makers, ['services/redis/keys.ts']);
  });
});
