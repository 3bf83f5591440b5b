import type { DialogueWords } from '../words.ts';
import { svFrames } from './frames.ts';
import { svSayings } from './sayings.ts';

const one = 'prenumerationen/prenumeration/köpet/produkten/fakturan/förfrågan/kunden/raden/personen/licensen';

/** Swedish words about the conversation itself. */
export const svDialogue: DialogueWords = {
  sayings: svSayings,
  ...svFrames,
  references: {
    thing: [
      'den/det (där/här) (prenumerationen/köpet/produkten/fakturan/licensen/kunden)',
      'denna/detta/dess/densamma',
      'samma prenumeration/produkt/faktura/köp',
      'prenumerationen/produkten/fakturan/köpet',
      'den/det prenumerationen/köpet/produkten/fakturan',
    ],
    person: ['henne/honom/han/hon', 'dem/dom/de', 'den personen', 'samma person', 'den där/här personen'],
    whose: ['hans/hennes/deras', 'den personens'],
    many: [
      'dem/dom/de (alla/där/här/allihop)',
      'alla dem/dessa/de',
      'dessa (prenumerationer)',
      'båda (två)',
      'alla/allihop/samtliga',
    ],
    other: ['den/det andra prenumerationen/köpet/fakturan/förfrågan/produkten', 'den/det andra'],
  },
  choosing: [
    'visa/öppna/ta/tar/välj/väljer/se/vill/ha/ge/mig/jag/få/mer/om/detaljer/för/på/till/berätta/med/den/det/är/nummer/bara/då/ok/ja/av/titta/kolla/vad/in/snälla/kan/du/gå/gärna',
  ],
  positions: {
    1: [
      `(den/det) (allra) första (${one})`,
      'nummer/nr/alternativ/rad 1/ett',
      'ettan',
      '1:an',
      'den översta (raden)',
      'den översta',
    ],
    2: [`(den/det) andra (${one})`, 'nummer/nr/alternativ/rad 2/två', 'tvåan'],
    3: [`(den/det) tredje (${one})`, 'nummer/nr/alternativ/rad 3/tre', 'trean'],
    4: [`(den/det) fjärde (${one})`, 'nummer/nr/alternativ/rad 4/fyra', 'fyran'],
    5: [`(den/det) femte (${one})`, 'nummer/nr/alternativ/rad 5/fem', 'femman'],
    6: [`(den/det) sjätte (${one})`, 'nummer/nr/alternativ/rad 6/sex', 'sexan'],
    7: [`(den/det) sjunde (${one})`, 'nummer/nr/alternativ/rad 7/sju', 'sjuan'],
    8: [`(den/det) åttonde (${one})`, 'nummer/nr/alternativ/rad 8/åtta', 'åttan'],
    '-1': [`(den/det) sista (${one})`, `(den/det) understa/nedersta (${one})`],
    '-2': ['(den) näst sista'],
  },
  extremes: {
    cheapest: [`(den/det) (allra) billigaste (${one})`, 'den som är billigast', 'den som kostar minst'],
    dearest: [`(den/det) (allra) dyraste (${one})`, 'den som är dyrast', 'den som kostar mest'],
    newest: [`(den/det) (allra) senaste/nyaste (${one})`],
    oldest: [`(den/det) (allra) äldsta/tidigaste (${one})`],
    smallest: [`(den/det) minsta (${one})`, 'den med minst/färst licenser/platser'],
    biggest: [`(den/det) (allra) största (${one})`, 'den med flest licenser/platser/användare'],
  },
  asides: [
    'bara/istället/hellre/också/även/nu/då/igen/ok/okej/snälla/väl/ju/faktiskt/egentligen/enbart/endast/helt/enkelt',
    'i stället',
    'helt enkelt',
  ],
  questions: ['vad/hur/när/vem/vilka/får/ska/blir/är/kommer/kan/och/finns/vilken/förlorar'],
  concerns: [
    'kostar/kosta/kostnad/kostnaden/pris/priset/betala/betalar/debiteras/återbetalning/återbetalas/pengar/pengarna/dyrt/förlorar/påverkas/drabbas/händer/gäller/totalt',
    'få/får tillbaka',
  ],
  reasons: [
    'därför att',
    '(jag/vi) behöver/behövs (den/det) för/till/eftersom (att)',
    'för att',
    'eftersom',
    'så att',
    'till',
    'för',
    'jag/vi behöver det/den (för/till/eftersom)',
    'jag/vi ska (använda)',
    'det är för (att)',
    'anledningen är',
    'anledning',
    'meddelande',
    'skriv (att)',
    'hälsa (att)',
  ],
};
