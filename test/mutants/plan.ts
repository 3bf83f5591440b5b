import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/tree/sources.ts';

/** Files that are broken, and the tests that see it. */
interface Row {
  readonly files: readonly string[];
  /** Asked one after the other, behind those of the same name as the file. */
  readonly tests: readonly (readonly string[])[];
  /** Mutants of each file that are tried: those that have a name, and as many more as this leaves, chosen by the seed. */
  readonly most: number;
}

const inFolder = (folder: string, ending: string, names: string): string[] =>
  names.split(' ').map((name) => `${folder}/${name}${ending}`);

const COMMERCE = 'services/commerce';
const tests = (folder: string, names: string): string[] => inFolder(`test/${folder}`, '.test.ts', names);
const commerce = (names: string): string[] => tests(COMMERCE, names);
const act = (names: string): string[] => inFolder(`${COMMERCE}/store/lua`, '.lua', names);

const LATE = tests('proof', 'late-plans');
const AT_ONCE = tests('proof', 'interleaving lost-reply concurrency');
const MODEL = ['test/model/model.test.ts'];
const RULES = [`test/${COMMERCE}/rules/!(cards).test.ts`];
const STORE = [`test/${COMMERCE}/store/**/*.test.ts`];
const MOVES = [`test/${COMMERCE}/moves/*.test.ts`, ...tests('services/jobs', 'move-users')];
const NOTICES = ['test/services/notices/*.test.ts'];
const HEARD = [
  'test/bot/understanding/{readings,model,recognition}/*.test.ts',
  'test/bot/understanding/reasons.test.ts',
];

