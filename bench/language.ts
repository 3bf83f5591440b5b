import { LANGUAGES } from '../locales/index.ts';
import { corpus, type Judged, judge } from '../test/bot/understanding/grammar/corpus.ts';
import { hardestSentences, usualCosts } from './attacks/hard-sentences.ts';
import { percent } from './table.ts';

const count = (judged: readonly Judged[], is: (each: Judged) => boolean): number => judged.filter(is).length;

const row = (name: string, judged: readonly Judged[]): string => {
  const right = percent(
    count(judged, ({ isRight }) => isRight),
    judged.length,
  );
  const command = percent(
    count(judged, ({ isRightCommand }) => isRightCommand),
    judged.length,
  );
  return `| ${name} | ${judged.length} | ${command} | ${right} | ${count(judged, ({ isFalseAct }) => isFalseAct)} |\n`;
};

const wrong = ({ sample, understood }: Judged): string => `${sample.text}\n    ${JSON.stringify(understood)}\n`;

process.stdout.write(
  '| sentences | number | right command | with right arguments | false acts |\n|---|---|---|---|---|\n',
);
for (const language of LANGUAGES) {
  const judged = corpus(language).map(judge);
  process.stdout.write(row(`${language}, all`, judged));
  process.stdout.write(
    row(
      `${language}, of these never used to tune`,
      judged.filter(({ sample }) => sample.held),
    ),
  );
  for (const each of judged.filter(({ isRight }) => !isRight)) process.stderr.write(wrong(each));
}

const spent = usualCosts(LANGUAGES.flatMap((language) => corpus(language).map(({ text }) => text)));
process.stdout.write(
  `\nCPU for a sentence of the corpus: ${spent.median.toFixed(2)} ms, 95 % below ${spent.most.toFixed(2)} ms\n`,
);
process.stdout.write('\n| hardest sentences | open question | CPU |\n|---|---|---|\n');
for (const { text, pending, milliseconds } of hardestSentences(5))
  process.stdout.write(`| \`${text.slice(0, 30)}…\` | ${pending} | ${milliseconds.toFixed(2)} ms |\n`);
