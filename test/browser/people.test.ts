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

  it('zooms and moves its maps together, by button, key, wheel and hand; who is clicked is who is seen', async () => {
    const { page, close } = await opened();
    const map = page.locator('.people-map').first();
    const zoom = page.locator('.people-zoom output');
    const seen = () =>
      page.locator('.people-map svg').evaluateAll((maps) => maps.map((each) => each.textContent));
    const whole = await seen();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await zoom.textContent()).toContain('1.6');
    const closer = await seen();
    expect(closer[0]).not.toBe(whole[0]);
    expect(new Set(closer).size).toBe(1);
    await map.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    const left = await ink(page, 0);
    await page.keyboard.press('ArrowRight');
    expect(await ink(page, 0)).not.toBe(left);
    const box = (await map.boundingBox())!;
    const [x, y] = [box.x + 150, box.y + 120];
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -60);
    await page.keyboard.up('Control');
    await page.waitForFunction(
      () => !/2\.6/.test(document.querySelector('.people-zoom output')!.textContent!),
    );
    await page.fill('input[name=person]', '12');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-person="12"]', { state: 'attached' });
    const ring = () => page.locator('.people-map svg').first().locator('circle').last();
    const before = (await ring().boundingBox())!;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y + 20, { steps: 2 });
    await page.mouse.move(x + 20, y + 30, { steps: 2 });
    await page.mouse.up();
    const after = (await ring().boundingBox())!;
    expect(Math.hypot(after.x - before.x - 20, after.y - before.y - 30)).toBeLessThan(30);
    expect(after.x !== before.x || after.y !== before.y).toBe(true);
    expect(await page.locator('input[name=person]').inputValue()).toBe('12'); // a drag picks nobody
    const tie = (await page.locator('.people-map svg').first().locator('circle').first().boundingBox())!;
    const inside =
      tie.x > box.x && tie.x < box.x + box.width - 8 && tie.y > box.y && tie.y < box.y + box.height - 8;
    if (inside) {
      await page.mouse.click(tie.x + tie.width / 2, tie.y + tie.height / 2);
      await page.waitForSelector('[data-person="12"]', { state: 'detached' });
    }
    await map.focus();
    await page.keyboard.press('0');
    expect(await zoom.textContent()).toContain('1.0');
    expect(await page.getByRole('button', { name: 'Zoom out' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('checkbox', { name: /only people whose fate differs/ }).check();
    await page.waitForFunction(() =>
      /the same in both worlds/.test(document.querySelector('.people-map')!.getAttribute('aria-label')!),
    );
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
