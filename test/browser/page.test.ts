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
    const { page, close } = await openPage({
      viewport: { width: 390, height: 760 },
      // Nobody is taken to read who has not moved, however long the check takes.
      before: (fresh) =>
        fresh.addInitScript(() => {
          const { setTimeout } = window;
          Object.assign(window, {
            setTimeout: (call: () => void, ms?: number) => (ms === 6000 ? 0 : setTimeout(call, ms)),
          });
        }),
    });
    await reproduced(page);
    const marks = () => page.locator('#fan svg path').count();
    expect(await page.locator('#differences svg circle').count()).toBeGreaterThan(20);
    expect([await marks(), await page.locator('.rail .card').count()]).toEqual([0, 0]);
    const room = await page.evaluate(() => document.querySelector('#fan')!.getBoundingClientRect().height);
    await page.getByRole('button', { name: 'Change policies' }).click();
    await page.locator('.rail .card').first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#fan svg path').length > 4);
    expect(room).toBeGreaterThan(100);
    await close();
  });
});
