import type { Step } from '../../../../../services/conversations/dialogues.ts';
import { referencesIn } from '../../../../understanding/dialogue/references.ts';
import type { Said } from '../../said.ts';

/** "What have they bought?", of a customer: a word that only points at something is nobody's name. */
export const withoutReferences = ({ alone, dialogue: { focus } }: Said): Step | undefined => {
  if (alone.kind !== 'command' || focus.length === 0) return undefined;
  const args = Object.fromEntries(Object.entries(alone.args).filter(([, value]) => !isReference(value)));
  const isLess = Object.keys(args).length < Object.keys(alone.args).length;
  return isLess ? { command: alone.command, args } : undefined;
};

const isReference = (value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  const [first] = referencesIn({ text: value, mentions: [] });
  return first?.from === 0 && first.to === value.length;
};
