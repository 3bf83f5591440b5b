import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import type { CommandContext } from '../../command.ts';
import { commandNamed } from '../../command.ts';
import { argumentNames } from '../remembering/waiting.ts';

/** "OK, buy them", after the price of five: of the same product, as many as were asked about. */
export const withCarried = (step: Step, { steps: [last] }: Dialogue, { commands }: CommandContext): Step => {
  const command = commandNamed(commands, step.command);
  const quantity = last?.args['quantity'];
  const isSame = last !== undefined && last.command !== step.command && last.args['product'] === step.args['product'];
  const takes = command !== undefined && argumentNames(command).includes('quantity');
  return isSame && takes && quantity !== undefined && step.args['product'] !== undefined
    ? { command: step.command, args: { quantity, ...step.args } }
    : step;
};
