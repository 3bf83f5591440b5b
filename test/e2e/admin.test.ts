import assert from 'node:assert/strict';
import type { ChatWindow } from '../support/browser/chat-window.ts';
import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';

describe('An admin in the real chat client', function () {
  const real = useRealChat(this, { botForEach: true });
  let chat: ChatWindow;

  beforeEach(async () => {
    chat = await real.open('admin', WIDE);
  });
  afterEach(() => chat.close());

  it('changes a policy in the list and takes it back', async () => {
    await chat.type('policies');
    await chat.waitForText(/Policies for self-service purchases/);
    await chat.choose('Visio Plan 2', 'Do not allow');
    await chat.press('Save');
    await chat.waitForText(/1 value changed[\s\S]*Visio Plan 2\s+Allow → Do not allow/);
    await chat.press('Undo');
    await chat.waitForText(/Visio Plan 2\s+Do not allow → Allow/);
  });

  it('takes a subscription over by moving its users', async () => {
    await chat.type('take over S-1003');
    await chat.waitForText(/Take control of S-1003/);
    await chat.press('Move users');
    await chat.waitForText(/Choose the central subscription/);
    await chat.press('Move users to C-2002, Visio Plan 2');
    await chat.waitForText(/Move 1 user from S-1003 to C-2002\?/);
    await chat.press('Move users');
    await chat.waitForText(/S-1003[\s\S]*Deleted/);
    await chat.type('subscription S-1003');
    await chat.waitForText(/Visio Plan 2 · S-1003\s+Deleted/);
  });

  it('takes a subscription over by canceling it, on a phone and in Swedish', async () => {
    const phone = await real.open('admin', PHONE);
    await phone.type('språk svenska');
    await phone.waitForText(/Jag talar svenska/);
    await phone.type('ta över S-1003');
    await phone.waitForText(/Ta kontroll över S-1003/);
    await phone.press('Avsluta prenumeration');
    await phone.waitForText(/Vill du avsluta\?/);
    await phone.press('Avsluta prenumeration');
    await phone.waitForText(/Inget valdes|Vill du avsluta\?/);
    await phone.choose('Orsak', 'För dyr');
    await phone.press('Avsluta prenumeration');
    await phone.waitForText(/Borttagen/);
    assert.equal(await phone.cardWidth(), PHONE.width);
    await phone.close();
  });

  it('centralizes a product step by step', async () => {
    await chat.type('centralize Power BI Pro');
    await chat.waitForText(/Next: assign a license to \d+ people/);
    await chat.press('Assign to everybody');
    await chat.waitForText(/Assign Power BI Pro to \d+ people\?/);
    await chat.press('Assign licenses');
    await chat.waitForText(/Everybody has a central license of Power BI Pro/);
    await chat.press('Continue centralizing');
    await chat.waitForText(/Ask the purchasers to cancel · Next/);
    await chat.press('Ask the purchasers to cancel');
    await chat.waitForText(/Ask the purchasers of 2 subscriptions to cancel\?/);
    await chat.press('Ask to cancel');
    await chat.waitForText(/2 purchases asked about/);
    await chat.type('centralize Power BI Pro');
    await chat.waitForText(/0 canceled, 0 kept, 2 waiting/);
  });

  it('opens the page of an export once', async () => {
    await chat.type('export users Visio Plan 2');
    await chat.waitForText(/Download/);
  });
});
