import { type Button, type ButtonData, type Card, defineCard, inOneLine, type LinkButton, plain } from './card.ts';
import template from './text-card.json' with { type: 'json' };

export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** A line that runs a command when it is pressed. */
export interface Line {
  readonly title: string;
  readonly text?: string;
  /** What to type for the same. */
  readonly example?: string;
  readonly verb: string;
  readonly data?: ButtonData;
}

export type Tone = 'Good' | 'Attention' | 'Default';

/**
 * The colour of a text by what it tells. Clients draw the schema's `Good` in a green of 2.07:1 on white, which few can read:
 * what is well stands in the colour of the text, and its words say so.
 */
export const colorOf: Readonly<Record<Tone, 'Attention' | 'Default'>> = {
  Good: 'Default',
  Attention: 'Attention',
  Default: 'Default',
};

/** A question, a receipt, or anything else made of words, facts and fields. All texts are plain: they are escaped here. */
export interface TextCardData {
  readonly title: string;
  /** How things stand, in one coloured line. (Clients draw `Warning` in a yellow that nobody can read on white.) */
  readonly status?: { readonly text: string; readonly tone: Tone };
  /** A paragraph each. */
  readonly text?: readonly string[];
  /** What one must not miss, set apart. */
  readonly warnings?: readonly string[];
  readonly facts?: readonly Fact[];
  readonly sections?: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly lines?: readonly Line[];
  readonly footer?: string;
  /** Elements of `charts.ts`. */
  readonly charts?: readonly object[];
  /** Elements of `inputs.ts`. */
  readonly inputs?: readonly object[];
  /** The card in one sentence, where title, status and text together do not say it. */
  readonly fallback?: string;
}

const textCardTemplate = defineCard<object>(template);

/** The card for a question with its consequences, for the receipt that takes its place, and for things to choose from. */
export const textCard = (data: TextCardData, buttons: readonly (Button | LinkButton)[] = []): Card => {
  const {
    title,
    status,
    text = [],
    warnings = [],
    facts = [],
    sections = [],
    lines = [],
    footer,
    charts = [],
    inputs = [],
  } = data;
  return textCardTemplate(
    {
      title: plain(title),
      status: status ? [{ text: plain(status.text), tone: colorOf[status.tone] }] : [],
      text: text.map(plain),
      warnings: warnings.map(plain),
      facts: facts.map(({ title, value }) => ({ title: plain(title), value: plain(value) })),
      sections: sections.map(({ title, lines }) => ({ title: plain(title), lines: lines.map(plain) })),
      lines: lines.map(lineOf),
      footer: footer ? [plain(footer)] : [],
    },
    {
      fallback: data.fallback ?? inOneLine([title, status?.text, ...text]),
      buttons,
      elements: [...charts, ...inputs],
    },
  );
};

const lineOf = ({ title, text = '', example = '', verb, data = {} }: Line) => ({
  // A name for the press, which is plain already.
  title,
  heading: plain(title),
  text: plain(text),
  example: plain(example),
  verb,
  data,
});
