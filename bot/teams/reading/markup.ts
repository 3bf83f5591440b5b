import { Parser } from 'htmlparser2';

/** What somebody has written in Teams' markup. */
export interface Markup {
  /** In their own words, a line for each paragraph. */
  readonly own: string;
  /** What they quote, in its own lines. */
  readonly quoted: string;
  /** Whether they forward what somebody else has written. */
  readonly forwards: boolean;
}

/** Elements whose content the writer has not written, besides blocks of Skype's schema. */
const FOREIGN: ReadonlySet<string> = new Set(['quoted', 'attachment', 'emoji', 'script', 'style', 'title']);
const LINES: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'pre']);

/** What Teams calls a quoted reply, a forwarded message and a mention: http://schema.skype.com/… */
const schemaOf = ({ itemtype = '' }: Attributes): string | undefined =>
  /^https?:\/\/schema\.skype\.com\/(\w+)\/?$/i.exec(itemtype)?.[1]?.toLowerCase();

/** Characters of markup that are read; a message of Teams has no more of them. */
export const LONGEST_MARKUP = 60_000;

type Attributes = Readonly<Record<string, string>>;

type Part = 'own' | 'quoted' | 'mention';

const partOf = (element: string, attributes: Attributes): Part | undefined => {
  const schema = schemaOf(attributes);
  if (FOREIGN.has(element) || schema === 'reply' || schema === 'forward') return 'quoted';
  return element === 'at' || schema === 'mention' ? 'mention' : undefined;
};

/**
 * Reads Teams' HTML in one pass: quotes and forwarded messages apart, mentions by their names, emoji as themselves. A
 * placeholder that is never closed hides nothing.
 * @param isBot whether a mentioned name is the bot's own, which is left out
 */
export const readMarkup = (markup: string, isBot: (name: string) => boolean): Markup => {
  const texts = { own: '', quoted: '', mention: '' };
  const open: { readonly part: Part; readonly began: number }[] = [];
  let forwards = false;
  const part = (): Part => open.at(-1)?.part ?? 'own';
  const write = (text: string) => {
    texts[part()] += text;
  };
  const closeMention = () => {
    const name = texts.mention;
    texts.mention = '';
    write(isBot(name) ? ' ' : name);
  };
  const parser = new Parser(
    {
      onopentag(element, attributes) {
        const inherited = part();
        if (schemaOf(attributes) === 'forward') forwards = true;
        if (LINES.has(element)) write('\n');
        if (element === 'emoji' || schemaOf(attributes) === 'emoji') write(attributes['alt'] ?? '');
        const inside = inherited === 'quoted' ? inherited : (partOf(element, attributes) ?? inherited);
        open.push({ part: inside, began: texts.quoted.length });
      },
      ontext: write,
      onclosetag(element, implied) {
        const closed = open.pop();
        if (closed?.part === 'mention' && part() !== 'mention') closeMention();
        if (element === 'quoted' && implied && closed) {
          write(texts.quoted.slice(closed.began));
          texts.quoted = texts.quoted.slice(0, closed.began);
        }
        if (LINES.has(element)) write('\n');
      },
    },
    { recognizeSelfClosing: true },
  );
  parser.end(markup);
  return { own: texts.own, quoted: texts.quoted, forwards };
};

/** Elements that Teams puts into a plain text; any other angle bracket there was written by somebody. */
const PLAIN = /<(?!\/?(?:at|quoted|blockquote|attachment|emoji|span|strong|p)\b)/gi;

/** The same of a text that is plain but for Teams' own placeholders. */
export const readPlain = (text: string, isBot: (name: string) => boolean): Markup =>
  text.length > LONGEST_MARKUP
    ? { own: text, quoted: '', forwards: false }
    : readMarkup(text.replace(PLAIN, '&lt;'), isBot);
