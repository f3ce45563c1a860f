// The page as a whole, in a real browser.
import { describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';

describe.skipIf(!hasChromium)('the page', () => {
  it('opens on an answer, and runs', async () => {
    const { page, close } = await openPage();
    await page.waitForSelector('h1');
    await atRest(page);
    expect(await page.textContent('h1')).toMatch(/paired runs|cannot tell/);
    await close();
  });
});
