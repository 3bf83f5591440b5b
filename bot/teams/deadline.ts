import { setTimeout as sleep } from 'node:timers/promises';
import type { ButtonData, Card } from '../../cards/kit/card.ts';
import { textCard } from '../../cards/kit/text-card.ts';
import { localizerFor } from '../../locales/index.ts';
import type { Dispatch } from '../conversation/dispatch.ts';
import type { Input } from '../conversation/match.ts';
import { readPress } from '../conversation/press.ts';
import { sealed } from '../conversation/sealed-card.ts';
import type { Sender } from './identity.ts';
import type { Location } from './location.ts';

/** A press that is not answered within 5 s is shown as failed: answers stay well below. Milliseconds. */
const DEADLINE = 2_500;

interface LateAnswerServices {
  readonly dispatch: Dispatch;
  readonly update: (location: Location, card: Card) => Promise<unknown>;
}

/**
 * The answer to a press, or, where it takes too long, a card that says so. The answer then replaces that card by itself;
 * in a group, where all would see it, a button asks for it, and the operation id in its data keeps it from acting twice.
 */
export const answerInTime = async (
  { dispatch, update }: LateAnswerServices,
  sender: Sender | undefined,
  input: Extract<Input, { kind: 'press' }>,
  location: Location,
): Promise<Card> => {
  const answer = dispatch(sender, input, location);
  const waiting = new AbortController();
  const late = sleep(DEADLINE, undefined, { signal: waiting.signal }).catch(() => undefined);
  const first = await Promise.race([answer, late]);
  waiting.abort();
  if (first || !sender) return first ?? answer;
  if (!location.inGroup)
    // The adapter logs what fails, and the button of the card stays as the way on.
    answer.then((card) => update(location, card)).catch(() => undefined);
  // The button repeats the press, and stays about its tenant.
  return sealed(workingCard(sender, input, location), { owner: sender.userId, tenant: undefined });
};

const workingCard = (
  { locale }: Sender,
  { verb, data }: Extract<Input, { kind: 'press' }>,
  { inGroup }: Location,
): Card => {
  const { t } = localizerFor([locale]);
  const text = t(inGroup ? 'working.textGroup' : 'working.text');
  return textCard({ title: t('working.title'), text: [text] }, [
    { title: t('working.again'), verb, data: readPress(data) as ButtonData | undefined },
  ]);
};
