import { knownProduct, nothing, slot } from '../core/slots.ts';
import { canMean } from '../core/tags.ts';

/** Every status that is named: one, or a list. */
export const statuses = slot(['status'], ({ free }) => {
  const used = free.filter(({ tags }) => tags.has('status'));
  const [first, ...others] = [...new Set(used.map(({ tags }) => tags.get('status')))];
  if (first === undefined) return nothing;
  return { args: { status: others.length === 0 ? first : [first, ...others] }, used };
});

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
