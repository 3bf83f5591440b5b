import type { CommandName } from '../../../../locales/index.ts';
import type { Step } from '../../../../services/conversations/dialogues.ts';
import { confirms, type Shown, unconfirmed } from './shown.ts';

/** What asks to take back what a command has done, where its receipt has no button for that. */
const INVERSES: Readonly<Partial<Record<CommandName, (args: Step['args']) => Step>>> = {
  assign: ({ subscription, people }) => ({ command: 'unassign', args: { subscription, people } }),
  unassign: ({ subscription, people }) => ({ command: 'assign', args: { subscription, people } }),
  'recurring-billing': ({ subscription, on }) => ({ command: 'recurring-billing', args: { subscription, on: !on } }),
  cancel: ({ subscription }) => ({ command: 'reactivate', args: { subscription } }),
  reactivate: ({ subscription }) => ({ command: 'cancel', args: { subscription } }),
  'request-license': ({ product }) => ({ command: 'withdraw-request', args: { product } }),
};

/** What would take back an act, by its receipt: a button for that, or one that asks for how it was before. */
export const undoOf = (act: Step, receipt: Shown): Step | undefined => {
  const button = receipt.buttons.find((each) => each.command.startsWith('undo-') && confirms(each));
  if (button) return unconfirmed(button);
  return INVERSES[act.command as CommandName]?.(act.args) ?? receipt.buttons.find((each) => isBefore(each, act));
};

const isBefore = ({ command, args }: Step, act: Step): boolean =>
  command === act.command && args['quantity'] !== undefined && args['subscription'] === act.args['subscription'];
