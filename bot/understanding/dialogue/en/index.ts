import type { DialogueWords } from '../words.ts';
import { enFrames } from './frames.ts';
import { enSayings } from './sayings.ts';

const one = 'one/thing/purchase/subscription/item/product/invoice/request/customer/person';

/** English words about the conversation itself. */
export const enDialogue: DialogueWords = {
  sayings: enSayings,
  ...enFrames,
  references: {
    thing: [
      'it/its',
      'that/this (one/subscription/purchase/product/invoice/license/request/customer/plan)',
      '(that/this) very one',
      'the same one/subscription/product/invoice/purchase',
      'the subscription/product/invoice/purchase',
    ],
    person: ['her/him/he/she', 'them/they', 'that/this/the same person/guy/user/woman/man'],
    whose: ['his/her/their/hers/theirs', 'that/this persons'],
    many: [
      'them/they/these/those (all)',
      'all of them/these/those',
      '(all) these/those (subscriptions/purchases)',
      'them all',
      'both (of them)',
      'everything',
    ],
    other: ['the other one/subscription/purchase/invoice/request/product', 'the other'],
  },
  choosing: [
    'show/open/take/choose/pick/select/see/view/use/want/get/give/have/go/with/for/tell/about/details/more/on/me/i/ill/id/like/lets/let/would/will/please/the/is/it/do/number/just/then/ok/yes/a/of/in/at/look/what/one/by/can/could/you/try',
  ],
  positions: {
    1: [
      `(the/that/this) first (${one})`,
      `(the) 1st (${one})`,
      'number/no/nr/option/row/line 1/one',
      'the top (one)',
      'the upper (one)',
      'first of all these',
    ],
    2: [
      `the/that second (${one})`,
      `second ${one}`,
      'second',
      `(the) 2nd (${one})`,
      'number/no/nr/option/row/line 2/two',
    ],
    3: [`(the/that) third (${one})`, `(the) 3rd (${one})`, 'number/no/nr/option/row/line 3/three'],
    4: [`(the/that) fourth (${one})`, `(the) 4th (${one})`, 'number/no/nr/option/row/line 4/four'],
    5: [`(the/that) fifth (${one})`, `(the) 5th (${one})`, 'number/no/nr/option/row/line 5/five'],
    6: [`(the/that) sixth (${one})`, `(the) 6th (${one})`, 'number/no/nr/option/row/line 6/six'],
    7: [`(the/that) seventh (${one})`, `(the) 7th (${one})`, 'number/no/nr/option/row/line 7/seven'],
    8: [`(the/that) eighth (${one})`, `(the) 8th (${one})`, 'number/no/nr/option/row/line 8/eight'],
    '-1': [`the last (${one})`, `last ${one}`, `the bottom/lower (${one})`, 'the latter'],
    '-2': ['the second to last (one)', 'the next to last (one)', 'the last but one'],
  },
  extremes: {
    cheapest: [`(the) cheapest (${one})`, `the least expensive (${one})`, 'the lowest price'],
    dearest: [`(the) most expensive/costly (${one})`, `(the) priciest/dearest (${one})`, 'the highest price'],
    newest: [`(the) newest/latest (${one})`, `(the) most recent (${one})`],
    oldest: [`(the) oldest/earliest (${one})`],
    smallest: [`the smallest/least (${one})`, `smallest ${one}`, 'the one with (the) fewest licenses/seats'],
    biggest: [
      `the biggest/largest/greatest (${one})`,
      `biggest/largest ${one}`,
      'the one with (the) most licenses/seats/users',
    ],
  },
  asides: [
    'just/only/instead/completely/entirely/altogether/rather/also/too/now/then/again/ok/okay/actually/simply/please/really/still/already/even',
    'as well',
    'if you can/could',
    'for me',
  ],
  questions: ['what/how/when/who/will/would/do/does/is/are/can/could/and/which/whats/any'],
  concerns: [
    'cost/costs/price/pay/paid/charge/charged/refund/refunded/money/expensive/effect/effective/lose/loses/affected/happen/happens/total',
    'get/receive/have back',
  ],
  reasons: [
    'because',
    '(i/we) need/needed (it/that/this) for/to/because',
    'since',
    'so that',
    'so i/we can',
    'in order to',
    'to be able to',
    'for',
    'to',
    'i/we need/want it/that/this (for/to/because)',
    'i/we use/have (it/to)',
    'it is (needed) for',
    'its (needed) for',
    'my reason is',
    'reason',
    'message',
    'tell/write them (that)',
    'say that',
  ],
};
