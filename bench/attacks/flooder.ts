import { Agent, request } from 'node:http';

/** What a flood consists of; it comes as JSON on the command line. */
export interface Flood {
  readonly url: string;
  readonly connections: number;
  /** Bodies to be posted, one after the other; their `id` is made anew each time. */
  readonly activities: readonly object[];
}

const agent = new Agent({ keepAlive: true });
let sent = 0;

const post = (url: string, body: string): Promise<void> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const posting = request(url, { method: 'POST', agent, headers }, (response) => {
      response
        .on('error', () => resolve())
        .on('end', resolve)
        .resume();
    });
    posting.on('error', () => resolve()).end(body);
  });

/** One connection that never rests. */
const flood = async ({ url, activities }: Flood): Promise<never> => {
  for (;;) {
    const number = sent++;
    await post(
      url,
      JSON.stringify({ ...activities[number % activities.length], id: `flood-${process.pid}-${number}` }),
    );
  }
};

const whole: Flood = JSON.parse(process.argv[2] ?? '{}');
for (let i = 0; i < whole.connections; i++) void flood(whole);
process.once('SIGTERM', () => process.stdout.write(`${sent}`, () => process.exit(0)));
