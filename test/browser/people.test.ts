// The People view in a real browser: two worlds of one replicate, scrubbed by keys, and a person found by number, by click and
// in the table.
import { describe, expect, it } from 'vitest';
import { hasChromium, openPage } from './page.ts';
import type { Page } from 'playwright-core';

/** How many pixels of a map are painted, and their sum: a picture in two numbers. */
const ink = (page: Page, map: number): Promise<number> =>
  page.evaluate((n) => {
    const canvas = document
      .querySelectorAll<HTMLCanvasElement>('.people-map')
      [n].querySelectorAll('canvas')[1];
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, byte, k) => (sum * 31 + byte * (k % 97)) % 1_000_003, 7);
  }, map);

const opened = async (width = 1280): Promise<Awaited<ReturnType<typeof openPage>>> => {
  const found = await openPage({ hash: '#people', viewport: { width, height: 900 } });
  await found.page.waitForSelector('.people-map', { state: 'attached', timeout: 120_000 });
  return found;
};

describe.skipIf(!hasChromium)('people', () => {
  it('shows one replicate under two policies, and any week of it by keys', async () => {
    const { page, close } = await opened();
    expect(await page.locator('.people-map').count()).toBe(3);
    const slider = page.locator('#people-week');
    const last = Number(await slider.getAttribute('max'));
    expect(await slider.inputValue()).toBe(String(last));
    const atEnd = await ink(page, 0);
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.inputValue()).toBe('0');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^The start: .+ in the group/);
    expect(await ink(page, 0)).not.toBe(atEnd);
    expect(await ink(page, 0)).toBe(await ink(page, 2)); // nothing has parted yet
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe('14');
    await page.keyboard.press('PageDown');
    expect(await slider.inputValue()).toBe('1');
    await page.keyboard.press('End');
    expect(await ink(page, 0)).toBe(atEnd);
    await page.keyboard.press('Space');
    await page.waitForFunction(
      () => (document.querySelector('#people-week') as HTMLInputElement).value > '0',
    );
    await page.keyboard.press('Space');
    await close();
  });

  it('tells a person’s story, found by number, by a click and in the table', async () => {
    const { page, close } = await opened();
    const heading = page.locator('#person-heading');
    await page.fill('input[name=person]', '12');
    await page.keyboard.press('Enter');
    await heading.waitFor({ timeout: 60_000 });
    expect(await heading.textContent()).toContain('Person 12');
    await page
      .locator('.people-map')
      .first()
      .click({ position: { x: 130, y: 130 } });
    await page.waitForFunction(
      () => !/Person 12 /.test(document.querySelector('#person-heading')?.textContent ?? 'Person 12 '),
    );
    const first = page.locator('section[aria-label="People whose course differs"] tbody tr').first();
    const name = (await first.locator('th').innerText()).trim();
    await first.locator('button').click();
    await page.waitForFunction(
      (who) => document.querySelector('#person-heading')?.textContent?.startsWith(`Person ${who}`),
      name,
    );
    expect(await page.locator('#person p').count()).toBeGreaterThan(2);
    await page.fill('input[name=person]', '999999');
    await page.keyboard.press('Enter');
    expect(await heading.textContent()).toContain(`Person ${name}`);
    await close();
  });

  it('fits a narrow screen, one map below the other', async () => {
    const { page, close } = await opened(320);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    const boxes = await page
      .locator('.people-map')
      .evaluateAll((maps) => maps.map((map) => map.getBoundingClientRect().left));
    expect(new Set(boxes).size).toBe(1);
    await close();
  });
});
