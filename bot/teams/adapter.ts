import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { CLOUDS } from './door/clouds.ts';
import { respondError } from './replies.ts';

/** The channel: how activities become turns, and how replies go out. It lets everybody in; the door does not. */
export class ChannelAdapter extends CloudAdapter {
  readonly #credentials: Readonly<Record<string, string>>;

  constructor(credentials: Readonly<Record<string, string>>) {
    super(new ConfigurationBotFrameworkAuthentication(credentials));
    this.#credentials = credentials;
  }

  /**
   * Runs a turn for an activity that was let in; gives the answer to an invoke. The framework's own check of tokens is
   * passed by, as it also believes tokens that nobody here issues, and remembers what unverified ones say.
   */
  take(activity: Activity, onTurn: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    const { MicrosoftAppId: appId, ChannelService: channelService } = this.#credentials;
    const claimsIdentity = this.createClaimsIdentity(appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    const audience = (channelService ? CLOUDS['us-gov'] : CLOUDS.public).issuer;
    return this.processActivity({ audience, claimsIdentity, connectorFactory }, activity, onTurn);
  }
}

export const createAdapter = (
  credentials: Readonly<Record<string, string>> | undefined,
  log: Logger,
): ChannelAdapter => {
  const adapter = new ChannelAdapter(credentials ?? {});
  adapter.onTurnError = async (context: TurnContext, error: Error) => {
    log.error({ err: error, activityType: context.activity.type }, 'A turn failed outside the dispatcher');
    // An invoke without an answer becomes HTTP 501.
    if (context.activity.type === 'invoke') await respondError(context, 500, 'InternalError');
  };
  return adapter;
};
