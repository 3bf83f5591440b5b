import { random } from './random.ts';

/** What a network is trained on: features that are numbered from 0, and the number of a label. */
export interface Example {
  readonly features: Uint32Array;
  readonly label: number;
}

interface Sizes {
  readonly features: number;
  readonly hidden: number;
  readonly labels: number;
}

/**
 * One hidden layer between features and labels. `inner` holds a row of `hidden` weights for each feature, `outer` a row of
 * `labels` weights for each hidden unit. Features that are there are all worth the same, together a vector of length 1.
 */
export interface Network extends Sizes {
  readonly inner: Float32Array;
  readonly outer: Float32Array;
  readonly bias: Float32Array;
}

const EPOCHS = 30;
const RATE = 0.1;
/** Share of the features that are left out each time, so that no single one is relied on. */
const DROPOUT = 0.6;
/** Share of the certainty that is spread over all labels. */
const SMOOTHING = 0.1;
/** What a unit that is not excited lets through: as the bot reads the network, too. */
const LEAK = 0.1;

/** Learns by AdaGrad, one example at a time; the same examples give the same network. */
export const trainNetwork = (examples: readonly Example[], sizes: Sizes): Network => {
  const next = random(1);
  const around0 = (length: number) => new Float32Array(length).map(() => (next() - 0.5) * 0.2);
  const network: Network = {
    ...sizes,
    inner: around0(sizes.features * sizes.hidden),
    outer: around0(sizes.hidden * sizes.labels),
    bias: new Float32Array(sizes.labels),
  };
  const learning = { ...network, seenInner: filled(sizes.features), seenOuter: filled(sizes.hidden * sizes.labels) };
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, next);
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const at of order) {
      const { features, label } = examples[at] as Example;
      const kept = features.filter(() => next() >= DROPOUT);
      if (kept.length > 0) learn(learning, { features: kept, label }, rate);
    }
  }
  return network;
};

/** How much each weight has been changed so far is kept beside the network: what is seen often moves less. */
interface Learning extends Network {
  readonly seenInner: Float32Array;
  readonly seenOuter: Float32Array;
}

const filled = (length: number) => new Float32Array(length).fill(1e-2);

const learn = (learning: Learning, { features, label }: Example, rate: number): void => {
  const value = 1 / Math.sqrt(features.length);
  const units = unitsOf(learning, features, value);
  const error = probabilities(learning, units);
  for (let i = 0; i < error.length; i++) error[i] = at(error, i) - SMOOTHING / error.length;
  error[label] = at(error, label) - (1 - SMOOTHING);
  const blame = learnOuter(learning, units, error, rate);
  learnInner(learning, features, blame, { value, rate });
};

/** Changes what leads from the hidden units to the labels; gives how much each unit is to blame. */
const learnOuter = (learning: Learning, units: Float32Array, error: Float32Array, rate: number): Float32Array => {
  const { outer, seenOuter, bias, labels } = learning;
  const blame = new Float32Array(units.length);
  for (let unit = 0; unit < units.length; unit++) {
    const excited = at(units, unit);
    let sum = 0;
    for (let i = 0, place = unit * labels; i < labels; i++, place++) {
      const slope = at(error, i) * excited;
      sum += at(error, i) * at(outer, place);
      seenOuter[place] = at(seenOuter, place) + slope * slope;
      outer[place] = at(outer, place) - (rate * slope) / Math.sqrt(at(seenOuter, place));
    }
    blame[unit] = sum * (excited > 0 ? 1 : LEAK);
  }
  for (let i = 0; i < labels; i++) bias[i] = at(bias, i) - rate * 0.1 * at(error, i);
  return blame;
};

const learnInner = (
  { inner, seenInner, hidden }: Learning,
  features: Uint32Array,
  blame: Float32Array,
  { value, rate }: { readonly value: number; readonly rate: number },
): void => {
  const size = (blame.reduce((sum, each) => sum + each * each, 0) * value * value) / hidden;
  for (const feature of features) {
    seenInner[feature] = at(seenInner, feature) + size;
    const pace = (rate * value) / Math.sqrt(at(seenInner, feature));
    for (let i = 0, place = feature * hidden; i < hidden; i++, place++)
      inner[place] = at(inner, place) - pace * at(blame, i);
  }
};

const unitsOf = ({ inner, hidden }: Network, features: Uint32Array, value: number): Float32Array => {
  const units = new Float32Array(hidden);
  for (const feature of features)
    for (let i = 0, place = feature * hidden; i < hidden; i++, place++)
      units[i] = at(units, i) + value * at(inner, place);
  return units.map((unit) => (unit > 0 ? unit : LEAK * unit));
};

const probabilities = ({ outer, bias, labels }: Network, units: Float32Array): Float32Array => {
  const sums = Float32Array.from(bias);
  for (let unit = 0; unit < units.length; unit++)
    for (let i = 0, place = unit * labels; i < labels; i++, place++)
      sums[i] = at(sums, i) + at(units, unit) * at(outer, place);
  const most = sums.reduce((a, b) => Math.max(a, b));
  const shares = sums.map((sum) => Math.exp(sum - most));
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
};

const at = (array: Float32Array, place: number): number => array[place] as number;

const shuffle = (order: number[], next: () => number): void => {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
};
