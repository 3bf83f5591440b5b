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
    other: [
      'den/det andra prenumerationen/köpet/fakturan/förfrågan/produkten/planen/versionen/utgåvan',
      'den/det andra',
    ],
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
    cheapest: [
      `(den/det) (allra) billigaste (${one})`,
      `den/det billigare (${one})`,
      'den som är billigast',
      'den som kostar minst',
    ],
    dearest: [
      `(den/det) (allra) dyraste (${one})`,
      `den/det dyrare (${one})`,
      'den som är dyrast',
      'den som kostar mest',
    ],
    newest: [`(den/det) (allra) senaste/nyaste (${one})`, `den/det nyare/senare (${one})`],
    oldest: [`(den/det) (allra) äldsta/tidigaste (${one})`, `den/det äldre/tidigare (${one})`],
    smallest: [`(den/det) minsta (${one})`, `den/det mindre (${one})`, 'den med minst/färst licenser/platser'],
    biggest: [
      `(den/det) (allra) största (${one})`,
      `den/det större (${one})`,
      'den med flest licenser/platser/användare',
    ],
  },
  asides: [
    'bara/istället/hellre/också/även/nu/då/igen/ok/okej/snälla/väl/ju/faktiskt/egentligen/enbart/endast/helt/enkelt',
    'i stället',
    'helt enkelt',
    'ändå/iallafall',
    'i alla fall',
  ],
  questions: [
    '(och) vad/när/vem/vilka/vilken/vilket/ska/blir/är/kommer/finns/förlorar/varför/tappar/kan/måste',
    '(och) hur mycket/många/länge/snart/dyrt',
    '(och) får/kan/ska/måste jag/vi/de/dom/folk',
  ],
  figures: [
    'kostar/kosta/kostnad/kostnaden/pris/priset/betala/betalar/debiteras/återbetalning/återbetalas/pengar/pengarna/dyrt/gäller/totalt/kort/kortet',
    'få/får tillbaka',
  ],
  consequences: [
    'händer/hända/förlorar/förlora/tappar/tappa/påverkas/drabbas/berörs/innebär/betyder/meddelas/veta/behåller/behålla/följder/följden',
    'hur länge',
    'blir/bli av med',
    'har den/det',
    'slutar fungera',
  ],
  acts: {
    cancel: ['uppsägningen/uppsägning/avslutet/avslutandet/avbeställningen'],
    'take-over': ['övertagandet/övertagande', 'att ta över'],
    'move-users': ['flytten/flytt/flyttningen', 'att flytta'],
    'set-policy': ['spärren/spärrningen/blockeringen/policyn/policyändringen'],
    buy: ['köpet/köp/beställningen/beställning'],
    assign: ['tilldelningen/tilldelning'],
    unassign: ['borttagningen/borttagning'],
    'request-license': ['förfrågan/begäran/ansökan'],
    'set-quantity': ['antalet/antal', 'antalet licenser'],
    'recurring-billing': ['förnyelsen/faktureringen', 'återkommande fakturering/faktureringen'],
    reactivate: ['återaktiveringen/återaktivering'],
    centralize: ['centraliseringen/centralisering'],
    'pay-invoice': ['betalningen/betalning'],
  },
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
