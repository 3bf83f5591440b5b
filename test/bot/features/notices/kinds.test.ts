import assert from 'node:assert/strict';
import en from '../../../../locales/en.json' with { type: 'json' };
import sv from '../../../../locales/sv.json' with { type: 'json' };
import { kindsOf, NOTICE_KINDS, type NoticeKind } from '../../../../services/notices/kinds.ts';
import { NOTICE_TOPICS } from '../../../../services/notices/topics.ts';
import { actInContoso, type Shown } from '../../../support/notices/contoso.ts';
import { noticesOfEveryKind } from '../../../support/notices/every-kind.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];

describe('Every kind of notice', () => {
  it('has a name in both languages, and nothing else has one', () => {
    assert.deepEqual(Object.keys(en.deliveries.kind).sort(), [...KINDS].sort());
    assert.deepEqual(Object.keys(sv.deliveries.kind).sort(), [...KINDS].sort());
  });

  it('belongs to one topic, which has a name in both languages', () => {
    assert.deepEqual(NOTICE_TOPICS.flatMap(kindsOf).sort(), [...KINDS].sort());
    assert.deepEqual(Object.keys(en.notifications.topics).sort(), [...NOTICE_TOPICS].sort());
    assert.deepEqual(Object.keys(sv.notifications.topics).sort(), [...NOTICE_TOPICS].sort());
  });

  it('leaves no topic without a kind', () => {
    assert.deepEqual(
      NOTICE_TOPICS.filter((topic) => kindsOf(topic).length === 0),
      [],
    );
  });

  describe('is tried in the tests', () => {
    let rendered: RenderedNotices;
    let shown: Shown[];
    before(async () => {
      rendered = await startRenderedNotices();
      shown = noticesOfEveryKind(rendered, await actInContoso(rendered));
    });

    for (const kind of KINDS)
      it(`as ${kind}, which says different things in English and Swedish`, async () => {
        const [who, notice] = shown.find((each) => each[1].kind === kind) ?? assert.fail(`no notice of ${kind}`);
        const texts = await Promise.all(
          ['en-US', 'sv-SE'].map(async (language) => (await rendered.card(who, notice, language))?.fallbackText),
        );
        assert.ok(texts[0] && texts[1]);
        assert.notEqual(texts[0], texts[1]);
      });

    it('and has a mail where its row says that it is mailed', async () => {
      const mailed = shown.filter(([, { kind }]) => NOTICE_KINDS[kind].mailed);
      for (const [who, notice] of mailed) assert.ok(await rendered.mail(who, notice), notice.kind);
    });
  });
});
