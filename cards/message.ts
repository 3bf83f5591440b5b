import { type Button, type Card, defineCard, plain } from './card.ts';
import template from './message.json' with { type: 'json' };

const messageTemplate = defineCard<object>(template);

/** A short word from the bot, and where to go from there. */
export const message = (
  { title, text = '' }: { title: string; text?: string },
  buttons: readonly Button[] = [],
): Card =>
  messageTemplate(
    { title: plain(title), text: plain(text) },
    { fallback: [title, text].filter(Boolean).join('. '), buttons },
  );
