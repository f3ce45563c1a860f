// The People view in a real browser, over a world so small that it is replayed in moments: two worlds of one replicate,
// scrubbed by keys; maps that zoom and move together; and a person found by number, by click and in the table.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium, openPage } from './page.ts';

const file = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as object;
const text = JSON.stringify({
  ...file,
  ...{ weeks: 156, replicates: 2, population: { size: 600, initialMembers: 0.3 } },
  network: { communities: { count: 5 } },
});

const opened = async (): Promise<Awaited<ReturnType<typeof openPage>>> => {
  const draft = JSON.stringify({
    text,
    preset: 'punish-or-listen',
    view: 'people',
    choices: { policy: 'voices' },
  });
  const found = await openPage({
    hash: '#people',
    viewport: { width: 1280, height: 900 },
    before: (page) =>
      page.addInitScript((kept) => localStorage.setItem('palinode:draft', kept), draft).then(() => undefined),
  });
  await found.page.waitForSelector('.people-map', { state: 'attached', timeout: 60_000 });
  return found;
};

/** How many pixels of a map are painted, and their sum: a picture in a number. */
const ink = (page: Page, map: number): Promise<number> =>
  page.evaluate((n) => {
    const canvas = document
      .querySelectorAll<HTMLCanvasElement>('.people-map')
      [n].querySelectorAll('canvas')[1];
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, byte, k) => (sum * 31 + byte * (k % 97)) % 1_000_003, 7);
  }, map);

async function scrubs(page: Page): Promise<void> {
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
  await page.waitForFunction(() => (document.querySelector('#people-week') as HTMLInputElement).value > '0');
  await page.keyboard.press('Space');
}

async function zooms(page: Page): Promise<void> {
  const map = page.locator('.people-map').first();
  const zoom = page.locator('.people-zoom output');
  const names = () =>
    page.locator('.people-map svg').evaluateAll((maps) => maps.map((each) => each.textContent));
  const whole = await names();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  expect(await zoom.textContent()).toContain('1.6');
  const closer = await names();
  expect(closer[0]).not.toBe(whole[0]);
  expect(new Set(closer).size).toBe(1); // all three
  await map.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  const left = await ink(page, 0);
  await page.keyboard.press('ArrowRight');
  expect(await ink(page, 0)).not.toBe(left);
  const { x, y } = (await map.boundingBox())!;
  await page.mouse.move(x + 150, y + 120);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => !/2\.6/.test(document.querySelector('.people-zoom output')!.textContent!));
}

/** Under zoom: a drag moves everything by as much and picks nobody; a click picks whose dot it is on. */
async function picks(page: Page): Promise<void> {
  const map = page.locator('.people-map').first();
  await page.fill('input[name=person]', '12');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-person="12"]', { state: 'attached' });
  await map.focus();
  await page.keyboard.press('0');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const ring = async (which: 'first' | 'last') => (await map.locator('circle')[which]().boundingBox())!;
  const [before, { x, y, width, height }] = [await ring('last'), (await map.boundingBox())!];
  const way = { x: before.x < x + width / 2 ? -1 : 1, y: before.y < y + height / 2 ? -1 : 1 };
  const from = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 12 * way.x, from.y - 9 * way.y, { steps: 4 });
  await page.mouse.up();
  const after = await ring('last');
  expect(Math.abs(after.x - before.x + 12 * way.x)).toBeLessThan(6);
  expect(Math.abs(after.y - before.y + 9 * way.y)).toBeLessThan(6);
  expect(await page.inputValue('input[name=person]')).toBe('12');
  const at = await page.evaluate(() => {
    const [svg] = document.querySelectorAll('.people-map svg');
    const frame = svg.getBoundingClientRect();
    const rings = [...svg.querySelectorAll('circle[stroke-width="1"]')].map((each) =>
      each.getBoundingClientRect(),
    );
    const middles = rings.map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
    return middles.find(
      (p) => p.x > frame.left + 9 && p.x < frame.right - 9 && p.y > frame.top + 9 && p.y < frame.bottom - 9,
    );
  });
  await page.mouse.click(at!.x, at!.y);
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name=person]')!.value !== '12',
  );
  const tie = await page.inputValue('input[name=person]');
  const own = await ring('last');
  expect(Math.hypot(own.x + own.width / 2 - at!.x, own.y + own.height / 2 - at!.y)).toBeLessThan(2);
  expect(await map.locator(`[data-person="${tie}"]`).count()).toBe(1);
  await map.focus();
  await page.keyboard.press('0');
  expect(await page.locator('.people-zoom output').textContent()).toContain('1.0');
  expect(await page.getByRole('button', { name: 'Zoom out' }).getAttribute('aria-disabled')).toBe('true');
}

async function tells(page: Page): Promise<void> {
  const heading = page.locator('#person-heading');
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
  await page.getByRole('checkbox', { name: /only people whose fate differs/ }).check();
  await page.waitForFunction(() =>
    /the same in both worlds/.test(document.querySelector('.people-map')!.getAttribute('aria-label')!),
  );
  const communities = page.locator('details', { hasText: 'Communities, ' });
  const people = await communities.locator('tbody td:nth-child(2)').allTextContents();
  expect(people.reduce((sum, n) => sum + Number(n), 0)).toBe(600);
}

/** One map below the other where the screen is narrow, and nothing wider than it. */
async function narrows(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.waitForFunction(
    () =>
      new Set([...document.querySelectorAll('.people-map')].map((map) => map.getBoundingClientRect().left))
        .size === 1,
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

describe.skipIf(!hasChromium)('people', () => {
  it('shows one replicate under two policies: any week by keys, any part of it, any person', async () => {
    const { page, close } = await opened();
    await scrubs(page);
    await zooms(page);
    await picks(page);
    await tells(page);
    await narrows(page);
    await close();
  });
});
