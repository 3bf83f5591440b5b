import type { Right } from '../commerce/api/rights.ts';
import type { Actor } from '../commerce/api/types.ts';
import { may } from '../commerce/rules/access.ts';

/** What people turn on and off together, in the order in which they see it. */
export const NOTICE_TOPICS = [
  'purchases',
  'policy',
  'requests',
  'take-overs',
  'safety',
  'digest',
  'own',
  'asked',
  'ends',
  'billing',
  'decided',
  'licenses',
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** The right that somebody has whom a topic concerns; null where it concerns everybody. */
const RIGHTS: Readonly<Record<NoticeTopic, Right | null>> = {
  purchases: 'change-policy',
  policy: 'change-policy',
  requests: 'decide-requests',
  'take-overs': 'take-over',
  safety: 'change-policy',
  digest: 'change-policy',
  own: 'see-own',
  asked: 'see-own',
  ends: 'see-own',
  billing: 'see-own',
  decided: 'see-own',
  licenses: null,
};

/** The topics that somebody can get notices of. */
export const topicsFor = (actor: Actor): NoticeTopic[] =>
  NOTICE_TOPICS.filter((topic) => {
    const right = RIGHTS[topic];
    return right === null || may(actor, right);
  });
