import { changingCommands } from '../bot/conversation/match.ts';
import { commands } from '../bot/features/index.ts';
import { decidingRule, interpret } from '../bot/understanding/interpret.ts';

/** Prints what each sentence given means to the bot, and the rule that decides it: `npm run understand -- "who has visio"`. */
const circumstances = { changing: changingCommands(commands) };
for (const text of process.argv.slice(2)) {
  const { command, when, whole } = decidingRule(text, circumstances) ?? {};
  const rule = command ? `${command} when "${when}"${whole ? ', every word understood' : ''}` : 'none';
  process.stdout.write(
    `${text}\n  ${JSON.stringify(interpret(text, circumstances))}\n  decided by the rule: ${rule}\n`,
  );
}
