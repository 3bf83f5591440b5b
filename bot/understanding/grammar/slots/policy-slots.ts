import type { Part } from '../core/sentence.ts';
import { freeRuns, nothing, type SlotInput, slot } from '../core/slots.ts';
import { canMean } from '../core/tags.ts';

/** An offer type; "Power BI" before "visuals" belongs to it. */
export const offerType = slot(['offerType'], ({ parts, free }) => {
  const part = free.find(({ tags }) => tags.has('offer'));
  if (!part) return nothing;
  const before = parts[parts.indexOf(part) - 1];
  const used = before?.tags.has('product') && free.includes(before) ? [before, part] : [part];
  return { args: { offerType: part.tags.get('offer') }, used };
});

/** What is not in the catalogue yet. */
export const newProducts = slot(['newProducts'], ({ free }) => {
  const used = free.filter((part) => canMean(part, 'new-products'));
  return used.length > 0 ? { args: { newProducts: true }, used } : nothing;
});

/** What stands behind "except": products by name, or the words by which one is told from its family, "but not pro". */
export const excepted = slot(['except'], (asked) => {
  const signs = signsIn(asked);
  const [sign] = signs;
  if (!sign) return nothing;
  const at = asked.parts.indexOf(sign) + signs.length - 1;
  const behind = asked.parts.slice(at + 1);
  const products = behind.filter((part) => part.tags.has('product') && asked.free.includes(part));
  const names = freeRuns(asked).filter((run) => isBehind(asked, run.parts, at));
  const part = products.length + names.length > 0 ? undefined : partOfName(behind);
  const texts = [...products.map(({ tags, text }) => String(tags.get('product') ?? text)), ...names.map(textOf)];
  const found = part ? [part.text] : texts;
  // Nobody knows what is to be left out, so that the rest is none to act on.
  if (found.length === 0) return { args: {}, used: [], doubtful: true };
  const used = [...signs, ...products, ...names.flatMap((run) => run.parts), ...(part?.parts ?? [])];
  return { args: { except: found.length === 1 ? found[0] : found }, used };
});

/** "Except", or "but not". */
const signsIn = ({ parts, free }: SlotInput): readonly Part[] => {
  const at = parts.findIndex(
    (part, i) => canMean(part, 'except') || (canMean(part, 'but') && couldBe(parts[i + 1], 'not')),
  );
  const sign = parts[at];
  if (!sign || !free.includes(sign)) return [];
  return canMean(sign, 'except') ? [sign] : parts.slice(at, at + 2);
};

const couldBe = (part: Part | undefined, tag: string): boolean => part !== undefined && canMean(part, tag);

const textOf = ({ text }: { readonly text: string }): string => text;

/** "Pro", "Plan 1": everyday words by which one product is told from its family. */
const partOfName = (
  behind: readonly Part[],
): { readonly text: string; readonly parts: readonly Part[] } | undefined => {
  const end = behind.findIndex(({ tags }) => !tags.has('common') && !tags.has('number'));
  const parts = end < 0 ? behind : behind.slice(0, end);
  return parts.length === 0 ? undefined : { text: parts.map(textOf).join(' '), parts };
};

const isBehind = ({ parts }: SlotInput, [first]: readonly Part[], at: number): boolean =>
  first !== undefined && parts.indexOf(first) > at;

/** Every product, where none is named but those to leave out, and no purchases are spoken of: "all that we bought". */
export const allProducts = slot(['all'], ({ parts, free, said }) => {
  const used = free.filter((part) => canMean(part, 'all'));
  if (used.length === 0 || said['product'] !== undefined || said['offerType'] || said['newProducts'])
    return { args: {}, used };
  const isNarrowed = parts.some((part) => canMean(part, 'had-bought') || canMean(part, 'ref'));
  return isNarrowed ? { args: {}, used, doubtful: true } : { args: { all: true }, used };
});
