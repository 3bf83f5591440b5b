import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { CLOUDS } from './door/clouds.ts';
import { RequestRefused } from './door/request-refused.ts';
import { errorResponse, respond } from './replies.ts';
import { type Credentials, NotTaken, putActivity, type Sent } from './sending/connector.ts';
import { sendPatiently } from './sending/patience.ts';

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

  /**
   * Sends by our own connector: the framework's has no deadline, and repeats what may have arrived.
   * @throws {NotTaken}
   */
  override async sendActivities(
    context: TurnContext,
    activities: readonly Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) sent.push(await this.#send(context, activity));
    return sent;
  }

  /** @throws {NotTaken} */
  override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    const { id = '' } = activity;
    await sendPatiently((signal) => this.#put(context, activity, signal, id), { harmless: true });
    return { id };
  }

  async #send(context: TurnContext, { id: _, ...activity }: Partial<Activity>): Promise<ResourceResponse> {
    // It stays in the turn, as the answer to the request.
    if (activity.type === 'invokeResponse') return { id: '', ...(await super.sendActivities(context, [activity]))[0] };
    return { id: (await sendPatiently((signal) => this.#put(context, activity, signal))) ?? '' };
  }

  #put({ turnState }: TurnContext, activity: Partial<Activity>, signal: AbortSignal, replaced?: string): Promise<Sent> {
    const { credentials } = turnState.get<{ credentials: Credentials }>(this.ConnectorClientKey);
    const { serviceUrl = '', conversation } = activity;
    const request = { serviceUrl, conversationId: conversation?.id ?? '', activity, replaced };
    return putActivity(request, credentials, signal);
  }
}

export const createAdapter = (
  credentials: Readonly<Record<string, string>> | undefined,
  log: Logger,
): ChannelAdapter => {
  const adapter = new ChannelAdapter(credentials ?? {});
  adapter.onTurnError = async (context: TurnContext, error: Error) => {
    // It is Teams that is to be told.
    if (error instanceof RequestRefused) throw error;
    if (error instanceof NotTaken) return log.warn({ problem: error.unsent }, 'The channel did not take a message');
    log.error({ err: error, activityType: context.activity.type }, 'A turn failed outside the dispatcher');
    // An invoke without an answer becomes HTTP 501.
    if (context.activity.type === 'invoke') await respond(context, errorResponse(500, 'InternalError'));
  };
  return adapter;
};
