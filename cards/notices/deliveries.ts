import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput } from '../kit/inputs.ts';
import { textCard } from '../kit/text-card.ts';

type Texts = (typeof en)['deliveries'];
type Status = keyof Texts['status'];

/** One notice to one recipient. */
export interface DeliveryRow {
  readonly kind: keyof Texts['kind'];
  /** What it is about, such as `S-1001`. */
  readonly subject: string;
  readonly medium: 'card' | 'mail';
  readonly status: Status;
  /** When it came to that, or was planned. */
  readonly at: number;
  /** A code, such as `403` or `muted`. */
  readonly why?: string;
  /** Null for one who has left the directory; a channel or group is `shared`. */
  readonly to: Person | null | 'shared';
}

export interface DeliveriesData {
  /** The one that is shown. */
  readonly status: Status | 'all';
  readonly rows: readonly DeliveryRow[];
  readonly counts: Readonly<Record<Status, number>>;
  /** What could not be planned: a code of its kind, what it is about, and when it was told. */
  readonly dead: readonly { readonly kind: string; readonly subject: string; readonly at: number }[];
}

/** The statuses in the order in which an admin looks for them. */
const STATUSES: readonly Status[] = ['failed', 'waiting', 'unknown', 'sent', 'planned', 'sending', 'dropped'];

/** What was sent to whom, and what came of it. The choice comes back as `status`. */
export const deliveriesCard = (data: DeliveriesData, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { status, rows, counts, dead } = data;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const none = total === 0 ? t('deliveries.none') : t('deliveries.noneSuch');
  const choices = [
    { value: 'all', title: t('deliveries.all', { number: localizer.number(total) }) },
    ...STATUSES.filter((each) => counts[each] > 0 || each === status).map((each) => ({
      value: each,
      title: t('deliveries.choice', { status: t(`deliveries.status.${each}`), number: localizer.number(counts[each]) }),
    })),
  ];
  return textCard(
    {
      title: t('deliveries.title'),
      text: rows.length === 0 ? [none] : [],
      sections: [...deadSection(dead, localizer), ...rows.map((row) => deliverySection(row, localizer))],
      inputs: [choiceInput({ id: 'status', label: t('deliveries.filter'), value: status, choices }, localizer)],
    },
    buttons,
  );
};

const deadSection = (dead: DeliveriesData['dead'], { t, moment }: Localizer) =>
  dead.length === 0
    ? []
    : [
        {
          title: t('deliveries.dead'),
          lines: [
            t('deliveries.deadText'),
            ...dead.map(({ kind, subject, at }) => t('deliveries.deadLine', { kind, subject, when: moment(at) })),
          ],
        },
      ];

const deliverySection = (row: DeliveryRow, localizer: Localizer) => {
  const { t, moment } = localizer;
  const { kind, subject, medium, status, at } = row;
  const to = row.to === 'shared' ? t('deliveries.shared') : (row.to?.displayName ?? t('deliveries.gone'));
  const state = { status: t(`deliveries.status.${status}`), when: moment(at) };
  const named = t(`deliveries.kind.${kind}`);
  return {
    title: isRawId(subject) ? named : t('deliveries.heading', { kind: named, subject }),
    lines: [
      t('deliveries.toWhom', { name: to, medium: t(`deliveries.${medium}`) }),
      t('deliveries.state', state),
      ...deliveryReason(row, localizer),
    ],
  };
};

/** Of a request or the like, which says nothing to anybody. */
const isRawId = (subject: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(subject);

/** Texts of the codes that say something to an admin. */
const REASONS: readonly (keyof Texts['why'])[] = [
  'muted',
  'person-gone',
  'too-old',
  'together',
  'nothing-to-tell',
  'mailed',
  'without-bot',
  'gone',
  '403',
  '404',
  '429',
  'disabled',
  'bad-address',
  'timeout',
];

const deliveryReason = ({ why, status }: DeliveryRow, { t }: Localizer): string[] => {
  if (why === undefined || status === 'sent') return [];
  const known = REASONS.find((each) => each === why);
  return [known ? t(`deliveries.why.${known}`) : t('deliveries.code', { code: why })];
};
