import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { respondError } from './replies.ts';

/**
 * The channel: who is let in and how replies go out. Without an app id the Bot Framework lets everybody in, which is
 * why the server then listens on this machine only.
 */
export const createAdapter = (credentials: Readonly<Record<string, string>> | undefined, log: Logger): CloudAdapter => {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(credentials ?? {}));
  adapter.onTurnError = async (context: TurnContext, error: Error) => {
    log.error({ err: error, activityType: context.activity.type }, 'A turn failed outside the dispatcher');
    // An invoke without an answer becomes HTTP 501.
    if (context.activity.type === 'invoke') await respondError(context, 500, 'InternalError');
  };
  return adapter;
};
