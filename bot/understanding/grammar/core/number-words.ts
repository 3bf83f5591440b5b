import type { Ways } from './vocabulary.ts';

type Names = Readonly<Record<number, string>>;

/** How a language puts numbers together: its tens, its ones, what joins them, and its word for a hundred. */
export interface NumberSpelling {
  readonly tens: Names;
  readonly ones: Names;
  readonly hundred: string;
  /** "twentyone", besides "twenty one". */
  readonly isJoined: boolean;
}

const joinedOrNot = (first: string, second: string, isJoined: boolean): string[] => [
  `${first} ${second}`,
  ...(isJoined ? [`${first}${second}`] : []),
];

/** The numbers that are said with two words: 21 to 99, and 200 to 900. */
export const numberWords = ({ tens, ones, hundred, isJoined }: NumberSpelling): Readonly<Record<string, Ways>> =>
  Object.fromEntries([
    ...Object.entries(tens).flatMap(([ten, first]) =>
      Object.entries(ones).map(
        ([one, second]) => [Number(ten) + Number(one), joinedOrNot(first, second, isJoined)] as const,
      ),
    ),
    ...Object.entries(ones)
      .filter(([one]) => one !== '1')
      .map(([one, first]) => [Number(one) * 100, joinedOrNot(first, hundred, isJoined)] as const),
  ]);
