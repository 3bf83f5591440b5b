import { html, type WrittenMessage } from './message.ts';

const BOT = { id: '28:bot', name: 'bot' };
const mentionOf = (name: string, id: string, text: string | null = `<at>${name}</at>`) => ({
  type: 'mention',
  mentioned: { id, name },
  text,
});
const NORMALIZED = 'https://github.com/openclaw/openclaw/issues/102376';
const OWN_MENTION = 'https://github.com/microsoft/teams.ts/issues/833';
const NO_TEXT = 'https://github.com/microsoft/BotFramework-Composer/pull/3139';

export const MENTIONS: readonly WrittenMessage[] = [
  {
    what: 'the bot before the words, people in them',
    report: OWN_MENTION,
    activity: {
      text: '<at>bot</at> assign S-1001 to <at>Lee Gu</at>',
      entities: [mentionOf('bot', BOT.id), mentionOf('Lee Gu', '29:Lee')],
    },
    words: 'assign S-1001 to Lee Gu',
  },
  {
    what: 'the bot in the middle and at the end',
    report: OWN_MENTION,
    activity: { text: 'unused <at>bot</at> licenses <at>bot</at>', entities: [mentionOf('bot', BOT.id)] },
    words: 'unused licenses',
  },
  {
    what: 'the bot between ends of lines',
    report: 'https://github.com/microsoft/botbuilder-dotnet/issues/4841',
    activity: { text: '\r\n<at>bot</at> spend\r\n', entities: [mentionOf('bot', BOT.id)] },
    words: 'spend',
  },
  {
    what: 'a mention without a text',
    report: NO_TEXT,
    activity: { text: '<at>bot</at> spend', entities: [{ type: 'mention', mentioned: BOT }] },
    words: 'spend',
  },
  {
    what: 'a mention whose text is null',
    report: NO_TEXT,
    activity: { text: '<at>Bot</at> spend', entities: [mentionOf('bot', BOT.id, null)] },
    words: 'spend',
  },
  {
    what: 'attributes in the placeholder',
    report: NORMALIZED,
    activity: { text: '<at id="0">bot</at> spend', entities: [mentionOf('bot', BOT.id, '<at>bot</at>')] },
    words: 'spend',
  },
  {
    what: 'the name of the bot without a placeholder',
    report: 'https://github.com/microsoft/BotBuilder-Samples/issues/1747',
    activity: { text: 'Purchase Helper spend', entities: [mentionOf('Purchase Helper', BOT.id, 'Purchase Helper')] },
    words: 'spend',
  },
  {
    what: 'a name with brackets, ampersand and fixed spaces',
    report: 'https://github.com/microsoft/botbuilder-dotnet/pull/3107',
    activity: {
      text: '<at>bot</at>&nbsp;licenses of <at>Gu, Lee (R&amp;D) [SE]</at>',
      entities: [mentionOf('Gu, Lee (R&D) [SE]', '29:Lee'), mentionOf('bot', BOT.id)],
    },
    words: 'licenses of Gu, Lee (R&D) [SE]',
  },
  {
    what: 'no entities at all, but the placeholder',
    report: 'https://github.com/MicrosoftDocs/msteams-docs/issues/172',
    activity: { text: '<at>bot</at> spend', entities: null },
    words: 'spend',
  },
  {
    what: 'mentions in the HTML alone',
    report: 'https://github.com/MicrosoftDocs/msteams-docs/issues/3960',
    activity: {
      text: '',
      entities: [mentionOf('bot', BOT.id)],
      attachments: [
        html(
          '<p><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">bot</span>&nbsp;assign S-1001 to <span itemtype="http://schema.skype.com/Mention" itemid="1">Lee Gu</span></p>',
        ),
      ],
    },
    words: 'assign S-1001 to Lee Gu',
  },
];
