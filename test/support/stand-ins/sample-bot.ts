import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What the Playground sends, as far as the tests look at it. */
interface ReceivedActivity {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly localTimezone?: string;
  readonly serviceUrl: string;
  readonly from: { readonly id: string; readonly aadObjectId: string; readonly name?: string };
  readonly recipient: { readonly id: string };
  readonly conversation: { readonly id: string; readonly tenantId: string };
  readonly channelData: { readonly tenant: { readonly id: string } };
  readonly value?: { readonly action: { readonly verb: string; readonly data: Record<string, unknown> } };
}

export interface SampleBot {
  /** Where it takes activities. */
  readonly url: string;
  readonly received: readonly ReceivedActivity[];
  close(): Promise<void>;
}

type Answer = (activity: ReceivedActivity) => unknown;

/** A bot that answers each message with the card that `onMessage` gives, and each pressed button with `onInvoke`'s. */
export const startSampleBot = async (onMessage: Answer, onInvoke: Answer): Promise<SampleBot> => {
  const received: ReceivedActivity[] = [];
  const take = async (activity: ReceivedActivity): Promise<unknown> => {
    received.push(activity);
    if (activity.type === 'message') await reply(activity, onMessage(activity));
    if (activity.type !== 'invoke') return {};
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: onInvoke(activity) };
  };
  const server = createServer(async (request, response) => {
    // The Playground first asks with HEAD whether anybody is there.
    const answer = request.method === 'POST' ? await take((await json(request)) as ReceivedActivity) : {};
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const reply = async ({ serviceUrl, conversation, id, from, recipient }: ReceivedActivity, card: unknown) => {
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  await fetch(`${serviceUrl}/v3/conversations/${conversation.id}/activities/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      from: recipient,
      recipient: from,
      conversation,
      replyToId: id,
      attachments: [content],
    }),
  });
};
