import assert from 'node:assert/strict';
import { conversationPlaceOf, kindOf, senderOf } from '../../../bot/teams/identity.ts';

const CHAT = 'a:1';
const GROUP = '19:0123@thread.v2';
const CHANNEL = '19:0123@thread.tacv2';

/** What Teams says of a conversation, and who reads along. */
const ROWS: readonly (readonly [id: string, type: string | undefined, isGroup: boolean | undefined, kind: string])[] = [
  [CHAT, 'personal', undefined, 'personal'],
  [CHAT, 'personal', false, 'personal'],
  [CHAT, 'personal', true, 'group'],
  [CHAT, undefined, undefined, 'personal'],
  [CHAT, undefined, false, 'personal'],
  [CHAT, undefined, true, 'group'],
  [CHAT, 'groupChat', false, 'group'],
  [CHAT, 'meeting', undefined, 'group'],
  [GROUP, undefined, undefined, 'group'],
  [GROUP, undefined, false, 'group'],
  [CHANNEL, undefined, undefined, 'channel'],
  [CHAT, 'channel', false, 'channel'],
  [CHAT, 'Channel', undefined, 'channel'],
];

describe('Who reads along', () => {
  for (const [id, conversationType, isGroup, kind] of ROWS)
    it(`in ${id} of type ${conversationType}, shared ${isGroup}: ${kind}`, () =>
      assert.equal(kindOf({ id, conversationType, isGroup }), kind));
});

describe('Whose an activity is', () => {
  const [ONE, OTHER, MEGAN] = ['1', '2', '3'].map((n) => `${n.repeat(8)}-0000-4000-8000-000000000000`);
  const of = (conversation: object, channelData?: object) =>
    ({ from: { id: '29:1', aadObjectId: MEGAN }, conversation: { id: CHAT, ...conversation }, channelData }) as object;

  it('is said by the conversation or by the channel, and by both alike', () => {
    for (const activity of [
      of({ tenantId: ONE }),
      of({}, { tenant: { id: ONE } }),
      of({ tenantId: ONE }, { tenant: { id: ONE } }),
    ]) {
      assert.equal(senderOf(activity)?.tenantId, ONE);
      assert.equal(conversationPlaceOf(activity)?.tenantId, ONE);
    }
  });

  it('is nobody’s where they name two tenants, or none', () => {
    for (const activity of [of({ tenantId: ONE }, { tenant: { id: OTHER } }), of({})]) {
      assert.equal(senderOf(activity), undefined);
      assert.equal(conversationPlaceOf(activity), undefined);
    }
  });
});
