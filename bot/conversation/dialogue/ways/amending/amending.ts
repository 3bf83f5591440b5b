import type { Step } from '../../../../../services/conversations/dialogues.ts';
import { type Amendment, amendmentIn, type Moved, type Sense } from '../../../../understanding/dialogue/amendment.ts';
import { type Begun, together } from '../../../../understanding/dialogue/continuation.ts';
import { isSpokenCommand } from '../../../../understanding/grammar/core/lexicon.ts';
import type { Args } from '../../../../understanding/grammar/core/slots.ts';
import { commandNamed } from '../../../command.ts';
import { nameSomething } from '../../remembering/focus.ts';
import type { Found, Said } from '../../said.ts';
import { asked } from '../asking.ts';
import { begunBy } from '../going-on.ts';
import { withSiblingsWithin } from '../pointing/siblings.ts';
import { listMoved } from './moving.ts';

/** What a change takes from somebody, or shuts. */
export const senseOf = ({ command, args }: Step): Sense =>
  command === 'unassign' || args['value'] === 'Disabled' || args['decision'] === 'denied' ? 'taking' : 'giving';

/**
 * "Stop, only Lee, Joni keeps hers", "it's Diego who needs it", "but three are enough": what waits, with others in, without
 * some, or with another number; whatever else is said beside that.
 */
export const amended = async (said: Said): Promise<Amended | undefined> => {
  const { choosing, items } = said.dialogue;
  const waiting = asked(said.dialogue);
  if (waiting) return amendedOf(waiting, said);
  const found = choosing && items.length <= FEW ? await Promise.all(items.map((item) => amendedOf(item, said))) : [];
  const [first, ...others] = found.filter((each) => each !== undefined);
  return first && others.length > 0
    ? { ...first, others: others.flatMap(({ step }) => step ?? []), isDoubtful: true }
    : first;
};

type Amended = Pick<Found, 'step'> & Partial<Found>;

/** Few choices are amended, and asked about once more. */
const FEW = 3;

const amendedOf = async (base: Step, said: Said): Promise<Amended | undefined> => {
  const begun = beginning(base, said);
  if (!begun || isSomethingElse(base, said)) return undefined;
  const sentence = await withSiblingsWithin(said.utterance.sentence, said);
  const amendment = amendmentIn(sentence, senseOf(base));
  const isOld = (said.dialogue.waiting?.age ?? 0) > 0;
  if (!amendment || (isPlain(amendment) && isOld)) return undefined;
  const added = { ...movedIn(amendment, begun), ...numberIn(amendment, begun) };
  if (Object.keys(added).length === 0) return turned(base, amendment, said);
  const step = { command: base.command, args: { ...together(begun, added) } };
  return { step, ...(isPlain(amendment) ? { score: PLAIN } : {}) };
};

/** Of a name or a number that no word sets against what was said before. */
const PLAIN = 0.79;
const MARKS = ['only', 'not', 'swap', 'wrong', 'also', 'enough'] as const;

const isPlain = ({ moved, moves }: Amendment): boolean =>
  !moved.some(({ isOut }) => isOut) && !MARKS.some((mark) => moves.has(mark));

const beginning = ({ command: name, args }: Step, { context, dialogue, circumstances }: Said): Begun | undefined => {
  const command = commandNamed(context.commands, name);
  if (!command || !isSpokenCommand(name)) return undefined;
  const lacks = dialogue.waiting?.lacks ?? [];
  return { ...begunBy(command, args), command: name, lacks, today: circumstances.today };
};

/** A command that is said in full, and is about something else than those who were asked about. */
const isSomethingElse = ({ command, args }: Step, { alone, isWhole, circumstances: { changing } }: Said): boolean => {
  if (!isWhole || alone.kind !== 'command' || alone.command === 'close') return false;
  const { people: _, ...others } = alone.args;
  const isKin = alone.command === command || alone.command === OPPOSITES[command];
  return !changing.has(alone.command) || !isKin || nameSomething(others) || contradicts(others, args);
};

