import { nothing, slot } from '../core/slots.ts';
import { canMean, canMeanAny } from '../core/tags.ts';

/** Words between "to" and "central": "over to our own central one". */
const NEAR = 4;

/** To what was bought centrally, where no number says which: "to our central one". */
export const toCentral = slot(['central'], ({ free, parts, said }) => {
  const part = free.find(({ tags }) => tags.get('source') === 'central');
  if (!part || said['target'] !== undefined) return nothing;
  const at = parts.indexOf(part);
  const before = parts.slice(Math.max(0, at - NEAR), at);
  if (!before.some((each) => canMeanAny(each, ['to', 'takeover']))) return nothing;
  return { args: { central: true }, used: [part, ...before.filter((each) => canMean(each, 'ours'))] };
});
