import { listed, looksLikeName, OWNED, type Run, runs } from './names.ts';
import type { Part } from './sentence.ts';
import { canMean, isName, mentions } from './tags.ts';

export type Args = Readonly<Record<string, unknown>>;

/** A sentence with the words that other arguments have not taken yet. */
export interface SlotInput {
  readonly parts: readonly Part[];
  readonly free: readonly Part[];
  /** "2026-11-21" for the person who asks; without it dates that depend on it are left out. */
  readonly today: string | undefined;
  /** What the rule says already. */
  readonly said: Args;
}

/** What a slot found, and the words that it took. */
export interface SlotResult<Name extends string = string> {
  readonly args: Readonly<Partial<Record<Name, unknown>>>;
  readonly used: readonly Part[];
  /** The words may mean something else, so that no change rests on them alone. */
  readonly doubtful?: true | undefined;
}

/** Finds one argument of a command in a sentence. */
export interface Slot<Name extends string = string> {
  (input: SlotInput): SlotResult<Name>;
  /** The arguments that it can fill. */
  readonly fills: readonly Name[];
}

/** Makes a slot of a function and of the names of what it fills. */
export const slot = <Name extends string>(
  fills: readonly Name[],
  find: (input: SlotInput) => SlotResult<NoInfer<Name>>,
): Slot<Name> => Object.assign(find, { fills });

export const nothing: SlotResult<never> = { args: {}, used: [] };

/** A slot for the value that a tag of some word has. */
const slotOf = <Name extends string>(tag: string, name: Name): Slot<Name> =>
  slot([name], ({ free }) => {
    const part = free.find(({ tags }) => tags.has(tag) && tags.get(tag) !== true);
    return part ? { args: { [name]: part.tags.get(tag) } as Record<Name, unknown>, used: [part] } : nothing;
  });

export const namedSubscription = slotOf('ref', 'subscription');

/** The other way round than lists have it is no order of theirs: it is left over. */
export const sort = slot(['sort'], ({ free }) => {
  const part = free.find(({ tags }) => tags.has('sort'));
  if (!part) return nothing;
  return { args: { sort: part.tags.get('sort') }, used: free.some((each) => canMean(each, 'reversed')) ? [] : [part] };
});

export const namedLanguage = slotOf('language', 'language');
export const namedInvoice = slotOf('invoice-number', 'invoice');
export const knownProduct = slotOf('product', 'product');

/** "All" is a source only where no other is named. */
export const source = slot(['source'], ({ free }) => {
  const used = free.filter(({ tags }) => tags.has('source'));
  const [named] = [...used.filter(({ tags }) => tags.get('source') !== 'all'), ...used];
  return named ? { args: { source: named.tags.get('source') }, used } : nothing;
});

/** "All" products or users, where none is named. */
export const all = slot(['all'], ({ parts, free }) => {
  const used = free.filter((part) => canMean(part, 'all'));
  const isNamed = mentions(parts, 'product') || mentions(parts, 'ref');
  return { args: used.length > 0 && !isNamed ? { all: true } : {}, used };
});

/** Every reference. */
export const namedSubscriptions = slot(['subscriptions'], ({ free }) => {
  const used = free.filter((part) => canMean(part, 'ref'));
  return used.length === 0 ? nothing : { args: { subscriptions: used.map(({ tags }) => tags.get('ref')) }, used };
});

const couldBe = (part: Part | undefined, tag: string): boolean => part !== undefined && canMean(part, tag);

/** The reference that people move to: behind "to", one that was bought centrally, or the second one. */
export const target = slot(['target'], ({ free, parts }) => {
  const references = free.filter((part) => canMean(part, 'ref'));
  const part = references.find((each) => isBehindTo(each, parts)) ?? references.findLast(isCentral) ?? references[1];
  return part ? { args: { target: part.tags.get('ref') }, used: [part] } : nothing;
});

/** Words between "to" and a reference: "to our central Power BI C-2001". */
const NEAR = 4;

const isBehindTo = (part: Part, parts: readonly Part[]): boolean => {
  const at = parts.indexOf(part);
  const before = parts.slice(Math.max(0, at - NEAR), at);
  const link = before.findLast((each) => canMean(each, 'ref') || canMean(each, 'to') !== canMean(each, 'from'));
  return couldBe(link, 'to') && !couldBe(link, 'ref');
};

/** Nobody is moved away from what was bought centrally. */
const isCentral = ({ tags }: Part): boolean => String(tags.get('ref')).startsWith('C-');

/** Unknown words that no other argument has taken. */
export const freeRuns = ({ parts, free }: SlotInput): Run[] => {
  const untaken = new Set(free);
  return runs(parts).filter((run) => run.parts.every((part) => untaken.has(part)));
};

