import { Template } from 'adaptivecards-templating';

/** A finished Adaptive Card: plain JSON, schema 1.5. */
export interface Card {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  /** What a client that cannot show the card says instead; also the notification text. */
  readonly fallbackText: string;
  readonly body: readonly unknown[];
  readonly actions?: readonly unknown[];
  readonly [property: string]: unknown;
}

/** Ids and choices that a button sends back. Never the thing itself: whoever receives it loads the truth again. */
export type ButtonData = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A button that runs a command, as if its sentence had been typed. */
export interface Button {
  readonly title: string;
  /** The command's name. */
  readonly verb: string;
  readonly data?: ButtonData;
  /** Inputs of the card to send along; none unless told. */
  readonly sendsInputs?: boolean;
  /** How it is drawn: as what does the thing that the card is about, or as what takes something away for good. */
  readonly style?: 'positive' | 'destructive' | undefined;
  /** Beside the point: clients keep it behind "…" where they can. */
  readonly isMinor?: boolean;
  /** It leads to the list that the person came from, where they came from one. */
  readonly isBack?: true;
}

/** A button that opens a page in the browser. */
export interface LinkButton {
  readonly title: string;
  readonly url: string;
}

/** A list without the entries that do not apply, such as `[isUnpaid && payButton, closeButton]`. */
export const present = <Entry extends object>(entries: readonly (Entry | false | null | undefined | '')[]): Entry[] =>
  entries.filter((entry) => typeof entry === 'object' && entry !== null);

/** Microsoft Teams shows six primary actions at most: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards */
export const MAX_BUTTONS = 6;

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json';

/** What a card has beside its template. */
export interface CardParts {
  /** The card in one plain sentence. */
  readonly fallback: string;
  readonly buttons?: readonly (Button | LinkButton)[];
  /** Charts and fields, made in `charts.ts` and `inputs.ts`; they stand at the end of the body. */
  readonly elements?: readonly object[];
}

/**
 * Makes a card builder from a template, which is compiled here, once. The builder expands it over plain data; buttons past
 * the sixth are left out.
 */
export const defineCard = <Data extends object>(template: { readonly body: readonly unknown[] }) => {
  const compiled = new Template(template);
  return (data: Data, { fallback, buttons = [], elements = [] }: CardParts): Card => {
    const expanded = compiled.expand({ $root: data }) as { body: readonly unknown[]; actions?: readonly unknown[] };
    const actions = [
      ...buttons.slice(0, MAX_BUTTONS - (expanded.actions?.length ?? 0)).map(actionOf),
      ...(expanded.actions ?? []),
    ];
    return {
      ...expanded,
      body: [...expanded.body, ...elements],
      type: 'AdaptiveCard',
      $schema: SCHEMA,
      version: '1.5',
      fallbackText: fallback,
      actions: actions.length > 0 ? actions : undefined,
    };
  };
};

const actionOf = (button: Button | LinkButton) =>
  'url' in button
    ? { type: 'Action.OpenUrl', title: undirected(button.title), url: button.url }
    : executeAction(button);

/** Marks the button that leads to the list somebody came from. */
export const BACK_ID = 'back';

const executeAction = ({ title, verb, data = {}, sendsInputs = false, style, isMinor, isBack }: Button) => ({
  type: 'Action.Execute',
  title: undirected(title),
  verb,
  data,
  ...(isBack && { id: BACK_ID }),
  ...(style && { style }),
  ...(isMinor && { mode: 'secondary' }),
  associatedInputs: sendsInputs ? 'auto' : 'none',
});

/** What a row that is pressed is called for whoever hears it: what the press does, and all that the row shows. */
export const rowName = (press: string, shown: readonly string[]): string =>
  undirected([press, ...shown.filter((text) => text !== '')].join(', '));

/** Some texts as one, for a reader who sees no card. */
export const inOneLine = (texts: readonly (string | undefined)[]): string =>
  texts
    .filter((text) => text)
    .map((text, index, all) => (index < all.length - 1 && !/[.!?…:]$/.test(text ?? '') ? `${text}.` : text))
    .join(' ');

/** Marks that turn the direction of what follows, and with it what a name seems to be. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [ISOLATE, END] = ['\u2068', '\u2069'];
/** A brace that begins no date of the client's, such as DATE(…) between two: what follows it takes no room. */
const LONE_BRACE = '{\u2060';

/** A title with somebody else's text in it, which turns the direction of nothing. */
export const undirected = (title: string): string => title.replace(DIRECTION, '');

/**
 * Text of somebody else's making for a place that reads markdown (TextBlock, Fact): shown as it is written, no links, no
 * emphasis, no lists, and what is written from right to left moves nothing around it. Not for titles of buttons and
 * choices, which are plain already.
 */
export const plain = (text: string): string => {
  const shown = undirected(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\\`*_[\]<>~#|]/g, '\\$&')
    .replace(/\{(?=\{)/g, LONE_BRACE)
    .replace(/^(\s*\d*)([-+.)])/, '$1\\$2');
  return RIGHT_TO_LEFT.test(shown) ? ISOLATE + shown + END : shown;
};
