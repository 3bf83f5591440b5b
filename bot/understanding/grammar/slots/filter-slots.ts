import type { Part } from '../core/sentence.ts';
import { knownProduct, nothing, slot } from '../core/slots.ts';
import { canMean, canMeanAny } from '../core/tags.ts';
import { en } from '../en/index.ts';
import { excludedParts } from '../lists.ts';

/** Every status that is named: one, or a list. */
export const statuses = slot(['status'], ({ free, parts }) => {
  const used = free.filter(({ tags }) => tags.has('status'));
  const excluded = used.length === 0 ? excludedParts(parts).filter(({ tags }) => tags.has('status')) : [];
  if (excluded.length > 0) return { args: { status: others(excluded) }, used: withSign(excluded, parts) };
  const [first, ...more] = valuesOf(used);
  if (first === undefined) return nothing;
  return { args: { status: more.length === 0 ? first : [first, ...more] }, used };
});

const valuesOf = (parts: readonly Part[]) => [...new Set(parts.map(({ tags }) => tags.get('status')))];

const STATUSES = [...new Set([...Object.keys(en.values['status'] ?? {})])];

/** All that are not named: "not expired". */
const others = (excluded: readonly Part[]): string[] =>
  STATUSES.filter((status) => !valuesOf(excluded).includes(status));

/** With the word that leaves them out. */
const withSign = (excluded: readonly Part[], parts: readonly Part[]): readonly Part[] => {
  const [first] = excluded;
  const before = first ? parts.slice(0, parts.indexOf(first)) : [];
  const sign = before.findLast((part) => canMeanAny(part, ['not', 'except']));
  return sign ? [sign, ...excluded] : excluded;
};

/** What is still to be paid, and nothing else. */
export const unpaid = slot(['due'], ({ free }) => {
  const used = free.filter((part) => canMean(part, 'owing'));
  return used.length === 0 ? nothing : { args: { due: true }, used };
});

/** What sums are told apart by. */
export const grouping = slot(['per'], ({ free }) => {
  const part = free.find(({ tags }) => tags.has('grouping'));
  return part ? { args: { per: part.tags.get('grouping') }, used: [part] } : nothing;
});

/** What changes are of: the policy, or license requests. A product in them is one whose policy was changed. */
export const kindOfChange = slot(['about', 'product'], (asked) => {
  const policy = asked.free.find((part) => canMean(part, 'policies') || canMean(part, 'set-policy'));
  const requests = asked.free.find((part) => canMean(part, 'requests') || canMean(part, 'request'));
  const { args, used } = knownProduct(asked);
  const about = policy ? 'policy' : requests && 'requests';
  return { args: { ...args, ...(about && { about }) }, used: [...used, ...[policy ?? requests ?? []].flat()] };
});
