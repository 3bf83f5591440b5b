interface Rename {
  /** Month from which the first name is Microsoft's. */
  readonly since: string;
  /** Names of one and the same product, today's first. */
  readonly names: readonly string[];
}

/**
 * What Microsoft has renamed of what can be bought by self-service; the product kept its id. As of 2026-11, from
 * https://learn.microsoft.com/microsoft-365/commerce/subscriptions/allowselfservicepurchase-powershell and its history.
 */
const RENAMED: readonly Rename[] = [
  { since: '2019-11', names: ['Power Automate', 'Microsoft Flow'] },
  { since: '2023-09', names: ['Power Apps Premium', 'Power Apps per user'] },
  {
    since: '2023-09',
    names: ['Power Automate Premium', 'Power Automate per user', 'Power Automate per user with RPA'],
  },
  { since: '2023-09', names: ['Dynamics 365 Customer Insights', 'Dynamics 365 Marketing'] },
  { since: '2023-11', names: ['Copilot Studio', 'Microsoft Copilot Studio', 'Power Virtual Agents'] },
  { since: '2024-05', names: ['Planner Plan 1', 'Project Plan 1'] },
  { since: '2024-05', names: ['Planner and Project Plan 3', 'Project Plan 3'] },
  { since: '2024-05', names: ['Planner and Project Plan 5', 'Project Plan 5'] },
  {
    since: '2024-09',
    names: ['Microsoft 365 Copilot', 'Copilot for Microsoft 365', 'Microsoft Copilot for Microsoft 365'],
  },
  { since: '2021-04', names: ['Power BI Premium per user', 'Power BI Premium (standalone)', 'Power BI PPU'] },
];

/** What else a product was, or is now, called. */
export const otherNames = (name: string): string[] =>
  RENAMED.filter(({ names }) => names.includes(name)).flatMap(({ names }) => names.filter((other) => other !== name));
