/**
 * What speaks for a reading and against it, on one scale: the exponents of a log-linear model. Those of all sources of
 * one reading add up; a reading's score is its share of all.
 */
export const WEIGHTS = {
  /** A rule is met, and its verdict on the sentence is sure, or that it has to be asked. */
  met: 4,
  /** For each rule that is met before it: the rules stand from the clearest to the vaguest. */
  later: -3,
  /** Every word is accounted for. */
  whole: 2.5,
  /** Besides, where the command has declared the very words: nothing that is only likely stands against them. */
  declared: 6,
  /** For each word that neither the rule nor an argument accounts for. */
  word: -0.35,
  /** For each name, reference, product or number that no argument took. */
  name: -1,
  /** Besides, for each that is known to be a person, a product, a subscription or an invoice. */
  thing: -1,
  /** For each misspelt word that it rests on. */
  misspelt: -0.3,
  /** A change that strange words stand around, or a look at less than what is asked. */
  loose: -5,
  /** The words cast a doubt on it, deny it or report it. */
  doubted: -8,
  /** Another thing that the same words can mean. */
  alternative: -0.1,
  /** For each time that the classifier holds it for likelier than `unlikely`, as a natural logarithm. */
  classifier: 1.7,
  /** How much an answer fits, from 0 to 1; and what speaks against any. */
  answer: 5,
  anyAnswer: -2,
  /** What is asked of one subscription or invoice is not asked in general. */
  answerOnOne: -2,
  /** What a language model proposes, which is asked only where nothing is clear. */
  model: 6,
  /** That nothing is meant that we know; and each time that the classifier holds that for likelier than `unlikely`. */
  nothing: 0,
  nothingLearned: 0.9,
  /** Besides, for each word that nobody knows and that is nobody's name. */
  strange: 0.8,
} as const;

/** How likely each of many labels is where nothing is known of them, and how unlikely one can become. */
export const UNLIKELY = { each: 0.02, least: 0.005 } as const;

/** What it takes. Scores are from 0 to 1. */
export const THRESHOLDS = {
  /** To stand among the choices of a question. */
  choice: 0.1,
  /** How many times less likely than the best it may be. */
  times: 4,
  /** Of an allowed reading, to stand instead of a likelier one that the person may not use. */
  decent: 0.1,
  /** Of the classifier, to believe it where the rules have nothing to say; against their doubts; among strange words. */
  believed: 0.5,
  certain: 0.8,
  proven: 0.95,
  /** Below it the classifier holds something for wrong. */
  unlikely: 0.05,
  /** Of the only reading that is asked about, to let its own card ask. */
  clear: 0.5,
  /** By how much the best must beat the second to be taken without asking. */
  margin: 0.3,
} as const;

/** The most that a question offers. */
export const MOST_CHOICES = 3;
