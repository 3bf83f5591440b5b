import { html, type WrittenMessage } from './message.ts';

const HTML = 'https://github.com/MicrosoftDocs/msteams-docs/issues/3960';

export const SHAPES: readonly WrittenMessage[] = [
  {
    what: 'HTML without a text',
    report: HTML,
    activity: { text: undefined, attachments: [html('<div><div>my <strong>licenses</strong></div></div>')] },
    words: 'my licenses',
  },
  {
    what: 'HTML beside the text',
    report: 'https://github.com/MicrosoftDocs/msteams-docs/issues/6040',
    activity: { text: 'my licenses', attachments: [html('<p>my licenses</p>')] },
    words: 'my licenses',
  },
  {
    what: 'HTML that is empty',
    report: 'https://github.com/microsoft/botbuilder-dotnet/issues/6710',
    activity: { text: 'spend', attachments: [html('')] },
    words: 'spend',
  },
  {
    what: 'paragraphs and a list',
    report: HTML,
    activity: {
      text: ' ',
      attachments: [html('<p>assign S-1001 to</p><ul><li>Lee Gu</li><li>Joni&nbsp;Sherman</li></ul>')],
    },
    words: 'assign S-1001 to\nLee Gu\nJoni Sherman',
  },
  {
    what: 'ends of lines and spaces of many kinds',
    report: 'https://github.com/microsoft/botframework-sdk/issues/2566',
    activity: { text: '\u00a0my\u202flicenses\r\n\u2028' },
    words: 'my licenses',
  },
  {
    what: 'an apostrophe in code',
    report: 'https://github.com/microsoft/botframework-sdk/issues/1880',
    activity: { text: 'who has Lee&#39;s licenses' },
    words: "who has Lee's licenses",
  },
  {
    what: 'angle brackets that somebody wrote',
    report: HTML,
    activity: { text: 'spend < 5 <b> & > 3' },
    words: 'spend < 5 <b> & > 3',
  },
  {
    what: 'a file alone',
    report: 'https://github.com/microsoft/botbuilder-js/issues/4539',
    activity: {
      text: undefined,
      attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }],
    },
    words: '',
    without: 'file',
  },
  {
    what: 'a pasted picture',
    report: 'https://github.com/microsoft/botframework-sdk/issues/6560',
    activity: {
      attachments: [
        { contentType: 'image/*', contentUrl: 'https://x' },
        html('<p><img itemscope="image/png" src="https://x" alt="image"></p>'),
      ],
    },
    words: '',
    without: 'file',
  },
  {
    what: 'a recording',
    report: 'https://github.com/MicrosoftDocs/msteams-docs/issues/1805',
    activity: {
      text: '',
      attachments: [{ contentType: 'application/vnd.microsoft.card.audio', content: '{"duration":"PT13S"}' }],
    },
    words: '',
    without: 'file',
  },
  {
    what: 'a card alone',
    report: 'https://github.com/microsoft/BotBuilder-Samples/issues/1976',
    activity: { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }] },
    words: '',
  },
  {
    what: 'an emoji alone',
    report: HTML,
    activity: { text: '👍🏽', attachments: [html('<p><emoji alt="👍🏽" title="Like">(like)</emoji></p>')] },
    words: '',
  },
  {
    what: 'an emoji with words',
    report: HTML,
    activity: { text: '', attachments: [html('<p>spend <emoji alt="📈">x</emoji></p>')] },
    words: 'spend 📈',
  },
  {
    what: 'things that nobody sees',
    report: 'https://github.com/microsoft/botframework-sdk/issues/2566',
    activity: { text: '\u200b\ufeff\u2060 \u200d' },
    words: '',
  },
  {
    what: 'attachments of a wrong kind',
    report: HTML,
    activity: { text: 'spend', attachments: [null, 7, 'x', { contentType: 1 }, html(null), html({})] },
    words: 'spend',
  },
  {
    what: 'attachments that are no list',
    report: HTML,
    activity: { text: 'spend', attachments: { contentType: 'text/html' } },
    words: 'spend',
  },
];
