import { type ButtonData, type Card, defineCard, plain } from './card.ts';
import template from './menu.json' with { type: 'json' };

/** A line that runs a command when it is pressed. */
export interface MenuLine {
  readonly title: string;
  readonly text?: string;
  /** What to type for the same. */
  readonly example?: string;
  readonly verb: string;
  readonly data?: ButtonData;
}

export interface MenuData {
  readonly title: string;
  readonly intro: string;
  readonly lines: readonly MenuLine[];
  readonly footer?: string;
  readonly fallback: string;
}

const menuTemplate = defineCard<object>(template);

/** Something to choose from: help, the closest commands, which of several is meant. Holds any number of lines. */
export const menu = ({ title, intro, lines, footer = '', fallback }: MenuData): Card =>
  menuTemplate(
    {
      title: plain(title),
      intro: plain(intro),
      footer,
      lines: lines.map((line) => ({
        title: line.title,
        heading: plain(line.title),
        text: plain(line.text ?? ''),
        example: plain(line.example ?? ''),
        verb: line.verb,
        data: line.data ?? {},
      })),
    },
    { fallback },
  );
