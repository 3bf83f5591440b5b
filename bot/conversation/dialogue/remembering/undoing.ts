import type { CommandName } from '../../../../locales/index.ts';
import type { Step } from '../../../../services/conversations/dialogues.ts';
import { confirms, type Shown, unconfirmed } from './shown.ts';

/** What asks to take back what a command has done, where its receipt has no button for that. */
const INVERSES: Readonly<Partial<Record<CommandName, (args: Step['args']) => Step>>> = {
  assign: ({ subscription, people }) => ({ command: 'unassign', args: { subscription, people } }),
  unassign: ({ subscription, people }) => ({ command: 'assign', args: { subscription, people } }),
  'recurring-billing': ({ subscription, on }) => ({ command: 'recurring-billing', args: { subscription, on: !on } }),
  cancel: ({ subscription }) => ({ command: 'reactivate', args: { subscription } }),
};

/** What would take back an act, by its receipt. */
export const undoOf = (act: Step, receipt: Shown): Step | undefined => {
  const button = receipt.buttons.find((each) => each.command.startsWith('undo-') && confirms(each));
  return button ? unconfirmed(button) : INVERSES[act.command as CommandName]?.(act.args);
};