/** Whether somebody or something of the tenant was recognised. */
const isOf = (run: Run, tag: string): boolean => run.parts.some((part) => canMean(part, tag));

/** Unknown words that may name a thing: nobody who was recognised. */
const freeThings = (asked: SlotInput): Run[] => freeRuns(asked).filter((run) => !isOf(run, 'person'));

const standsBehind = (run: Run, ...tags: string[]): boolean => tags.some((tag) => couldBe(run.before, tag));

/** Who bought it: "by Megan", "Megan's", "what has Megan bought". */
export const purchaser = slot(['purchaser'], (asked) => {
  const isBuyer = (run: Run) =>
    run.possessive ||
    standsBehind(run, 'by') ||
    couldBe(run.after, 'got-by') ||
    (couldBe(run.before, 'be') && couldBe(run.after, 'holding')) ||
    (standsBehind(run, 'did', 'got-by') && mentions(asked.parts, 'got-by'));
  const found = freeRuns(asked);
  const known = found.find((run) => isOf(run, 'person') && mayHaveBought(run, asked));
  const run = found.find(isBuyer) ?? initialOfPurchaser(asked) ?? known;
  return run ? { args: { purchaser: run.text }, used: run.parts } : nothing;
});

/** Somebody who is named in a list's sentence: not whom something is bought for, nor who wants one thing. */
const mayHaveBought = (run: Run, { parts }: SlotInput): boolean =>
  !mentions(parts, 'ref') && !(standsBehind(run, 'for') && mentions(parts, 'buy'));

/** "by a": the beginning of a name, though it is a word. */
const initialOfPurchaser = ({ parts, free }: SlotInput): Pick<Run, 'text' | 'parts'> | undefined => {
  const [before, last] = parts.slice(-2);
  const isInitial = last?.text.length === 1 && free.includes(last) && couldBe(before, 'by');
  return isInitial ? { text: last.text, parts: [last] } : undefined;
};

/** Whose subscription a change is about: only where the words say so. */
export const owner = slot(['purchaser'], (asked) => {
  const isOwner = (run: Run) =>
    run.possessive ||
    (standsBehind(run, 'by') && (looksLikeName(run) || !mentions(asked.parts, 'ref'))) ||
    (looksLikeName(run) && (isBehindOwned(run, asked) || couldBe(run.after, 'holding')));
  const run = freeRuns(asked).find(isOwner);
  return run ? { args: { purchaser: run.text }, used: run.parts } : ownerSpokenOf(asked);
});

const THEIRS = /^(?:his|hers?|theirs?|hans|hennes|deras)$/i;

/** "Debra has left, take over her Project": whose it is was said before in the same sentence. */
const ownerSpokenOf = ({ parts, free }: SlotInput): SlotResult<'purchaser'> => {
  const theirs = free.find(({ text }) => THEIRS.test(text));
  const people = parts.filter((part) => canMean(part, 'person'));
  const [only] = people;
  if (!theirs || !only || people.length > 1 || parts.indexOf(only) > parts.indexOf(theirs)) return nothing;
  return { args: { purchaser: String(only.tags.get('person')) }, used: [only, theirs] };
};

/** "The subscription of Isaiah". */
const isBehindOwned = ({ parts: [first] }: Run, { parts }: SlotInput): boolean => {
  const [owned, link] = first ? parts.slice(0, parts.indexOf(first)).slice(-2) : [];
  return couldBe(link, 'for') && couldBe(owned, 'subscription');
};

/** People to give to or take from; several names become a list with commas. */
export const people = slot(['people'], (asked) => {
  const isClear = ['ref', 'product', 'license'].some((tag) => mentions(asked.parts, tag));
  const named = freeRuns(asked).filter((run) => looksLikeName(run) || (isClear && isAddressed(run)));
  const myself = asked.free.filter((part) => canMean(part, 'self')).map((part) => ({ text: part.text, parts: [part] }));
  const at = ({ parts: [first] }: Pick<Run, 'parts'>) => (first ? asked.parts.indexOf(first) : 0);
  const found = [...named, ...myself].sort((a, b) => at(a) - at(b));
  if (found.length === 0) return nothing;
  return { args: { people: listed(found) }, used: found.flatMap((run) => run.parts) };
});

/** Words in front of the people that something is given to or taken from. */
const BEFORE_PEOPLE = [
  ...['to', 'from', 'for', 'by', 'and', 'users', 'people', 'polite', 'able', 'ref', 'product', 'license', 'access'],
  ...['assign', 'unassign', 'give', 'add', 'remove', 'take', 'end', 'away', 'show'],
];

