import type { Mail } from './mailer.ts';

/** Whom mails come from: `name <address>` or an address alone. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

const ADDRESS = /^[^\s@<>()[\],;:"\\\p{C}]+@[^\s@<>()[\],;:"\\\p{C}]+$/u;

/** Whether it is one address and nothing else, so that it cannot bring a header or a second recipient with it. */
export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** A sender as the configuration tells it; undefined where it is none. */
export const senderFrom = (text: string): Sender | undefined => {
  const [, name = '', address = text.trim()] = /^("(?:[^"\\]|\\.)*"\s*|[^<>]*)<([^<>]*)>$/s.exec(text.trim()) ?? [];
  return isAddress(address) ? { name: withoutMarks(unquoted(oneLine(name))), address } : undefined;
};

/** A name without the marks that a mail puts around one: `"Purchases, IT" <it@contoso.com>`. */
const unquoted = (name: string): string => {
  const [, inner] = /^"((?:[^"\\]|\\.)*)"$/.exec(name) ?? [];
  return inner === undefined ? name : inner.replace(/\\(.)/g, '$1').trim();
};

/** The same of those that people, shells and word processors put around a name. */
const withoutMarks = (name: string): string =>
  name.replace(/^(?:'(.+)'|[‘’‚](.+)[‘’]|[“”„](.+)[“”]|[«»](.+)[«»])$/u, '$1$2$3$4').trim();

/** A name or a subject as one line: what could end a header becomes a blank. */
const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** The mail as nodemailer wants it. Names and addresses are given apart, so that none is read as the other. */
export const messageOf = ({ to, subject, html, text, id }: Mail, from: Sender) => ({
  from,
  to: { name: oneLine(to.name), address: to.address },
  subject: oneLine(subject),
  html,
  text,
  messageId: `<${id}@${from.address.split('@')[1]}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});
