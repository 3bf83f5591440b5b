import { PHONE, useRealChat, WIDE } from '../support/browser/real-chat.ts';

describe('A notice in the real chat client', function () {
  const real = useRealChat(this);

  it('reaches an admin while a purchaser buys, and can be acted on at once', async () => {
    const adele = await real.open('admin', PHONE);
    await adele.waitForText(/Hello Adele/);
    const megan = await real.open('purchaser', WIDE);
    await megan.waitForText(/Hello Megan/);
    await megan.type('buy 2 Visio Plan 2');
    await megan.waitForText(/Visio Plan 2/);
    await megan.press('Buy');
    await adele.waitForText(/Megan Bowen bought Visio Plan 2/);
    await adele.press('Do not allow');
    await adele.waitForText(/Stop allowing self-service purchases of Visio Plan 2\?/);
    await Promise.all([adele.close(), megan.close()]);
  });
});
