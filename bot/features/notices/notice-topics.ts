import type { Actor } from '../../../services/commerce/api/types.ts';
import { type Act, may } from '../../../services/commerce/rules/access.ts';
import type { Wishes } from '../../../services/conversations/preferences.ts';
import type { NoticeKind } from '../../../services/notices/notice.ts';

/** What people turn on and off together, in the order in which they see it. */
export const NOTICE_TOPICS = [
  'purchases',
  'policy',
  'requests',
  'take-overs',
  'digest',
  'own',
  'asked',
  'ends',
  'billing',
  'decided',
  'licenses',
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

interface Topic {
  readonly kinds: readonly NoticeKind[];
  /** Whom it concerns; everybody if not given. */
  readonly allow?: Act;
}

const TOPICS: Readonly<Record<NoticeTopic, Topic>> = {
  purchases: { kinds: ['purchase-made'], allow: 'change-policy' },
  policy: { kinds: ['policy-changed', 'product-appeared'], allow: 'change-policy' },
  requests: { kinds: ['request-made'], allow: 'decide-requests' },
  'take-overs': { kinds: ['move-finished', 'move-stopped', 'cancel-answered'], allow: 'take-over' },
  digest: { kinds: ['weekly-digest'], allow: 'change-policy' },
  own: { kinds: ['subscription-canceled', 'subscription-moved'], allow: 'see-own' },
  asked: { kinds: ['cancel-asked'], allow: 'see-own' },
  ends: { kinds: ['ends-soon'], allow: 'see-own' },
  billing: { kinds: ['invoice-due', 'invoice-overdue', 'card-expires'], allow: 'see-own' },
  decided: { kinds: ['request-decided'], allow: 'see-own' },
  licenses: { kinds: ['license-gained', 'license-lost', 'license-moved'] },
};

/** The kinds of notices that a topic stands for. */
export const kindsOf = (topic: NoticeTopic): readonly NoticeKind[] => TOPICS[topic].kinds;

/** The topics of which somebody can be told anything. */
export const topicsFor = (actor: Actor): NoticeTopic[] =>
  NOTICE_TOPICS.filter((topic) => {
    const { allow } = TOPICS[topic];
    return allow === undefined || may(actor, allow);
  });

/** Whether somebody is told of it. The digest is sent only to those who asked for it. */
export const isOn = (topic: NoticeTopic, { muted, digest }: Wishes): boolean =>
  topic === 'digest' ? digest : kindsOf(topic).some((kind) => !muted.has(kind));
