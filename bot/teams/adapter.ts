import {
  type Activity,
  ActivityEx,
  BotAdapter,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { CLOUDS } from './door/clouds.ts';
import { RequestRefused } from './door/request-refused.ts';
import { errorResponse, respond } from './replies.ts';
import { type ConnectorRequest, type Credentials, NotTaken, putActivity, type Sent } from './sending/connector.ts';
import { sendPatiently } from './sending/patience.ts';

/**
 * The channel: how activities become turns, and how replies go out. It lets everybody in; the door does not. The
 * framework's own adapter makes clients of several services anew for each turn; this one has what replies need.
 */
export class ChannelAdapter extends BotAdapter {
  readonly #credentials: () => Promise<Credentials>;

  constructor(credentials: () => Promise<Credentials>) {
    super();
    this.#credentials = credentials;
  }

  /** Runs a turn for an activity that was let in; gives the answer to an invoke. */
  async take(activity: Activity, onTurn: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, onTurn);
    if (activity.type !== 'invoke') return undefined;
    const answer = context.turnState.get<Partial<Activity> | undefined>(INVOKE_RESPONSE_KEY);
    return answer ? (answer.value as InvokeResponse) : { status: 501 };
  }

  /** Has something done in a conversation outside of a turn. */
  override continueConversation(
    reference: Partial<ConversationReference>,
    act: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    return this.runMiddleware(new TurnContext(this, ActivityEx.getContinuationActivity(reference)), act);
  }

  /** @throws {NotTaken} */
  override async sendActivities(
    context: TurnContext,
    activities: readonly Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) sent.push(await this.#send(context, activity));
    return sent;
  }

  /** @throws {NotTaken} */
  override async updateActivity(_context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    const { id = '' } = activity;
    await sendPatiently((signal) => this.#put(activity, signal, id), { harmless: true });
    return { id };
  }

  /** Nothing here takes a message back. */
  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('Messages are not deleted'));
  }

  /** Puts a message into a conversation as the bot, with exactly one request. */
  async put(request: ConnectorRequest, signal: AbortSignal): Promise<Sent> {
    return putActivity(request, await this.#credentials(), signal);
  }

  async #send({ turnState }: TurnContext, { id: _, ...activity }: Partial<Activity>): Promise<ResourceResponse> {
    // It stays in the turn, as the answer to the request.
    if (activity.type === 'invokeResponse') {
      turnState.set(INVOKE_RESPONSE_KEY, activity);
      return { id: '' };
    }
    return { id: (await sendPatiently((signal) => this.#put(activity, signal))) ?? '' };
  }

  #put(activity: Partial<Activity>, signal: AbortSignal, replaced?: string): Promise<Sent> {
    const { serviceUrl = '', conversation } = activity;
    return this.put({ serviceUrl, conversationId: conversation?.id ?? '', activity, replaced }, signal);
  }
}

/** As whom replies are sent, which the framework knows for every kind of registration: it keeps the token until it ends. */
export const replyCredentials = (registration: Readonly<Record<string, string>>): Promise<Credentials> => {
  const { MicrosoftAppId: appId = '', ChannelService: channelService } = registration;
  const cloud = channelService ? CLOUDS['us-gov'] : CLOUDS.public;
  const factory = new ConfigurationServiceClientCredentialFactory(registration);
  return factory.createCredentials(appId, cloud.issuer, `${cloud.entra}/`, true) as Promise<Credentials>;
};

export const createAdapter = (
  credentials: Readonly<Record<string, string>> | undefined,
  log: Logger,
): ChannelAdapter => {
  let replying: Promise<Credentials> | undefined;
  const adapter = new ChannelAdapter(() => (replying ??= replyCredentials(credentials ?? {})));
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
