import type { Step } from '../../../../../services/conversations/dialogues.ts';
import type { Said } from '../../said.ts';
import { justAsked } from '../asking.ts';

/** "Take Pradeep off", of several who were just asked about: the question without him. */
export const takenOut = ({ alone, dialogue }: Said): Step | undefined => {
  const asked = justAsked(dialogue);
  if (!asked || !GIVING.has(asked.command) || alone.kind !== 'command' || alone.command !== 'unassign')
    return undefined;
  const { people: gone, ...others } = alone.args;
  const people = String(asked.args['people'] ?? '').split(/, ?/);
  const left = people.filter((each) => each !== gone);
  const isOne = left.length === people.length - 1 && left.length > 0 && Object.keys(others).length === 0;
  return isOne ? { command: asked.command, args: { ...asked.args, people: left.join(', ') } } : undefined;
};

/** What is asked about for people. */
const GIVING: ReadonlySet<string> = new Set(['assign', 'request-license']);
