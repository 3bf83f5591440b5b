import assert from 'node:assert/strict';
import { kindOf } from '../../../bot/teams/identity.ts';

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
