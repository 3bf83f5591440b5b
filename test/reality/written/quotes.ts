import { html, type WrittenMessage } from './message.ts';

const reply = (preview: string) =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1783379480258">\r\n<strong itemprop="mri" itemid="28:bot">bot</strong><span itemprop="time" itemid="1783379480258"></span>\r\n<p itemprop="preview">${preview}</p>\r\n</blockquote>\r\n`;
const forward = (body: string) =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Forward" itemid="1783379480258"><p>${body}</p></blockquote>`;
const REPLIES = 'https://github.com/openclaw/openclaw/pull/101856';
const NORMALIZED = 'https://github.com/openclaw/openclaw/issues/102376';
const PLACEHOLDERS = 'https://github.com/microsoft/teams.ts/pull/482';

export const QUOTES: readonly WrittenMessage[] = [
  {
    what: 'a placeholder before the words',
    report: PLACEHOLDERS,
    activity: { text: '<quoted messageId="1790000000001"/> unused licenses' },
    words: 'unused licenses',
  },
  {
    what: 'a placeholder behind the words, with a space in it',
    report: PLACEHOLDERS,
    activity: { text: 'unused licenses <quoted messageId="1790000000001" />' },
    words: 'unused licenses',
  },
  {
    what: 'two placeholders, each with words behind it',
    report: 'https://github.com/microsoft/teams.net/pull/389',
    activity: { text: '<quoted messageId="a"/> spend <quoted messageId="b"/> last month' },
    words: 'spend last month',
  },
  {
    what: 'a placeholder that is not closed',
    report: PLACEHOLDERS,
    activity: { text: '<quoted messageId="1790000000001"> unused licenses' },
    words: 'unused licenses',
  },
  {
    what: 'a placeholder with what it quotes inside',
    report: PLACEHOLDERS,
    activity: { text: '<QUOTED messageid="7">cancel S-1001</QUOTED>\r\ncapacity' },
    words: 'capacity',
  },
  {
    what: 'a block of the reply schema, in the text itself',
    report: 'https://github.com/microsoft/teams.ts/pull/206',
    activity: { text: `${reply('cancel S-1001')}capacity`, textFormat: 'xml' },
    words: 'capacity',
  },
  {
    what: 'the quote in the text without a sign, and a block in the HTML',
    report: NORMALIZED,
    activity: {
      text: 'cancel S-1001\r\n\r\ncapacity',
      attachments: [html(`${reply('cancel S-1001')}<p>capacity</p>`)],
    },
    words: 'capacity',
  },
  {
    what: 'the words in the text, and nothing but the block in the HTML',
    report: REPLIES,
    activity: { text: 'capacity', attachments: [html(reply('cancel S-1001'))] },
    words: 'capacity',
  },
  {
    what: 'a block whose HTML stands in an object',
    report: NORMALIZED,
    activity: { text: 'You asked\nspend', attachments: [html({ body: `${reply('You asked')}<div>spend</div>` })] },
    words: 'spend',
  },
  {
    what: 'a quote of 30,000 characters',
    report: REPLIES,
    activity: { text: `${'x '.repeat(15_000)}spend`, attachments: [html(`${reply('x '.repeat(15_000))}<p>spend</p>`)] },
    words: 'spend',
  },
  {
    what: 'a quote in a quote',
    report: REPLIES,
    activity: {
      text: 'spend',
      attachments: [
        html(
          `<div><blockquote itemtype="http://schema.skype.com/Reply">a<blockquote>b</blockquote>c</blockquote>spend</div>`,
        ),
      ],
    },
    words: 'spend',
  },
  {
    what: 'a reference to the message beside the words',
    report: PLACEHOLDERS,
    activity: {
      text: 'spend',
      attachments: [{ contentType: 'messageReference', content: '{"messagePreview":"cancel S-1001"}' }],
    },
    words: 'spend',
  },
  {
    what: 'a forwarded message below the words',
    report: 'https://github.com/openclaw/openclaw/pull/102379',
    activity: {
      text: 'requests\r\n\r\ncancel S-1001',
      attachments: [html(`<p>requests</p>${forward('cancel S-1001')}`)],
    },
    words: 'requests',
  },
  {
    what: 'a forwarded message alone, its body in the text',
    report: 'https://github.com/openclaw/openclaw/pull/102379',
    activity: { text: 'cancel S-1001', attachments: [html(forward('cancel S-1001'))] },
    words: '',
    without: 'forwarded',
  },
  {
    what: 'a forwarded message alone, as a placeholder',
    report: 'https://github.com/Azure/azure-sdk-tools/issues/16717',
    activity: {
      text: '<attachment id="1786399119244"></attachment>',
      attachments: [{ id: '1786399119244', contentType: 'forwardedMessageReference', content: '{}' }],
    },
    words: '',
    without: 'forwarded',
  },
];
