import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { CentralizePreview } from '../../../services/commerce/api/centralizing.ts';
import type { Right } from '../../../services/commerce/api/rights.ts';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import { plainNumber } from '../../../services/commerce/index.ts';
import type { Command, CommandContext, WithArgs } from '../../conversation/command.ts';
import { type Confirmed, defineChange } from '../../conversation/confirmed-command.ts';
import { productText } from '../../conversation/naming/arguments.ts';

/** How things stand before a step of centralizing a product. */
export interface StepState {
  readonly plan: CentralizePreview;
  /** How many people or purchases the step is about. */
  readonly count: number;
}

interface CentralizingStep<State extends StepState> {
  readonly name: 'ask-to-cancel' | 'assign-everyone';
  readonly allow: Right;
  readonly loadState: (context: CommandContext, product: ProductId) => Promise<State>;
  /** Its button sends the `product`, and the count that the card tells as `shown`. */
  readonly ask: (context: CommandContext, state: State) => Promise<Card>;
  /** What is told where there are more than the card has told. */
  readonly more: (t: Localizer['t']) => { readonly title: string; readonly text: string };
  readonly act: (context: CommandContext, state: State, confirmed: Confirmed) => Promise<Card>;
}

const args = z.strictObject({ product: productText, shown: plainNumber.optional() });

/** Declares a step of centralizing, reached by buttons. It never is about more than the card has told: it asks again then. */
export const defineCentralizingStep = <State extends StepState>(step: CentralizingStep<State>): Command => {
  const { name, allow, loadState, ask, more, act } = step;
  const stateOf = (context: WithArgs<typeof args>) => loadState(context, context.args.product as ProductId);
  // What a sentence can ask for has a place in help.
  const naming = name === 'ask-to-cancel' ? ({ name, topic: 'take-over' } as const) : ({ name } as const);
  return defineChange({
    ...naming,
    allow,
    args,
    ask: async (context) => ask(context, await stateOf(context)),
    async act(context, confirmed) {
      const state = await stateOf(context);
      if (state.count <= (context.args.shown ?? 0)) return act(context, state, confirmed);
      return withWarning(await ask(context, state), more(context.localizer.t));
    },
  });
};
