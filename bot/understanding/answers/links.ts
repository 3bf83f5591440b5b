import type { Tenant } from '../../../services/commerce/api/types.ts';

type Cloud = Tenant['cloud'];

/** The admin centers of the US government have an address of their own, and no link ids. */
const GOVERNMENT = {
  'us-gov': 'https://portal.office365.us/adminportal/home',
  'us-dod': 'https://portal.apps.mil/adminportal/home',
} as const satisfies Partial<Record<Cloud, string>>;

type LinkedCloud = Exclude<Cloud, keyof typeof GOVERNMENT>;

const HOME: Readonly<Record<LinkedCloud, number>> = { worldwide: 2024339, germany: 848041, '21vianet': 850627 };

/** Link ids of the admin center's pages for each cloud; a page without a link of its own there is reached from its start. */
const ADMIN_CENTER = {
  home: HOME,
  products: { worldwide: 842054, germany: 847745, '21vianet': 850626 },
  licenses: { worldwide: 842264, germany: 848038, '21vianet': 850625 },
  purchase: { ...HOME, worldwide: 868433 },
  profiles: { ...HOME, worldwide: 2103629 },
  bills: { ...HOME, worldwide: 2102895 },
} as const satisfies Record<string, Readonly<Record<LinkedCloud, number>>>;

/** Where an answer leads outside the bot: the admin center, or a page of Microsoft's that is the same in every cloud. */
export type AnswerLink = keyof typeof ADMIN_CENTER | keyof typeof ANYWHERE;

/** How to reach Microsoft's support, in every cloud. */
export const SUPPORT_URL = 'https://learn.microsoft.com/microsoft-365/admin/get-help-support';

const ANYWHERE = {
  support: SUPPORT_URL,
  powershell: 'https://learn.microsoft.com/microsoft-365/commerce/subscriptions/allowselfservicepurchase-powershell',
} as const;

/** The address of a link in a tenant's cloud. */
export const answerLinkUrl = (link: AnswerLink, cloud: Cloud): string => {
  if (isAnywhere(link)) return ANYWHERE[link];
  if (isGovernment(cloud)) return GOVERNMENT[cloud];
  return `https://go.microsoft.com/fwlink/p/?linkid=${ADMIN_CENTER[link][cloud]}`;
};

const isGovernment = (cloud: Cloud): cloud is keyof typeof GOVERNMENT => cloud in GOVERNMENT;

const isAnywhere = (link: AnswerLink): link is keyof typeof ANYWHERE => link in ANYWHERE;