/** "And reject Raul's", after an approval was asked about: another word for what is to be done, and not only another number. */
const contradicts = (said: Args, before: Step['args']): boolean =>
  Object.entries(said).some(
    ([name, value]) => typeof value !== 'number' && before[name] !== undefined && before[name] !== value,
  );

const OPPOSITES: Readonly<Record<string, string>> = { assign: 'unassign', unassign: 'assign' };

/** "And give Pradeep one", after a license is to be taken from Lee: the contrary, of others. */
const turned = (base: Step, { moved }: Amendment, { plain, read }: Said): { step: Step } | undefined => {
  const [first] = read(plain).readings;
  const people = moved.filter(({ mention, isOut }) => mention.kind === 'person' && isOut);
  const command = OPPOSITES[base.command];
  if (people.length === 0 || command === undefined || first?.command !== command) return undefined;
  return { step: { command, args: { subscription: base.args['subscription'], people: idsOf(people).join(', ') } } };
};

const idsOf = (moved: readonly Moved[]): string[] => moved.map(({ mention }) => mention.meant[0]?.id ?? '');

/** What a number counts: as many, or as many more. */
const numberIn = ({ numbers, moves }: Amendment, { args, takes, lacks }: Begun): Args => {
  const { quantity, change } = args;
  const [number, ...others] = [...new Set(numbers)].filter(
    (each) => each !== quantity && each !== Math.abs(Number(change)),
  );
  if (number === undefined || others.length > 0 || !takes('quantity')) return {};
  if (typeof change === 'number' && !moves.has('total')) return { change: Math.sign(change) * number };
  return quantity !== undefined || change !== undefined || lacks.includes('quantity') ? { quantity: number } : {};
};

const movedIn = (amendment: Amendment, begun: Begun): Args => {
  const ofKind = (kind: string) => amendment.moved.filter(({ mention }) => mention.kind === kind);
  return {
    ...peopleMoved(ofKind('person'), amendment, begun),
    ...productsMoved(ofKind('product'), amendment, begun),
    ...oneMoved('subscription', ofKind('subscription'), begun),
    ...oneMoved('invoice', ofKind('invoice'), begun),
    ...oneMoved('customer', ofKind('customer'), begun),
  };
};

const peopleMoved = (moved: readonly Moved[], { moves }: Amendment, begun: Begun): Args => {
  if (
    begun.args['people'] === undefined &&
    (begun.takes('purchaser') || (!begun.lacks.includes('people') && !begun.ofSelf))
  )
    return begun.takes('purchaser') ? oneMoved('purchaser', moved, begun) : {};
  const before = begun.args['people'] ?? (begun.ofSelf ? 'me' : undefined);
  // A look is at those who are named, and not at others besides.
  const how = (each: Moved) => (begun.ofSeveral || each.how !== 'also' ? each.how : 'only');
  const people = listMoved(
    before,
    moved.map((each) => ({ ...each, how: how(each) })),
    moves,
  );
  return people ? { people: people.length > 0 ? people.join(', ') : undefined } : {};
};

const productsMoved = (moved: readonly Moved[], { moves }: Amendment, begun: Begun): Args => {
  const { args, command } = begun;
  if (command !== 'set-policy') return oneMoved('product', moved, begun);
  if (args['all'] || args['except'] !== undefined) {
    const except = listMoved(
      args['except'],
      moved.map((each) => ({ ...each, isOut: !each.isOut })),
      new Set(['also']),
    );
    return except ? { all: true, except } : {};
  }
  const product = listMoved(args['product'], moved, moves);
  return product && product.length > 0 ? { product: product.length === 1 ? product[0] : product } : {};
};

/** What there is only one of: the one that is named and meant to be in. */
const oneMoved = (name: string, moved: readonly Moved[], { args, takes }: Begun): Args => {
  const wanted = moved.filter(({ isOut, mention }) => !isOut && mention.meant[0]?.id !== args[name]);
  const [one, ...others] = wanted;
  const [meant, ...alternatives] = one?.mention.meant ?? [];
  return meant && others.length === 0 && alternatives.length === 0 && takes(name) ? { [name]: meant.id } : {};
};
