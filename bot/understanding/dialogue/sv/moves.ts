import type { DialogueWords } from '../words.ts';

/** Swedish words for what becomes of those that a sentence names. */
export const svMoves: DialogueWords['moves'] = {
  have: [
    'ha/har/hade/få/får/fick/ge/ger/behålla/behåller/behåll/behöver/behöva/vill/kvar/använder/tilldela/tillåt/tillåta/låt/spara/stannar/undanta/undantas/undantag/öppen/tillåten',
    'som det/den är/var',
    'ha kvar',
    'få vara (kvar)',
    'lägg/sätt in',
  ],
  lose: [
    'förlora/förlorar/tappa/tappar/bort/ifrån/släpp/släppa/slipper/slippa/plocka/plockas/stryk/stryka/strykas/ut/ur/hoppa/skippa/skippar/strunta/struntar',
    'blockera/blockeras/spärra/spärras/stäng/stängs/stoppa/stoppas/mista/mister/exkludera/uteslut/minus/glöm/lämna/bli',
    'bli av med',
    'av listan/den/det',
    'hoppa över',
    'utan',
  ],
  not: [
    'inte/ej/icke/aldrig/ingen/inga/inget/nej/nä/utom/förutom/utan/minus/exklusive/varken/slipper/slippa/slipp/int/ite',
    'bortsett från',
    'inte längre',
    'allt utom',
  ],
  also: [
    'också/även/med/och/plus/dessutom/både/samt/likaså/inklusive/inkludera/till/samma/ihop',
    'lägg till',
    'ta med',
    'därtill',
  ],
  only: ['bara/endast/enbart/blott/ensam', 'ingen annan', 'inga andra', 'inget annat', 'inga fler', 'inte fler'],
  swap: [
    'byt/byta/byter/ersätt/ersätta/ersätter/istället/växla/skifta/utbyte',
    'i stället (för)',
    'i ställe för',
    'i utbyte',
    'hellre än',
  ],
  wrong: [
    'nej/nä/näe/förlåt/fel/menade/menar/oj/ursäkta/förresten/rättelse/snarare/hellre/vänta/istället/äsch/misstag/blandade/eller/fast/ah/hoppsan/felskrivning',
    'det är/var/ska/skulle',
    'i stället',
    'ska vara',
    'mitt fel',
  ],
  enough: ['räcker/räcka/nog/duga/duger/bara/blir/tar/ta/då/säg/säger/tag/gör/sätt/lagom'],
  total: ['totalt/sammanlagt/inalles/till', 'allt som allt', 'i allt', 'sammantaget'],
  fewer: ['färre/mindre/ner/ned/bort/minska/sänk/dra/minus/av'],
  others: ['av/än/inte/istället/från/alla/har/för/använder/finns/ej/inga'],
  source: ['från/av/via/genom/hos'],
  aside: ['prata/fråga/kolla/sa/säger/sade/vet/undrar/frågar/pratar'],
};
