import { fold } from '../../../../../services/text/normal-form.ts';
import { referencesIn } from '../../../../understanding/dialogue/references.ts';
import { type Naming, type Sentence, type Span, withInPlaceOf } from '../../../../understanding/dialogue/sentence.ts';
import type { CommandContext } from '../../../command.ts';
import type { Named, Said } from '../../said.ts';
import { unlessRefused } from '../../words-for.ts';

/** "What about plan 1?", after Visio Plan 2: the sentence with the whole name of another product of the same family. */
export const withSibling = async (said: Said): Promise<Sentence | undefined> => {
  const { dialogue, context, names: namesOf } = said;
  const { rest } = said.utterance;
  const words = fold(rest.text.replace(/[?!.]+$/, '').replace(/^(?:the|den) /i, ''));
  const [numbered] = rest.text.includes(' ') ? [] : await withSiblingWithin({ ...said, plain: rest });
  if (numbered) return numbered.sentence;
  const isNamed = rest.mentions.some(({ exact }) => exact);
  if (isNamed || !/[a-z]{2}/.test(words) || words.split(' ').length > MOST_WORDS) return undefined;
  const names = await namesOf(dialogue.focus.slice(0, dialogue.recent));
  for (const { words: name, names: named } of names) {
    const sibling =
      named?.kind === 'product' ? await siblingOf(name, words, context) : await memberOf(name, words, context);
    if (sibling)
      return withInPlaceOf(
        rest,
        { from: 0, to: rest.text.length },
        { words: sibling.name, names: { kind: 'product', meant: [sibling] } },
      );
  }
  return undefined;
};

/** "How much is plan 2?", after Visio Plan 1: the sentence with the whole name in the place of its ending. */
export const withSiblingWithin = async ({ plain, dialogue, context, names: namesOf }: Said): Promise<Named[]> => {
  const [thing] = dialogue.focus.slice(0, dialogue.recent).filter(({ kind }) => kind === 'product');
  if (!thing || plain.mentions.some(({ exact }) => exact)) return [];
  const [known] = await namesOf([thing]);
  if (!known) return [];
  const among = known.names?.kind === 'product' ? siblingOf : memberOf;
  for (const { ending, ...place } of endingsIn(plain, known.words)) {
    const sibling = await among(known.words, fold(ending), context);
    if (!sibling) continue;
    const name: Naming = { words: sibling.name, names: { kind: 'product', meant: [sibling] } };
    return [{ sentence: withInPlaceOf(plain, place, name), names: [name] }];
  }
  return [];
};

/** The same of any sentence, with the whole names of all siblings in it: "Plan 1 will do". */
export const withSiblingsWithin = async (sentence: Sentence, said: Said): Promise<Sentence> => {
  const named = await withSiblingWithin({ ...said, plain: sentence });
  return named[0]?.sentence ?? sentence;
};

/** How names of a family differ: by a word and a number. */
const ENDINGS = /\b\p{L}{3,} \d\b/gu;

/** Where a sentence has such an ending, or its number alone: "ettan". */
const endingsIn = (sentence: Sentence, name: string): (Span & { readonly ending: string })[] => {
  const written = [...sentence.text.matchAll(ENDINGS)].map(({ 0: ending, index: from }) => ({
    ...{ ending, from, to: from + ending.length },
  }));
  const [, word = 'plan'] = /(\p{L}+) \d$/u.exec(name) ?? [];
  const numbered = referencesIn(sentence).flatMap(({ from, to, meant: [meant] }) => {
    const isWord = !sentence.text.slice(from, to).includes(' ');
    return meant?.kind === 'position' && meant.at >= 0 && isWord
      ? [{ ending: `${word} ${meant.at + 1}`, from, to }]
      : [];
  });
  return [...written, ...numbered];
};

/** Whether a number alone names a sibling, and no list stands there that it could count. */
export const namesSibling = async (said: Said): Promise<boolean> => {
  const { dialogue, utterance } = said;
  if (dialogue.choosing || dialogue.items.length > 1) return false;
  return (await withSiblingWithin({ ...said, plain: utterance.rest })).length > 0;
};

/** The one of several products that something can be called by, of which a part of the name is said: "the per user". */
const memberOf = async (said: string, words: string, { actor, commerce }: CommandContext) => {
  const family = (await unlessRefused(commerce.findProducts(actor, said))) ?? [];
  const [member, ...others] = family.filter(({ name }) => ` ${fold(name)} `.includes(` ${words} `));
  return others.length === 0 && words !== fold(said) && family.length > 1 ? member : undefined;
};

/** The one product that is called as the other is, but for how its name ends. */
const siblingOf = async (name: string, words: string, { actor, commerce }: CommandContext) => {
  const family = (await unlessRefused(commerce.findProducts(actor, name.split(' ')[0] ?? ''))) ?? [];
  const [sibling, ...others] = family.filter((product) => {
    const called = fold(product.name);
    const at = ` ${called} `.indexOf(` ${words} `);
    return at > 0 && called !== fold(name) && fold(name).startsWith(called.slice(0, at));
  });
  return others.length === 0 ? sibling : undefined;
};

/** "The other plan": of a family of two products the one that was not spoken of. */
export const otherProduct = async ({ dialogue: { focus }, context, names }: Said): Promise<Naming[]> => {
  const named = await names(focus.filter(({ kind }) => kind === 'product').slice(0, 1));
  const [{ words: name } = { words: '' }] = named;
  const family = (await unlessRefused(context.commerce.findProducts(context.actor, name.split(' ')[0] ?? ''))) ?? [];
  const others = family.filter((product) => product.name !== name);
  const [other] = others;
  return family.length === 2 && others.length === 1 && other
    ? [{ words: other.name, names: { kind: 'product', meant: [other] } }]
    : [];
};

const MOST_WORDS = 4;
