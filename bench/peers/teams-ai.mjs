/** The echo bot of the Teams AI library, version 1. */
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import { MemoryStorage } from 'botbuilder';
import express from 'express';

const adapter = new TeamsAdapter({});
const bot = new Application({ storage: new MemoryStorage() });
bot.activity('message', async (context) => {
  await context.sendActivity(`you said: ${context.activity.text}`);
});
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) => adapter.process(request, response, (context) => bot.run(context)));
app.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
