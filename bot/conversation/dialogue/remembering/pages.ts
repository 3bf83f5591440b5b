import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import type { Shown } from './shown.ts';

/** How lists say how many items a page leaves out. */
const OFFSETS = ['from', 'skip', 'offset'];

/** The pages before and after one that is shown, by its buttons. */
export const pagesOf = (step: Step, { buttons }: Shown): Pick<Dialogue, 'next' | 'previous'> => ({
  next: buttons.find(({ args }) => args['after'] !== undefined || stepsBy(step, args) > 0),
  previous: buttons.find(({ args }) => args['before'] !== undefined || stepsBy(step, args) < 0),
});

const stepsBy = (step: Step, args: Step['args']): number => {
  const name = OFFSETS.find((each) => typeof args[each] === 'number');
  return name ? Number(args[name]) - Number(step.args[name] ?? 0) : 0;
};
