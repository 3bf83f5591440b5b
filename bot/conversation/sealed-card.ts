import { BACK_ID, type Card } from '../../cards/kit/card.ts';
import type { TenantId, UserId } from '../../services/commerce/api/types.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import { goneOn, overviewOn, type Station, type Trail, writeTrail } from './back/trail.ts';

/**
 * The owner of a card in a shared conversation that is for whoever presses first or last, such as a notice to admins:
 * each gets an answer of their own, by their own rights.
 */
export const ANYONE = 'anyone';

/**
 * What every button of a card carries besides its own data. It is no secret and proves nothing: rights are checked from
 * the presser's own identity.
 */
export interface Seal {
  /** Only this person may act through the card; it keeps others in a group from pressing what was not meant for them. */
  readonly owner: UserId | typeof ANYONE;
  /**
   * The tenant that the card is about. References repeat from one tenant to the next, so a press made while somebody acts
   * for another one would hit a namesake. Undefined where it is not known.
   */
  readonly tenant: TenantId | undefined;
  /** Gives each button that confirms something an operation; not needed where none does. */
  readonly operations?: Pick<Commerce, 'newOperationId'>;
  /** How the card was come to; without it there is no way back. */
  readonly way?: WayBack | undefined;
}

/** A card's own place, where it can be shown again, and the cards behind it. */
export interface WayBack {
  readonly here: Station | undefined;
  readonly behind: Trail;
  /** What the button back is called: to a card, and to a list. */
  readonly titles: { readonly card: string; readonly list: string };
}

/** Stands for the operation of a button until the card goes out. */
export const UNSEALED_OPERATION = 'unsealed';

/** The names of the seal in a button's data. */
const [OWNER, TENANT, BACK] = ['by', 'for', 'back'];

/** The card with its seal on every button, and its tenant on every field that looks something up. */
export const sealed = (card: Card, seal: Seal): Card => stamp(card, seal) as Card;

const stamp = (node: unknown, seal: Seal): unknown => {
  if (Array.isArray(node)) return node.map((item) => stamp(item, seal));
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, stamp(value, seal)]));
  if (copy['type'] === 'Action.Execute') return sealedAction(copy, seal);
  if (copy['type'] === 'Data.Query') return { ...copy, dataset: sealedDataset(String(copy['dataset']), seal) };
  return copy;
};

const sealedAction = (action: Readonly<Record<string, unknown>>, seal: Seal): object => {
  const { way } = seal;
  const back = way && wayBack(action, way);
  if (back) return { ...action, title: back.title, verb: back.place.verb, data: sealedData(back.data, seal) };
  const data: PressedData = Object(action['data']);
  // What follows a confirmed question does not lead back to the question.
  const trail = way && writeTrail(data['operation'] === undefined ? goneOn(way.here, way.behind) : way.behind);
  return { ...action, data: sealedData({ ...data, ...(trail && { [BACK]: trail }) }, seal) };
};

/** Where a button leads that leaves the card: to the card that was there before, or to the last list. */
const wayBack = ({ verb, id }: Readonly<Record<string, unknown>>, { behind, titles }: WayBack) => {
  const place = id === BACK_ID ? overviewOn(behind) : verb === 'close' ? behind[0] : undefined;
  if (!place) return undefined;
  const trail = writeTrail(behind.slice(behind.indexOf(place) + 1));
  const isList = LISTS.includes(place.verb) && id === BACK_ID;
  return {
    place,
    title: isList ? titles.list : titles.card,
    data: { ...place.args, ...(trail && { [BACK]: trail }) },
  };
};

const LISTS = ['subscriptions', 'my-subscriptions'];

/** A button that repeats a press stays about the tenant that was pressed. */
const sealedData = (data: PressedData, { owner, tenant, operations }: Seal): PressedData => ({
  ...(tenant && { [TENANT]: tenant }),
  ...data,
  ...(data['operation'] === UNSEALED_OPERATION && { operation: operations?.newOperationId() }),
  [OWNER]: owner,
});

/** What a button sent. */
type PressedData = Readonly<Record<string, unknown>>;

/** What a button sent, taken apart. All of it may be forged. */
interface Unsealed {
  readonly owner: unknown;
  readonly tenant: unknown;
  /** The cards that its presser came by, as `readTrail` takes them. */
  readonly back: unknown;
  /** The command's own. */
  readonly args: PressedData;
}

/** Splits what a button sent into its seal and the command's arguments. */
export const unsealed = (data: PressedData): Unsealed => {
  const { [OWNER]: owner, [TENANT]: tenant, [BACK]: back, ...args } = data;
  return { owner, tenant, back, args };
};

/** The operations that the buttons of a card that goes out confirm. */
export const operationsIn = (card: Card): string[] => {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, value] of Object.entries(node))
      if (key === 'operation' && typeof value === 'string') found.add(value);
      else look(value);
  };
  look(card);
  return [...found];
};

/** What a field looks up, and in which tenant, such as `people@7d1c…`. */
const sealedDataset = (dataset: string, { tenant }: Seal): string => (tenant ? `${dataset}@${tenant}` : dataset);

/** The same, taken apart. */
export const unsealedDataset = (text: string): { dataset: string; tenant: string | undefined } => {
  const [dataset = '', tenant] = text.split('@', 2);
  return { dataset, tenant };
};
