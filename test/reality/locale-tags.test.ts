import assert from 'node:assert/strict';
import { localizerFor } from '../../locales/index.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { readCard } from '../support/chat/conversation.ts';
import { sayTo } from '../support/chat/pressing.ts';
import { testRedis } from '../support/redis/redis.ts';

/** Tags as clients, directories and systems write them: https://github.com/MicrosoftDocs/msteams-docs/issues/9443, https://github.com/microsoft/BotFramework-Composer/issues/2565 */
const TAGS: readonly (readonly [tag: string, locale: string])[] = [
  ['sv', 'sv-SE'],
  ['SV', 'sv-SE'],
  ['sv-se', 'sv-SE'],
  ['sv_SE', 'sv-SE'],
  ['sv_FI', 'sv-FI'],
  ['SV-ax', 'sv-AX'],
  ['sv-Latn-SE', 'sv-SE'],
  ['sv_SE.UTF-8', 'sv-SE'],
  ['sv_FI@euro', 'sv-FI'],
  [' sv-FI ', 'sv-FI'],
  ['sv-SE,sv;q=0.9,en;q=0.8', 'sv-SE'],
  ['swe', 'sv-SE'],
  ['swe_FIN', 'sv-SE'],
  ['sv-SE-u-ca-buddhist-nu-thai', 'sv-SE'],
  ['sv-x-private', 'sv-SE'],
  ['sv--SE', 'sv-SE'],
  ['sv-', 'sv-SE'],
  ['en', 'en-US'],
  ['en_us.UTF-8', 'en-US'],
  ['EN_gb', 'en-GB'],
  ['en-001', 'en-001'],
  ['en-SE', 'en-SE'],
  ['eng', 'en-US'],
  ['en-GB-oxendict', 'en-GB'],
  ['en-US-POSIX', 'en-US'],
];

/** Tags of no language that is spoken here, whatever they begin with. */
const OTHERS = [
  '*',
  '',
  ' ',
  'i-klingon',
  'C',
  'POSIX',
  'svx',
  'svenska',
  'nb-NO',
  'zh-Hans-CN',
  'en'.repeat(3),
  'null',
  '-sv',
  '\u0000',
  '🇸🇪',
  'x'.repeat(9_000),
];

describe('A locale', () => {
  for (const [tag, locale] of TAGS)
    it(`${JSON.stringify(tag)} is ${locale}`, () => {
      const localizer = localizerFor([tag]);
      assert.deepEqual([localizer.locale, localizer.language], [locale, locale.slice(0, 2)]);
      assert.equal(localizer.date(0), localizerFor([locale]).date(0));
    });

  it('of another language, or of none, leaves it to the next one', () => {
    for (const tag of OTHERS) {
      assert.equal(localizerFor([tag, 'sv_FI']).locale, 'sv-FI', tag);
      assert.equal(localizerFor([undefined, tag]).locale, 'en-US', tag);
    }
  });

  describe('in an activity', () => {
    let bot: RunningBot;
    before(async () => {
      bot = await startBot(await testRedis());
    });
    after(() => bot.close());

    it('is understood whatever its shape, and a strange one is answered in the language of the organization', async () => {
      // A text that is in no language: otherwise its own would decide.
      const languageFor = async (locale: unknown) =>
        /tilldelade/.test(readCard(await sayTo(bot, 'Adele', 'S-1001', { locale }))) ? 'Swedish' : 'English';
      for (const locale of ['sv_SE', 'sv_FI', 'SV', 'sv-Latn-SE', 'sv_SE.UTF-8', ' sv '])
        assert.equal(await languageFor(locale), 'Swedish', locale);
      for (const locale of ['en_us.UTF-8', null, '*', 'i-klingon', 7, [], {}, true, 'x'.repeat(5_000)])
        assert.equal(await languageFor(locale), 'English', String(locale).slice(0, 50));
    });
  });
});
