/** Teams refuses a message of about 100 KB and advises 80 KB, counted in UTF-16: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
export const MAX_ACTIVITY_BYTES = 80 * 1024;

/**
 * Checks a message, as the JSON that it is sent as.
 * @throws where it is larger than Teams takes
 */
export const assertTaken = (json: string): void => {
  const bytes = 2 * json.length;
  if (bytes >= MAX_ACTIVITY_BYTES) throw new Error(`An activity of ${bytes} bytes is more than Teams takes`);
};
