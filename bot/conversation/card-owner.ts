import type { Card } from '../../cards/kit/card.ts';
import type { UserId } from '../../services/commerce/api/types.ts';

/**
 * Only the person who opened a card may act through it. Every button carries that person's id as `by`. It is no secret
 * and proves nothing (rights are checked from the presser's own identity); it keeps others in a group from pressing what
 * was not meant for them.
 */
const OWNER = 'by';

/**
 * The owner of a card in a shared conversation that is for whoever presses first or last, such as a notice to admins:
 * each gets an answer of their own, by their own rights.
 */
export const ANYONE = 'anyone';
export type Owner = UserId | typeof ANYONE;

/** The card with its owner's id in the data of every button. */
export const ownedBy = (owner: Owner, card: Card): Card => stamp(card, owner) as Card;

const stamp = (node: unknown, owner: Owner): unknown => {
  if (Array.isArray(node)) return node.map((item) => stamp(item, owner));
  if (node === null || typeof node !== 'object') return node;
  const stamped: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) stamped[key] = stamp(value, owner);
  if (stamped['type'] === 'Action.Execute') stamped['data'] = { ...Object(stamped['data']), [OWNER]: owner };
  return stamped;
};

/** Splits what a button sent into the card's owner and the command's arguments. */
export const ownerOf = (data: Readonly<Record<string, unknown>>): { owner: unknown; args: Record<string, unknown> } => {
  const { [OWNER]: owner, ...args } = data;
  return { owner, args };
};
