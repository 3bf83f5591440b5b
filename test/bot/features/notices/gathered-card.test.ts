import assert from 'node:assert/strict';
import { commandNamed } from '../../../../bot/conversation/command.ts';
import { unsealed } from '../../../../bot/conversation/sealed-card.ts';
import { commands } from '../../../../bot/features/index.ts';
import { cardOfAll } from '../../../../bot/features/notices/gathered-card.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import type { Outgoing } from '../../../../services/notices/ports.ts';
import { actionsOf, readCard } from '../../../support/chat/conversation.ts';
import { actInContoso, type Shown } from '../../../support/notices/contoso.ts';
import { noticesOfEveryKind } from '../../../support/notices/every-kind.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

describe('The card of several notices', () => {
  let rendered: RenderedNotices;
  let shown: Shown[];
  before(async () => {
    rendered = await startRenderedNotices();
    shown = noticesOfEveryKind(rendered, await actInContoso(rendered));
  });
  const outgoing = (who: string, language: string): Promise<Outgoing[]> =>
    Promise.all(shown.filter(([name]) => name === who).map(([, notice]) => rendered.outgoing(who, notice, language)));
  const cardFor = async (all: readonly Outgoing[]) => {
    const [first, ...others] = all;
    assert.ok(first);
    return (await cardOfAll(rendered, [first, ...others])) ?? assert.fail();
  };

  const assertOnlyShows = (card: Card, owner: string) => {
    for (const { verb, data } of actionsOf(card)) {
      const opened = unsealed(data);
      const command = commandNamed(commands, verb);
      assert.ok(command?.args.safeParse(opened.args).success, `${verb} ${JSON.stringify(opened.args)}`);
      assert.deepEqual([opened.owner, command.effect], [owner, 'reads'], verb);
    }
  };

  for (const who of ['Megan', 'Lee', 'Alex', 'Adele'])
    for (const [language, title] of [
      ['en-US', /^\d+ notices together\nThere was more to tell/],
      ['sv-SE', /^\d+ aviseringar på en gång\nDet fanns mer att berätta/],
    ] as const)
      it(`has a row for each that ${who} is to hear of (${language}), and does nothing by itself`, async () => {
        const some = await outgoing(who, language);
        const all = [...some, ...some];
        const card = await cardFor(all);
        assert.match(readCard(card), title);
        for (const { notice } of all) {
          const alone = (await rendered.card(who, notice, language)) ?? assert.fail();
          const [heading = '?'] = readCard(alone).split('\n');
          assert.ok(readCard(card).includes(heading), heading);
        }
        assertOnlyShows(card, rendered.userId(who));
      });

  it('is the card of the one, where nothing is to be said of the others any more', async () => {
    const [first, second] = await outgoing('Megan', 'en-US');
    assert.ok(first && second);
    const over = { ...second, notice: { ...second.notice, subscription: 'S-9999' } } as Outgoing;
    const card = await cardFor([over, first]);
    assert.equal(readCard(card), readCard((await rendered.card('Megan', first.notice, 'en-US')) ?? assert.fail()));
  });
});
