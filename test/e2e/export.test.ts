import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';

const SIZES = [
  { name: 'at a desk', viewport: WIDE },
  { name: 'on a phone', viewport: PHONE },
];

describe('An export in the real chat client', function () {
  const real = useRealChat(this);

  for (const { name, viewport } of SIZES)
    it(`is of what was selected in the list, and its page works without scripts ${name}`, async () => {
      const chat = await real.open('admin', viewport);
      await chat.type('subscriptions');
      await chat.waitForText(/1–8 of 10 subscriptions/);
      await chat.press('Select several');
      await chat.check('S-1001 · Power BI Pro · Megan Bowen');
      await chat.check('S-1003 · Visio Plan 2 · Patti Fernandez');
      await chat.press('Export users');
      await chat.waitForText(/Users of S-100\d, S-100\d[\s\S]*Rows\s+5/);
      const address = await chat.linkOf('Download');
      await chat.close();

      const context = await real.browser.newContext({ javaScriptEnabled: false, viewport });
      const page = await context.newPage();
      await page.goto(address);
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download' }).click();
      const download = await downloading;
      const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
      assert.match(download.suggestedFilename(), /^users-\d{4}-\d\d-\d\d\.csv$/);
      assert.equal(lines.length, 6);
      assert.match(lines[0] ?? '', /^\uFEFF?Product name,Subscription,Purchaser,/);
      await page.goto(address);
      assert.match(await page.innerText('main'), /This link has been used/);
      await context.close();
    });
});
