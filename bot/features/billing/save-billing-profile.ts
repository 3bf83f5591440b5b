import { z } from 'zod';
import { profileForm, profileReceipt } from '../../../cards/billing/billing-profiles.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { BillingView } from '../../../services/commerce/api/billing.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import { idText, plainText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';

const args = z.strictObject({
  /** Its id; absent for a new one. */
  profile: idText().optional(),
  /** What the fields of the form hold. */
  name: plainText(1000).optional(),
  card: idText().optional(),
});
type BillingProfileContext = WithArgs<typeof args>;

export const saveBillingProfile = defineChange({
  name: 'save-billing-profile',
  allow: 'run-own-billing',
  args,
  async ask(context) {
    const { actor, args, commerce, localizer } = context;
    const { paymentMethods, profiles } = await commerce.getBilling(actor);
    const profile = profileIn(profiles, args.profile);
    const form = { profile, name: args.name, chosen: args.card, paymentMethods };
    return profileForm(form, profileFormButtons(context, profile, paymentMethods.length > 0), localizer);
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    const { profile: id, name = '', card = '' } = args;
    const wanted = { id, name, paymentMethodId: card };
    await commerce.saveBillingProfile(actor, wanted, confirmed);
    const { paymentMethods } = await commerce.getBilling(actor);
    const saved = { name: name.trim(), paymentMethod: paymentMethods.find((each) => each.id === card) };
    return profileReceipt(saved, commandButtons(['billing-profiles', 'payment-methods'], localizer), localizer);
  },
});

type Profile = BillingView['profiles'][number];

const profileIn = (profiles: readonly Profile[], wanted: string | undefined): Profile | undefined =>
  wanted === undefined
    ? undefined
    : (profiles.find(({ id }) => id === wanted) ?? refuse({ code: 'no-such-billing-profile', wanted }));

const profileFormButtons = (
  { localizer: { t } }: BillingProfileContext,
  profile: Profile | undefined,
  hasPaymentMethods: boolean,
): Button[] => [
  ...(hasPaymentMethods
    ? [
        confirmButton({
          title: t('buttons.save'),
          verb: 'save-billing-profile',
          data: { profile: profile?.id },
          version: profile?.version,
        }),
      ]
    : []),
  { title: t('paymentPage.titles.add'), verb: 'set-up-card', data: { kind: 'add' } },
  { title: t('buttons.close'), verb: 'close' },
];