/** Whether small letters, too, can be somebody's name here. */
const isAddressed = ({ before, parts: [first] }: Run): boolean =>
  before === undefined || (!/[.!?;]/.test(first?.gap ?? '') && isBehindAddress(before));

const isBehindAddress = (before: Part): boolean => isName(before) || BEFORE_PEOPLE.some((tag) => canMean(before, tag));

/** Whether an unknown word stands where a name is expected, and not anywhere in a sentence. */
const isPlaced = (run: Run): boolean =>
  looksLikeName(run) ||
  standsBehind(run, 'for', 'by', 'did', ...OWNED, 'audit') ||
  OWNED.some((tag) => couldBe(run.after, tag));

/** A known product, or what stands in its place. */
export const askedProduct = slot(['product'], (asked) => {
  const known = knownProduct(asked);
  const run = freeThings(asked).find(isPlaced);
  if (known.used.length > 0 || !run) return known;
  const { text, parts } = withPlan(run, asked);
  return { args: { product: text }, used: parts };
});

/** A known product, or else whatever is left: every tenant has products of its own. */
export const product = slot(['product'], (asked) => {
  const known = knownProduct(asked);
  if (known.used.length > 0) return known;
  const [run, ...others] = freeThings(asked);
  if (!run) return nothing;
  const text = withPlan(run, asked);
  const doubtful = others.length > 0 || !looksLikeName(run);
  return { args: { product: text.text }, used: text.parts, doubtful: doubtful ? (true as const) : undefined };
});

/** "Acme Plan 2": a number may end a product's name. */
const withPlan = (run: Run, { free }: SlotInput): { text: string; parts: readonly Part[] } => {
  const { after } = run;
  if (!after?.tags.has('number') || !free.includes(after) || !/\bplan$/i.test(run.text)) return run;
  return { text: `${run.text}${after.gap}${after.text}`, parts: [...run.parts, after] };
};

/** Whose acts are looked for. */
export const person = slot(['person'], (asked) => {
  const found = freeRuns(asked);
  const run = found.find((each) => isOf(each, 'person')) ?? found.find(isPlaced);
  return run ? { args: { person: run.text }, used: run.parts } : nothing;
});

/** The organization to act for; "myself" is one's own. Where the rule says which, another that is named is the one to leave. */
export const customer = slot(['customer'], (asked) => {
  const self = asked.free.filter((part) => canMean(part, 'myself'));
  const found = freeRuns(asked);
  const run = found.find((each) => isOf(each, 'customer')) ?? found[0];
  const isTheirs = run !== undefined && standsBehind(run, 'to', 'for') && self.every((part) => canMean(part, 'me'));
  if (self.length > 0 && !isTheirs) return { args: { customer: 'myself' }, used: self };
  if (!run) return nothing;
  return { args: asked.said['customer'] === undefined ? { customer: run.text } : {}, used: run.parts };
});

/** How many: a number, what was written instead of one ("1.5", "many"), or "a license". */
export const quantity = slot(['quantity'], ({ free, parts }) => {
  const number = free.find((part) => canMean(part, 'number')) ?? freeArticle(free, parts);
  return number ? { args: { quantity: countIn(number) }, used: [number] } : nothing;
});

const countIn = ({ tags, text }: Part): number | string => {
  const said = tags.get('number') ?? tags.get('article');
  return typeof said === 'number' ? said : text;
};

/** "minska med en". */
const isAmountAtEnd = (part: Part, parts: readonly Part[]): boolean => {
  const [before, last] = parts.slice(-2);
  return last === part && before !== undefined && (canMean(before, 'by') || canMean(before, 'for'));
};

/** "a" before "license", with a product between them or not. */
const freeArticle = (free: readonly Part[], parts: readonly Part[]): Part | undefined =>
  free.find((part) => {
    if (!part.tags.has('article')) return false;
    const [next, afterNext] = parts.slice(parts.indexOf(part) + 1);
    const counted = next?.tags.has('product') ? afterNext : next;
    return counted ? counted.tags.has('license-one') : isAmountAtEnd(part, parts);
  });

/**
 * A number behind "to" is the new total; else it is what is added or taken, where the rule says which. What is no
 * number is passed as the total, which is refused with a reason.
 */
export const newQuantity = slot(['quantity', 'change'], (asked) => {
  const { args, used } = quantity(asked);
  const [part] = used;
  if (!part) return { args: { change: undefined }, used: [] };
  const before = asked.parts[asked.parts.indexOf(part) - 1];
  const sign = asked.said['change'];
  const { quantity: said } = args;
  const isTotal = typeof sign !== 'number' || typeof said !== 'number' || couldBe(before, 'to');
  return isTotal ? { args: { change: undefined, quantity: said }, used } : { args: { change: sign * said }, used };
});
