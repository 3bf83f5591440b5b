/** The echo bot of the Teams SDK, version 2. */
import { App } from '@microsoft/teams.apps';
import { ConsoleLogger } from '@microsoft/teams.common';

const app = new App({
  dangerouslyAllowUnauthenticatedRequests: true,
  logger: new ConsoleLogger('echo', { level: 'error' }),
});
app.on('message', async ({ send, activity }) => {
  await send(`you said: ${activity.text}`);
});
await app.start(Number(process.env.PORT));
process.stdout.write('ready\n');
