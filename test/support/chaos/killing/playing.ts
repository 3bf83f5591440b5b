import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { actionsOf, readCard } from '../../chat/conversation.ts';
import { inputsOf } from '../../chat/fields.ts';
import { cardIn } from '../../chat/pressing.ts';
import { untilSettled } from '../settling.ts';
import {
  activityFrom,
  deliverTo,
  deliverUntilTaken,
  type Pressing,
  pressFrom,
  pressingOf,
  pressUntilAnswered,
  type Somebody,
  type TeamsActivity,
} from '../teams-side.ts';
import { backstageOf, type Lane } from './lane.ts';
import type { Scene, SceneStep } from './scenes.ts';

/** A scene but for its last press. */
export interface Stage {
  readonly who: Somebody;
  /** Presses what confirms, once. */
  press(): Promise<void>;
  /** Does so until there is an answer, and returns its title. */
  pressAgain(): Promise<string>;
}

/** Plays a scene up to there, in a tenant of its own. */
export const setStage = async (lane: Lane, scene: Scene): Promise<Stage> => {
  const tenant = await lane.newTenant();
  await scene.before?.(backstageOf(lane, tenant));
  // What that tells people may depend on what comes next.
  await untilSettled(lane.server.admin, tenant.tenantId);
  const steps = [...scene.steps];
  const last = steps.pop();
  assert.ok(last);
  const somebody = ({ who }: SceneStep): Somebody => ({ tenantId: tenant.tenantId, userId: tenant.userId(who) });
  for (const step of steps) await pressUntilAnswered(portOf(lane), await ask(lane, somebody(step), step));
  const confirming = await ask(lane, somebody(last), last);
  return {
    who: somebody(last),
    press: async () => void (await deliverTo(lane.bot.port, confirming)),
    pressAgain: async () => titleOf(await pressUntilAnswered(portOf(lane), confirming)),
  };
};

const portOf = (lane: Lane) => () => lane.bot.port;

/** Says a sentence, presses all but the last button, and returns the press on that one. */
const ask = async (lane: Lane, who: Somebody, step: SceneStep): Promise<TeamsActivity> => {
  const said = activityFrom(who, lane.channel.url, { text: step.text });
  await deliverUntilTaken(portOf(lane), said);
  let card: Card | undefined = cardIn(await lane.channel.answerTo(said.id));
  const pressOf = (pressing: Pressing) => pressFrom(who, lane.channel.url, pressing);
  const verbs = [...step.presses];
  const last = verbs.pop() ?? '';
  for (const verb of verbs) card = await pressUntilAnswered(portOf(lane), pressOf(buttonOn(card, verb)));
  const { verb, data } = buttonOn(card, last, true);
  return pressOf(pressingOf(card as Card, { verb, data }, step.filled?.(inputsOf(card))));
};

const buttonOn = (card: Card | undefined, verb: string, confirms = false): Pressing => {
  const found = actionsOf(card).findLast((each) => each.verb === verb && (!confirms || 'operation' in each.data));
  assert.ok(found, `no ${verb} on: ${readCard(card)}`);
  return found;
};

const titleOf = (card: Card): string => readCard(card).split('\n')[0] ?? '';
