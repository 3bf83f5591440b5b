import type { ButtonData } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import { Refusal } from '../refusals/refusal.ts';

/** A command to run again with what was chosen. */
export interface Again {
  readonly verb: string;
  readonly data?: ButtonData;
}

/** Lines that a chooser has room for. */
export const MOST_LINES = 25;

/** A chooser with the first of these lines: a card has no room for a large catalogue. */
export const which = (lines: readonly Line[]): Refusal =>
  new Refusal({ code: 'which', lines: lines.slice(0, MOST_LINES) });
