import { type Card, inOneLine, plain } from './card.ts';

/** The card with a word on top of it: why what was pressed has not been done. */
export const withWarning = (card: Card, { title, text }: { title: string; text: string }): Card => ({
  ...card,
  fallbackText: inOneLine([title, text, card.fallbackText]),
  body: [
    {
      type: 'Container',
      style: 'warning',
      items: [
        { type: 'TextBlock', text: plain(title), weight: 'Bolder', wrap: true },
        { type: 'TextBlock', text: plain(text), spacing: 'None', wrap: true },
      ],
    },
    ...card.body,
  ],
});

/** The card with a small line on top of it, for what one should know when reading it. */
export const withNote = (card: Card, text: string): Card => ({
  ...card,
  fallbackText: inOneLine([text, card.fallbackText]),
  body: [{ type: 'TextBlock', text: plain(text), isSubtle: true, size: 'Small', wrap: true }, ...card.body],
});

/** The card with the name of the organization that it is about, for those who act for several. */
export const withBanner = (card: Card, text: string): Card => ({
  ...card,
  body: [
    { type: 'TextBlock', text: plain(text), color: 'Accent', weight: 'Bolder', size: 'Small', wrap: true },
    ...card.body,
  ],
});
