// The page opens on an answer that is in it before anything runs, and shows that it is so here.
import { describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage, reproduced } from './page.ts';

describe.skipIf(!hasChromium)('the page', () => {
  it('has its answer before any script has run', async () => {
    const { page, close } = await openPage({ javaScriptEnabled: false });
    expect(await page.textContent('h1')).toMatch(/of 200 paired runs/);
    expect(await page.locator('#differences svg[role=img] circle').count()).toBeGreaterThan(20);
    expect(await page.getByRole('table', { name: /The middle run/ }).isVisible()).toBe(true);
    expect(await page.textContent('noscript')).toMatch(/needs JavaScript/);
    await close();
  });

  it('makes the first runs of that answer anew, and says that they are the same', async () => {
    const { page, close } = await openPage();
    await reproduced(page);
    await atRest(page);
    expect(await page.textContent('h1')).toMatch(/of 200 paired runs/);
    await close();
  });

  it('shows the same words and the same picture with script as without', async () => {
    const still = await openPage({ javaScriptEnabled: false });
    const before = await still.page.locator('#differences svg circle').count();
    const words = await still.page.textContent('h1');
    await still.close();
    const { page, close } = await openPage();
    await page.waitForFunction(() => document.documentElement.dataset.phase !== undefined);
    expect(await page.textContent('h1')).toBe(words);
    expect(await page.locator('#differences svg circle').count()).toBe(before);
    await close();
  });

  it('draws the first picture, and the others when somebody is there; on a phone the levers too', async () => {
    const { page, close } = await openPage({ viewport: { width: 390, height: 760 } });
    await reproduced(page);
    const marks = () => page.locator('#fan svg path').count();
    expect(await page.locator('#differences svg circle').count()).toBeGreaterThan(20);
    const before = await marks();
    const still = await page.locator('.rail .card').count();
    const room = await page.evaluate(() => document.querySelector('#fan')!.getBoundingClientRect().height);
    await page.getByRole('button', { name: 'Change policies' }).click();
    await page.locator('.rail .card').first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#fan svg path').length > 4);
    // The check may take longer than somebody who does not move is waited for.
    if (still === 0) expect(before).toBe(0);
    expect(room).toBeGreaterThan(100);
    await close();
  });
});
