import type { Ways } from './vocabulary.ts';

/** Products whose names are also common words: they need their capital, or a word that goes with products. */
export const EVERYDAY_PRODUCTS: ReadonlySet<string> = new Set(['project', 'flow', 'teams', 'automate']);

/** Usual names of Microsoft's products → the spelling that finds them in a catalogue. Other names pass as they are. */
export const products: Readonly<Record<string, Ways>> = {
  'Power BI': ['power bi', 'powerbi/pbi'],
  'Power BI Pro': ['power bi pro/professional', 'powerbi/pbi pro/professional', 'bi pro'],
  'Power BI Premium': ['power bi premium', 'powerbi/pbi premium', 'bi premium'],
  'Power BI Premium per user': [
    'power bi premium per user',
    'powerbi/pbi premium per user',
    'power bi ppu',
    'powerbi/pbi ppu',
    'ppu',
  ],
  'Power Apps': ['power app/apps', 'powerapps/powerapp'],
  'Power Apps per user': ['power apps/app per user', 'powerapps per user'],
  'Power Automate': ['power automate', 'powerautomate', 'automate', 'flow', 'ms/microsoft flow'],
  'Power Automate per user': ['power automate per user', 'powerautomate per user'],
  'Power Automate RPA': ['power automate rpa', 'powerautomate rpa', 'rpa'],
  'Power Platform': ['power platform', 'powerplatform'],
  'Power Pages': ['power pages', 'powerpages'],
  'Power Virtual Agents': ['power virtual agents', 'pva'],
  Planner: ['planner', 'ms/microsoft planner'],
  'Planner Plan 1': ['planner (plan) 1', 'planner p1/plan1'],
  Project: ['ms/microsoft project', 'project'],
  'Project Plan 1': ['project (plan) 1', 'project p1/plan1'],
  'Project Plan 3': ['project (plan) 3', 'project p3/plan3'],
  'Project Plan 5': ['project (plan) 5', 'project p5/plan5'],
  Visio: ['visio', 'ms/microsoft visio'],
  'Visio Plan 1': ['visio (plan) 1', 'visio p1/plan1', 'visio1'],
  'Visio Plan 2': ['visio (plan) 2', 'visio p2/plan2', 'visio2', 'visio plan two/tva'],
  Teams: ['ms/microsoft teams'],
  'Teams Premium': ['(ms/microsoft) teams premium', 'team premium'],
  Copilot: ['copilot/copiloten', 'ms/microsoft/office copilot', 'co pilot'],
  'Microsoft 365 Copilot': [
    'm365/microsoft365/o365 copilot',
    'ms/microsoft/office 365 copilot',
    'copilot (for) microsoft/office 365',
    'copilot for m365',
  ],
  'Copilot Studio': ['copilot studio'],
  Clipchamp: ['clipchamp'],
  'Clipchamp Premium': ['clipchamp premium'],
  'Dynamics 365': ['dynamics (365)', 'd365'],
  'Windows 365': ['windows 365', 'w365'],
  'Microsoft 365': ['microsoft/ms/office 365', 'm365/o365'],
  'Microsoft 365 E3': ['(microsoft/ms/office 365) e3', 'm365/o365 e3'],
  'Microsoft 365 E5': ['(microsoft/ms/office 365) e5', 'm365/o365 e5'],
};
