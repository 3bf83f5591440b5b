/** The echo bot of the Microsoft 365 Agents SDK. */
import { CloudAdapter } from '@microsoft/agents-hosting';
import express from 'express';

const adapter = new CloudAdapter({});
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) =>
  adapter.process(request, response, async (context) => {
    await context.sendActivity(`you said: ${context.activity.text}`);
  }),
);
app.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
