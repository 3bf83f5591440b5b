import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { type PaymentPage, startPaymentPage } from '../support/bots/payment-page.ts';
import { openBrowser } from '../support/browser/browser.ts';
import { contrasts } from '../support/browser/contrast.ts';

const SIZES = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
];

describe('The payment page in a browser', () => {
  let browser: Browser;
  let page: PaymentPage;
  before(async function () {
    browser = await openBrowser(this);
  });
  after(() => browser?.close());
  beforeEach(async () => {
    page = await startPaymentPage();
  });
  afterEach(() => page.close());

  /** A tab without scripts, as the page must work without. */
  const open = async (address: string, viewport = SIZES[0]): Promise<Page> => {
    const tab = await browser.newPage({ ...(viewport && { viewport }), javaScriptEnabled: false });
    tab.setDefaultTimeout(60_000);
    await tab.goto(address);
    return tab;
  };
  const focused = (tab: Page) => tab.locator(':focus').getAttribute('id');

  for (const size of SIZES)
    it(`takes a card at ${size.width} px, after a typing fault, without scrolling sideways`, async () => {
      const tab = await open(await page.linkFor('Megan', { language: size.width === 320 ? 'sv' : 'en' }), size);
      const fits = async () => {
        const width = (await tab.locator('html').boundingBox())?.width ?? 0;
        for (const box of await tab.locator('input:visible, textarea, button, p, dd').all()) {
          const { x, width: wide } = (await box.boundingBox()) ?? { x: -1, width: 0 };
          assert.ok(x >= 0 && x + wide <= width, `${await box.innerText()} reaches ${x + wide} of ${width} px`);
        }
      };
      await fits();
      await tab.locator('#number').fill('4242 4242 4242 4243');
      await tab.locator('#expiry').fill('08/28');
      await tab.locator('#holder').fill('Megan Bowen');
      await tab.locator('button').click();
      await tab.locator('.faults:focus').waitFor();
      await fits();
      assert.deepEqual(
        await Promise.all(['number', 'securityCode', 'holder'].map((id) => tab.locator(`#${id}`).inputValue())),
        ['', '', 'Megan Bowen'],
      );
      await tab.locator('#number').fill('4242424242424242');
      await tab.locator('#securityCode').fill('123');
      await tab.locator('button').click();
      await tab.getByRole('heading', { name: /4242 (is saved|har sparats)/ }).waitFor();
      assert.equal(page.saved.length, 1);
      await tab.close();
    });

  it('is filled in and corrected with the keyboard alone, each field by its name', async () => {
    const tab = await open(await page.linkFor('Megan'));
    const order: (string | null)[] = [];
    for (const text of ['1', '08/28', '123', 'Megan Bowen', '1 Main Street']) {
      await tab.keyboard.press('Tab');
      order.push(await focused(tab));
      await tab.keyboard.type(text);
    }
    assert.deepEqual(order, ['number', 'expiry', 'securityCode', 'holder', 'address']);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.locator('.faults:focus').waitFor();
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    assert.equal(await focused(tab), 'number', 'the summary leads to the field');
    await tab.keyboard.type('378282246310005');
    await tab.getByLabel('Security code').press('Control+A');
    await tab.keyboard.type('1234');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'American Express ending in 0005 is saved' }).waitFor();
    await tab.close();
  });

  it('has a name and a fault for every field that a screen reader meets', async () => {
    const tab = await open(await page.linkFor('Megan'));
    await tab.locator('button').click();
    const number = tab.getByRole('textbox', { name: 'Card number', exact: true });
    await number.and(tab.locator('[aria-invalid=true]')).waitFor();
    const described = (await number.getAttribute('aria-describedby')) ?? '';
    assert.equal(await tab.locator(`#${described}`).innerText(), 'Enter the card number.');
    for (const name of ['Expiration date', 'Security code', 'Name on the card', 'Billing address (optional)'])
      assert.equal(await tab.getByRole('textbox', { name, exact: true }).count(), 1, name);
    await tab.close();
  });

  it('shows itself as it is meant to: its own policy lets the style through', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await browser.newPage({ colorScheme });
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      await tab.goto(await page.linkFor('Megan', { kind: 'add' }));
      await tab.locator('button').click();
      await tab.locator('.faults').waitFor();
      const texts = await contrasts(tab);
      assert.ok(texts.length > 20);
      assert.deepEqual(
        texts.filter(({ ratio }) => ratio < 4.5),
        [],
      );
      assert.deepEqual(
        complaints.filter((text) => !text.includes('422')),
        [],
      );
      await tab.close();
    }
  });
});
