import type { Localizer } from '../../../locales/index.ts';
import type { PaymentMethod } from '../../../services/commerce/api/types.ts';
import type { TestCard } from '../../../services/payments/payments.ts';
import { formTokenField } from '../pages/form.ts';
import { type Html, html } from '../pages/html.ts';
import { textPage, type WebPage } from '../pages/web-page.ts';
import { type Fault, type Faults, FIELDS, type Field, type Kept } from './payment-form.ts';

/** What the form is shown for. */
export interface PaymentFormView {
  readonly kind: 'add' | 'replace' | 'edit';
  /** What is replaced or edited. */
  readonly paymentMethod: PaymentMethod | undefined;
  /** Whose payment method it will be. */
  readonly person: string;
  readonly tenant: string;
  readonly formToken: string;
  /** Listed in a sandbox. */
  readonly testCards: readonly TestCard[];
  readonly kept?: Kept;
  readonly faults?: Faults;
}

const ATTRIBUTES: Readonly<Record<Exclude<Field, 'address'>, Html>> = {
  number: html`inputmode="numeric" autocomplete="cc-number" maxlength="40" spellcheck="false" required`,
  expiry: html`inputmode="numeric" autocomplete="cc-exp" maxlength="9" spellcheck="false" required`,
  securityCode: html`inputmode="numeric" autocomplete="cc-csc" maxlength="4" spellcheck="false" required`,
  holder: html`autocomplete="cc-name" maxlength="256" spellcheck="false" required`,
};

const ADDRESS = html`rows="3" maxlength="500" autocomplete="billing street-address"`;

/** The form, with what is to be corrected where something is. */
export const paymentFormPage = (view: PaymentFormView, localizer: Localizer): WebPage => {
  const { t, language } = localizer;
  const { kind, paymentMethod, faults = {} } = view;
  const heading = t(`paymentPage.titles.${kind}`, { brand: paymentMethod?.brand, last4: paymentMethod?.last4 });
  const isFaulty = Object.keys(faults).length > 0;
  return {
    status: isFaulty ? 422 : 200,
    language,
    title: isFaulty ? t('paymentPage.faultyTitle', { title: heading }) : heading,
    body: html`<h1>${heading}</h1>
${paymentIntroduction(view, localizer)}
${isFaulty ? faultSummary(faults, localizer) : undefined}
<form method="post" novalidate>
${formTokenField(view.formToken)}
${paymentFields(view, localizer)}
<button type="submit">${t(`paymentPage.submit.${kind}`)}</button>
</form>
${kind === 'edit' ? undefined : aboutNumbers(view, localizer)}`,
  };
};

const paymentIntroduction = ({ person, tenant, testCards, kind }: PaymentFormView, { t }: Localizer): Html => html`
<p>${t('paymentPage.owner', { person, tenant })}</p>
${
  testCards.length > 0
    ? html`<p class="note">${t('paymentPage.sandbox')} ${kind === 'edit' ? '' : t('paymentPage.useTestNumber')}</p>`
    : undefined
}`;

/** Where a number goes, and which ones there are to try with. */
const aboutNumbers = ({ testCards }: PaymentFormView, localizer: Localizer): Html => html`
<p class="soft">${localizer.t('paymentPage.privacy')}</p>
${testCards.length > 0 ? testCardList(testCards, localizer) : undefined}`;

/** What is seen once a payment method is on file. */
export const paymentMethodSavedPage = (
  saved: Pick<PaymentMethod, 'brand' | 'last4'>,
  { t, language }: Localizer,
): WebPage =>
  textPage({ status: 200, language, title: t('paymentPage.saved.title', saved) }, t('paymentPage.saved.text'));

const faultSummary = (
  faults: Faults,
  { t }: Localizer,
): Html => html`<div class="faults" role="alert" tabindex="-1" autofocus>
<h2>${t('paymentPage.summary')}</h2>
<ul>${FIELDS.map((field) => {
  const fault = faults[field];
  return fault && html`<li><a href="#${field}">${t(`paymentPage.faults.${fault}`)}</a></li>`;
})}</ul>
</div>`;

const paymentFields = (view: PaymentFormView, localizer: Localizer): Html => {
  const { kind, faults = {} } = view;
  const shown = fieldValues(view);
  const field = (name: Field, control: (more: Html) => Html) => fieldHtml(name, faults[name], localizer, control);
  const input = (name: Exclude<Field, 'address'>, value = '') =>
    field(
      name,
      (more) => html`<input type="text" id="${name}" name="${name}" value="${value}" ${ATTRIBUTES[name]} ${more}>`,
    );
  const secret = (name: 'number' | 'securityCode') => (kind === 'edit' ? undefined : input(name));
  return html`${secret('number')}
<div class="pair">${input('expiry', shown.expiry)}${secret('securityCode')}</div>
${input('holder', shown.holder)}
${field('address', (more) => html`<textarea id="address" name="address" ${ADDRESS} ${more}>\n${shown.address}</textarea>`)}`;
};

/** What the fields hold at first: what was filled in before, or what is on file of the payment method that is edited. */
const fieldValues = ({ kind, paymentMethod, kept }: PaymentFormView): Kept => {
  if (kept || kind !== 'edit' || !paymentMethod) return kept ?? { expiry: '', holder: '', address: '' };
  const { expiryMonth, expiryYear, holder, address = '' } = paymentMethod;
  return { expiry: `${String(expiryMonth).padStart(2, '0')}/${expiryYear}`, holder, address };
};

/** A label, what helps to fill the field in, what is wrong with it, and the control, which refers to both. */
const fieldHtml = (field: Field, fault: Fault | undefined, { t }: Localizer, control: (more: Html) => Html): Html => {
  const hint =
    field === 'expiry' || field === 'securityCode'
      ? html`<span class="hint" id="${field}-hint">${t(`paymentPage.hints.${field}`)}</span>`
      : undefined;
  const about = [hint && `${field}-hint`, fault && `${field}-fault`].filter((id) => id !== undefined);
  const described = about.length > 0 ? html`aria-describedby="${about.join(' ')}"` : html``;
  return html`<div class="field">
<label for="${field}">${t(`paymentPage.labels.${field}`)}</label>${hint}
${fault && html`<span class="fault" id="${field}-fault">${t(`paymentPage.faults.${fault}`)}</span>`}
${control(html`${described}${fault && html` aria-invalid="true"`}`)}
</div>`;
};

const testCardList = (cards: readonly TestCard[], { t }: Localizer): Html => html`<section>
<h2>${t('paymentPage.testCards')}</h2>
<dl>${cards.map(
  ({ number, brand, behaviour }) => html`<dt>${number}</dt>
<dd>${brand}: ${t(`paymentPage.behaviours.${behaviour}`)}</dd>`,
)}</dl>
</section>`;
