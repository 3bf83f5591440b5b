import assert from 'node:assert/strict';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { recount } from '../redis/recount.ts';
import type { BotOnTheRoad } from './bot-on-the-road.ts';

/** What goes wrong with a server, and how that ends. */
export interface Plight {
  readonly code: string;
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

const REFUSED = /I cannot reach my data right now\n.*Nothing was changed|still at it|cannot tell/;

/**
 * Meanwhile `/ready` says so, and a sentence and a press that acts are answered that nothing was changed. Afterwards that is
 * true, and the same press does what it says, without a restart.
 */
export const outlive = async (house: BotOnTheRoad, { code, begin, end }: Plight, refused = REFUSED): Promise<void> => {
  const { admin } = house.server;
  const { audit } = tenantKeys(house.bot.contoso.tenantId);
  const acts = () => admin.xLen(audit);
  const question = await house.ask('block Visio Plan 2');
  const before = await acts();
  await begin();
  await house.untilCodes(code);
  assert.match(await house.press(question, 'Do not allow'), refused);
  assert.match(await house.read('help'), /cannot reach my data|Hello Adele|still at it/);
  await end();
  await house.untilAllIsWell();
  assert.deepEqual(await recount(admin, house.bot.contoso.tenantId), []);
  assert.equal(await acts(), before);
  assert.match(await house.press(question, 'Do not allow'), /Visio Plan 2/);
  assert.equal(await acts(), before + 1);
};
