import { fold } from '../../../../../services/text/normal-form.ts';
import { type Naming, type Sentence, withInPlaceOf } from '../../../../understanding/dialogue/sentence.ts';
import type { CommandContext } from '../../../command.ts';
import type { Named, Said } from '../../said.ts';
import { unlessRefused } from '../../words-for.ts';

/** "What about plan 1?", after Visio Plan 2: the sentence with the whole name of another product of the same family. */
export const withSibling = async ({
  utterance: { rest },
  dialogue,
  context,
  names: namesOf,
}: Said): Promise<Sentence | undefined> => {
  const words = fold(rest.text.replace(/[?!.]+$/, '').replace(/^(?:the|den) /i, ''));
  const isNamed = rest.mentions.some(({ exact }) => exact);
  if (isNamed || !/[a-z]{2}/.test(words) || words.split(' ').length > MOST_WORDS) return undefined;
  const names = await namesOf(dialogue.focus.slice(0, dialogue.recent));
  for (const { words: name, names: named } of names) {
    const sibling = named?.kind === 'product' ? await siblingOf(name, words, context) : undefined;
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
  if (known?.names?.kind !== 'product') return [];
  for (const { 0: text, index: from } of plain.text.matchAll(ENDINGS)) {
    const sibling = await siblingOf(known.words, fold(text), context);
    if (!sibling) continue;
    const name: Naming = { words: sibling.name, names: { kind: 'product', meant: [sibling] } };
    return [{ sentence: withInPlaceOf(plain, { from, to: from + text.length }, name), names: [name] }];
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
