import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { kindOf } from './identity.ts';
import type { Location } from './location.ts';

const pressShape = z.object({ action: z.object({ verb: z.string(), data: z.unknown().optional() }) });

/** A pressed button: what it says, which anybody can have written. */
export type Pressed = z.infer<typeof pressShape>['action'];

/** Whether an activity is an invoke, of that name where one is given: it is answered as the request that it came by. */
export const isInvoke = ({ type, name }: Partial<Activity>, wanted?: string): boolean =>
  type === 'invoke' && (wanted === undefined || name === wanted);

/** The names of the invokes that are known here. */
export const INVOKES = { press: 'adaptiveCard/action', search: 'application/search', file: 'fileConsent/invoke' };

/** The button that an activity presses; undefined for any other, and for one without sense. */
export const pressOf = (activity: Partial<Activity>): Pressed | undefined =>
  isInvoke(activity, INVOKES.press) ? pressShape.safeParse(activity.value).data?.action : undefined;

/** Where an activity comes from, and where it is answered. */
export const locationOf = (activity: Activity): Location => {
  const { conversation } = activity;
  const kind = kindOf(conversation);
  return {
    reference: { ...TurnContext.getConversationReference(activity) },
    conversationId: conversation.id,
    cardId: activity.replyToId,
    inGroup: kind !== 'personal',
    inChannel: kind === 'channel',
  };
};