export const PLAN: readonly Row[] = [
  {
    files: inFolder(`${COMMERCE}/rules`, '.ts', 'access'),
    tests: [tests('bot/conversation', 'roles'), commerce('core/partners audit/audit')],
    most: 4,
  },
  {
    files: inFolder(
      `${COMMERCE}/rules`,
      '.ts',
      'cancel cards eligibility lifecycle marks moves payment-methods policy pricing quantity seats term text',
    ),
    tests: [RULES, commerce('clock/* subscriptions/unknown-values')],
    most: 2,
  },
  {
    files: act('prelude'),
    tests: [STORE, LATE, commerce('licenses/* subscriptions/cancellations billing/*'), AT_ONCE],
    most: 10,
  },
  { files: act('assign-licenses unassign-licenses'), tests: [commerce('licenses/*'), LATE, AT_ONCE, MODEL], most: 2 },
  { files: act('change-policy'), tests: [commerce('policies/*'), LATE, AT_ONCE], most: 2 },
  {
    files: act('change-subscription create-subscription end-subscription'),
    tests: [commerce('subscriptions/* buying/*'), LATE, AT_ONCE, MODEL],
    most: 2,
  },
  { files: act('put-records'), tests: [STORE, commerce('billing/* requests/*'), LATE, AT_ONCE], most: 2 },
  {
    files: act('release-step'),
    tests: [tests('services/jobs', 'release-seats'), LATE, commerce('subscriptions/*')],
    most: 2,
  },
  {
    files: act('append-notices begin-erasure refuse-operation'),
    tests: [LATE, ['test/services/privacy/*.test.ts'], commerce('billing/* clock/*')],
    most: 2,
  },
  {
    files: act('moves/begin-move moves/finish-move moves/move-step moves/moves moves/steer-move moves/undo-step'),
    tests: [commerce('moves/moves'), MOVES, LATE, AT_ONCE, MODEL],
    most: 2,
  },
  {
    files: inFolder(`${COMMERCE}/import`, '.lua', 'publish refreshing/refresh-step'),
    tests: [commerce('import/storage import/refreshing import/appearing import/judging'), commerce('import/replacing')],
    most: 1,
  },
  {
    files: inFolder(`${COMMERCE}/migrations`, '.lua', 'claim-schema index-roles index-unchanged pad-member'),
    tests: [commerce('migrations/migrations')],
    most: 1,
  },
  {
    files: inFolder('services/conversations/lua', '.lua', 'claim-answer keep-answer put-off-answer settle-answer'),
    tests: [
      tests('reality', 'kept-answers disabled-bot'),
      tests('bot/teams', 'answers deadline'),
      tests('chaos', 'promised-answer'),
    ],
    most: 2,
  },
  {
    files: inFolder(
      'services/notices/lua',
      '.lua',
      'append-digest change-delivery claim-delivery due-deliveries has-work park-delivery plan-deliveries revive-notice',
    ),
    tests: [NOTICES, tests('bot/features/notices', 'delivery'), tests('services/jobs', 'index deliveries')],
    most: 2,
  },
  { files: ['services/limits/tell-once.lua'], tests: [tests('services/limits', 'limiter')], most: 1 },
  {
    files: inFolder('services/privacy/sweeping', '.lua', 'rename rewrite swap-stream'),
    tests: [tests('services/privacy', 'erase-person retention')],
    most: 1,
  },
  {
    files: inFolder('services/backup/restoring', '.lua', 'open-again put-in-place'),
    tests: [tests('services/backup', 'backup busy')],
    most: 1,
  },
  {
    files: inFolder(
      'bot/conversation',
      '.ts',
      'permission press sealed-card confirmed-command proposals refusals/suspicion viewer dispatch',
    ),
    tests: [
      tests('bot/conversation', 'press roles confirmed-command'),
      tests('attack', 'presses'),
      tests('bot/features', 'partners/act-for home/who-am-i'),
      tests('bot/understanding/model', 'planner planner-proposals uncertain-sentences'),
      commerce('core/partners'),
    ],
    most: 1,
  },
  {
    files: inFolder(
      'bot/teams',
      '.ts',
      'identity turn-gate conversation-references door/admission door/token deadline',
    ),
    tests: [
      tests('bot/teams', 'readers conversation-references deadline'),
      tests('reality', 'absent-fields'),
      tests('attack', 'token door'),
      tests('bot/features/notices', 'delivery'),
    ],
    most: 1,
  },
  {
    files: [
      'services/links/links.ts',
      ...inFolder(
        'bot/web',
        '.ts',
        'pages/form pages/held-link pages/link-page downloads/download-page payment/payment-page sign-in/sign-in',
      ),
    ],
    tests: [
      tests('services/links', 'links'),
      tests('bot/web', 'payment/payment-page downloads/export-download sign-in/sign-in'),
      tests('attack', 'pages'),
    ],
    most: 1,
  },
  {
    files: inFolder('services/limits', '.ts', 'limiter limits fair-queue places'),
    tests: [tests('services/limits', 'limiter fair-queue places')],
    most: 1,
  },
  {
    files: ['services/leases/lease.ts', ...inFolder('services/deadlines', '.ts', 'deadlines time-limit')],
    tests: [tests('services/deadlines', 'time-limit'), commerce('import/storage migrations/migrations')],
    most: 1,
  },
  {
    files: inFolder(`${COMMERCE}/migrations`, '.ts', 'bring-up schema newest-index'),
    tests: [commerce('migrations/migrations')],
    most: 1,
  },
  {
    files: inFolder(
      'services/backup',
      '.ts',
      'restoring/check restoring/restore restoring/swapping taking/changes taking/take',
    ),
    tests: [tests('services/backup', 'backup busy')],
    most: 1,
  },
  {
    files: inFolder('services/redis/health', '.ts', 'readiness trouble keeper'),
    tests: [['test/services/redis/health/*.test.ts'], ['test/reality/redis/*.test.ts']],
    most: 1,
  },
  {
    files: inFolder(
      'bot/understanding',
      '.ts',
      'readings/held-back readings/standing readings/decide readings/rights readings/several-acts model/proposal-reading grammar/verdict',
    ),
    tests: [
      HEARD,
      ['test/bot/understanding/grammar/{corpus,rules}.test.ts', 'test/bot/conversation/dialogue/*.test.ts'],
      tests('bench/understanding/scoring', 'dev'),
    ],
    most: 2,
  },
  { files: ['services/documents/csv.ts'], tests: [tests('services/documents', 'csv')], most: 1 },
  {
    files: inFolder(
      'services/privacy',
      '.ts',
      'index beginning preview erase-person retention/retention sweeping/rewriting',
    ),
    tests: [['test/services/privacy/*.test.ts']],
    most: 1,
  },
  {
    files: inFolder(
      'services/notices',
      '.ts',
      'planning/planning planning/audience planning/dead-letters planning/recipients delivering/card-delivery delivering/mail-delivery delivering/settling delivering/timing',
    ),
    tests: [NOTICES, tests('bot/features/notices', 'delivery')],
    most: 1,
  },
  {
    files: inFolder('services/conversations', '.ts', 'kept-answers given-answers seen-activities dialogues'),
    tests: [
      tests('services/conversations', 'dialogues'),
      tests('reality', 'kept-answers edits'),
      tests('bot/teams', 'messages answers'),
    ],
    most: 1,
  },
  {
    files: inFolder(COMMERCE, '.ts', 'billing/charging billing/paying billing/payment-method-plans billing/billing'),
    tests: [commerce('billing/*'), commerce('buying/* subscriptions/*')],
    most: 1,
  },
  {
    files: inFolder(
      COMMERCE,
      '.ts',
      'core/operations core/operation-ids core/partners exports/exports reports/reports reports/unused requests/request-plans policies/policies licenses/assignments store/transactions/transaction store/indexes/spend clock/lifecycle reminders/reminders',
    ),
    tests: [
      commerce('core/* exports/* reports/* requests/* policies/*'),
      [...STORE, `test/${COMMERCE}/{licenses,clock,subscriptions}/*.test.ts`, ...tests('services/jobs', 'life-cycle')],
      AT_ONCE,
    ],
    most: 1,
  },
];

/** The tests that see a file, in the order in which they are asked. */
export const testsOf = (file: string): readonly (readonly string[])[] => {
  const own = `test/${file.replace(/\.ts$/, '.test.ts')}`;
  const others = PLAN.find(({ files }) => files.includes(file))?.tests ?? [];
  return existsSync(join(ROOT, own)) && own !== `test/${file}` ? [[own], ...others] : others;
};
