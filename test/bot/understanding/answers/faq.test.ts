import assert from 'node:assert/strict';
import { commands } from '../../../../bot/features/index.ts';
import { findAnswer } from '../../../../bot/understanding/answers/finder.ts';
import { isTopic, TOPIC_IDS, TOPIC_TEXTS, type TopicText } from '../../../../bot/understanding/answers/texts.ts';
import { ANSWER_TOPICS, isSmallTalk } from '../../../../bot/understanding/answers/topics.ts';
import { classify } from '../../../../bot/understanding/classifier/classify.ts';
import { LANGUAGES } from '../../../../locales/index.ts';
import { assertKnownWrong } from '../known-wrong.ts';
import { answerFor, faqSamples, knownWrongQuestions, searchedSamples } from './faq.ts';

/** Of the search by itself, and of the search or the classifier. */
const LEAST_RIGHT = { alone: 0.82, together: 0.95 };
const LEAST_SMALL_TALK = 0.8;
const WORDINGS = 3;

const guessed = (text: string): string | undefined => classify(text)[0]?.label;

const questionsOf = (texts: readonly TopicText[]) => texts.flatMap(({ questions }) => questions);

describe('The questions that have an answer', () => {
  it('get a wrong one where the list of known wrong questions says so, and nowhere else', () =>
    assertKnownWrong(knownWrongQuestions));

  for (const language of LANGUAGES) {
    const samples = searchedSamples(language);
    const asked = samples.filter(({ id }) => id !== undefined);
    const wrong = asked.filter(({ text, id }) => answerFor(text)?.id !== id);
    const share = ((100 * (asked.length - wrong.length)) / asked.length).toFixed(1);

    describe(language, () => {
      it(`are found in ${share} % of ${asked.length} wordings that the data does not have`, () => {
        const told = wrong.map(({ text, id }) => `${text} → ${JSON.stringify(findAnswer(text)[0])} instead of ${id}`);
        assert.ok(wrong.length <= (1 - LEAST_RIGHT.alone) * asked.length, told.join('\n'));
      });

      it('are found by the search or by the classifier', () => {
        const unseen = wrong.filter(({ text, id }) => guessed(text) !== `answer:${id}`).map(({ text }) => text);
        assert.ok(unseen.length <= (1 - LEAST_RIGHT.together) * asked.length, unseen.join('\n'));
      });

      it('are told from small talk by the classifier', () => {
        const talk = faqSamples(language).filter(({ id }) => id !== undefined && isSmallTalk(id));
        const mistaken = talk.filter(({ text, id }) => guessed(text) !== `answer:${id}`).map(({ text }) => text);
        assert.ok(talk.length >= 35);
        assert.ok(mistaken.length <= (1 - LEAST_SMALL_TALK) * talk.length, mistaken.join('\n'));
      });

      it('are each asked in several wordings, none of which stands in the data', () => {
        const known = new Set(questionsOf(Object.values(TOPIC_TEXTS[language])));
        assert.deepEqual(
          asked.filter(({ text }) => known.has(text)),
          [],
        );
        for (const topic of TOPIC_IDS)
          assert.ok(faqSamples(language).filter(({ id }) => id === topic).length >= WORDINGS, topic);
      });

      it('are not seen in small talk and commands', () => {
        const others = samples.filter(({ id }) => id === undefined);
        assert.ok(others.length >= 60);
        const answered = others.filter(({ text }) => answerFor(text)).map(({ text }) => text);
        assert.deepEqual(answered, []);
      });
    });
  }

  it('are found in spite of capitals, missing accents and misspellings', () => {
    const asked = [
      ['WHO OWNS THE DATA', 'data-ownership'],
      ['how do i centralise self service purchases?', 'how-to-centralize'],
      ['Who is responsibel for payement?', 'who-pays'],
      ['vad hander nar inkoparen slutar?', 'purchaser-leaves'],
      ['kan gästanvändre köpa?', 'guests'],
      ['Hur centraliserar man sjalvbetjaningskop', 'how-to-centralize'],
    ] as const;
    for (const [text, id] of asked) assert.equal(answerFor(text)?.id, id, text);
  });

  it('are hardly those about one subscription or invoice, or no question at all', () => {
    for (const text of [
      'Who pays for S-1001?',
      'vem betalar för s1001?',
      'Where is invoice G-240906?',
      'I pay by card',
    ])
      assert.equal(answerFor(text), undefined, text);
    for (const text of ['Who pays for S-1001?', 'the purchaser leaves the organization'])
      assert.ok(findAnswer(text).length > 0, text);
  });

  it('are those that the classifier knows, each of them', () => {
    const labels = classify('').map(({ label }) => label);
    const topics = labels.flatMap((label) => (label.startsWith('answer:') ? [label.slice('answer:'.length)] : []));
    assert.deepEqual(topics.sort(), [...TOPIC_IDS].sort());
  });

  it('can be anything: no text is too strange', () => {
    for (const text of ['', '?', '   ?', '???!', '\u0000?', '🎉🎉?', 'how '.repeat(250), 'å'.repeat(1000), '"*:^~?'])
      assert.equal(answerFor(text), undefined, text);
  });
});

describe('The texts of the answers', () => {
  it('have as many paragraphs in both languages, and know the same billing accounts', () => {
    for (const id of TOPIC_IDS) {
      const [en, sv] = [TOPIC_TEXTS.en[id], TOPIC_TEXTS.sv[id]];
      assert.equal(sv?.text.length, en.text.length, id);
      assert.deepEqual(Object.keys(sv.byAccount ?? {}), Object.keys(en.byAccount ?? {}), id);
    }
    assert.deepEqual(Object.keys(TOPIC_TEXTS.sv), TOPIC_IDS);
  });

  for (const language of LANGUAGES)
    it(`are complete in ${language}: nothing is empty, and no question stands for two topics`, () => {
      const topics = Object.values(TOPIC_TEXTS[language]);
      const texts = topics.flatMap(({ questions, about, text }) => [...questions, ...about, ...text]);
      assert.deepEqual(
        texts.filter((text) => text.trim() !== text || text === ''),
        [],
      );
      for (const { questions, text } of topics) assert.ok(questions.length > 4 && text.length > 0);
      const questions = questionsOf(topics).map((question) => question.toLowerCase());
      assert.deepEqual(
        questions.filter((question, index) => questions.indexOf(question) !== index),
        [],
      );
    });

  it('answer their own heading', () => {
    for (const language of LANGUAGES)
      for (const id of TOPIC_IDS.filter((topic) => !isSmallTalk(topic))) {
        const [heading = ''] = TOPIC_TEXTS[language][id].questions;
        assert.equal(findAnswer(heading)[0]?.id, id, heading);
      }
  });

  it('lead to commands that exist and to other topics', () => {
    const names = new Set(Object.values(commands).map(({ name }) => name));
    for (const id of TOPIC_IDS) {
      const { steps, related } = ANSWER_TOPICS[id];
      assert.deepEqual(
        steps.filter((name) => !names.has(name)),
        [],
        id,
      );
      assert.ok(related.length > 0 || isSmallTalk(id), id);
      assert.ok(
        related.every((other) => isTopic(other) && other !== id),
        id,
      );
    }
  });
});
