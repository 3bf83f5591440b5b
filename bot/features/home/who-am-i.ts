import { z } from 'zod';
import { type TextCardData, textCard } from '../../../cards/kit/text-card.ts';
import type { Right } from '../../../services/commerce/api/rights.ts';
import { may } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { actAtHomeButton } from '../../conversation/common-buttons.ts';

/** What is worth telling people that they may do, in this order. */
const TOLD = [
  'see-purchases',
  'change-policy',
  'take-over',
  'buy-centrally',
  'assign-central',
  'decide-requests',
  'read-audit',
  'erase-people',
  'buy-self-service',
  'request-license',
] as const satisfies readonly Right[];

export const whoAmI = defineCommand({
  name: 'who-am-i',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  args: z.strictObject({}),
  run(context) {
    const { actor, localizer, person } = context;
    const buttons = [
      ...(actor.partner ? [actAtHomeButton(localizer)] : []),
      ...commandButtons(actor.partner ? ['customers', 'help'] : ['help'], localizer),
    ];
    return textCard(
      { title: localizer.t('whoAmI.title', { name: person.displayName }), ...standing(context) },
      buttons,
    );
  },
});

/** Whom somebody acts for, as what, and what that lets them do. */
const standing = ({ actor, localizer: { t }, tenant }: CommandContext): Omit<TextCardData, 'title'> => {
  const allowed = TOLD.filter((right) => may(actor, right));
  const customer = tenant.name;
  return {
    status: {
      text: actor.partner ? t('customers.chosen', { customer }) : t('whoAmI.atHome', { organization: customer }),
      tone: actor.partner ? 'Attention' : 'Default',
    },
    text: allowed.length === 0 ? [t('whoAmI.nothing')] : [],
    sections: [
      { title: t('whoAmI.roles'), lines: roleLines(actor, t) },
      ...(allowed.length > 0
        ? [{ title: t('whoAmI.allowed'), lines: allowed.map((right) => t(`whoAmI.may.${right}`)) }]
        : []),
    ],
  };
};

const roleLines = ({ partner, roles, userType }: CommandContext['actor'], t: CommandContext['localizer']['t']) => {
  if (partner) return [t('whoAmI.partner')];
  if (userType === 'guest') return [t('whoAmI.guest')];
  if (userType === null && roles.length === 0) return [t('whoAmI.userTypeUnknown')];
  return roles.length > 0 ? roles.map((role) => t(`roles.${role}`)) : [t('whoAmI.member')];
};
