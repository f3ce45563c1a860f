// What if and Why in the built page, over a world so small that all of it is run in moments: begun, paused, taken up, stopped;
// the map by keys alone.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';

const file = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as object;
const text = JSON.stringify({
  ...file,
  ...{
    weeks: 26,
    replicates: 8,
    population: { size: 120, initialMembers: 0.3 },
    network: { communities: { count: 3 } },
  },
});

const opened = (view: string) =>
  openPage({
    hash: `#${view}`,
    before: async (page) => {
      const choices = { measure: 'prison-imposed', policy: 'voices' };
      const draft = JSON.stringify({ text, preset: 'punish-or-listen', view, choices });
      await page.addInitScript((kept) => localStorage.setItem('palinode:draft', kept), draft);
    },
  });

const phase = (page: Page, id: string, is: string) =>
  page.waitForFunction(
    ([name, wanted]) => document.querySelector<HTMLElement>(`#${name}-progress`)?.dataset.phase === wanted,
    [id, is],
    { timeout: 120_000 },
  );

async function ready(page: Page, id: string): Promise<void> {
  await page.waitForSelector(`#${id}-progress`);
  await page.waitForFunction(() => document.querySelector('.status')!.textContent!.includes('120 people'));
  await atRest(page);
}

describe.skipIf(!hasChromium)('what if we are wrong', () => {
  it('runs a map that is paused, taken up and walked by keys; Enter sets the scenario and keeps the map', async () => {
    const { page, close } = await opened('whatif');
    await ready(page, 'breakeven');
    const controls = page.locator('#breakeven-progress');
    expect(await controls.textContent()).toMatch(
      /Takes 100 paired runs, (about|under) \d.*; at most 1,500, (about|under) \d/,
    );
    await controls.getByRole('button').first().click();
    await page.waitForSelector('#breakeven svg');
    await controls.getByRole('button', { name: /^Pause/ }).click();
    await phase(page, 'breakeven', 'paused');
    const paused = await controls.textContent();
    await page.waitForTimeout(400);
    expect(await controls.textContent()).toBe(paused);
    await controls.getByRole('button', { name: /^Resume/ }).click();
    await page.waitForFunction(
      () =>
        document.querySelectorAll('#breakeven [data-cell]').length >= 25 &&
        document.querySelector('#breakeven [data-sign=none]') === null,
      undefined,
      { timeout: 100_000 },
    );
    await controls.getByRole('button', { name: /^Stop/ }).click();

    const readout = page.locator('#breakeven-readout');
    const before = await readout.textContent();
    await page.locator('.map .place').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    const after = await readout.textContent();
    expect(after).not.toBe(before);
    await page.keyboard.press('Enter');
    const [, elasticity] = /Silencing effect −(\d\.\d+)/.exec(after!)!;
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('button')].find((each) => /^\s*Set the scenario/.test(each.textContent))
          ?.disabled,
    );
    expect(await page.locator('#breakeven [data-sign=none]').count()).toBe(0);
    expect(await readout.textContent()).toBe(after);
    expect(await page.evaluate(() => document.activeElement!.className)).toBe('place');
    // The readout is rounded, the field is not.
    const field = page.locator('.rail [data-pointer="/behaviour/exit/elasticity"] input[type=number]');
    expect(Math.abs(Number(await field.inputValue()) + Number(elasticity))).toBeLessThanOrEqual(0.0051);
    await close();
  });

  it('runs a tornado that stops at once and goes on after another view was looked at', async () => {
    const { page, close } = await opened('whatif');
    await ready(page, 'tornado');
    const controls = page.locator('#tornado-progress');
    await controls.getByRole('button').first().click();
    await page.waitForSelector('#tornado svg');
    await page.getByRole('link', { name: 'Why' }).click();
    await page.waitForSelector('#moved-progress');
    await page.getByRole('link', { name: 'What if' }).click();
    await phase(page, 'tornado', 'running');
    await controls.getByRole('button', { name: /^Stop/ }).click();
    expect(await controls.textContent()).toMatch(
      /Stopped at [\d,]+ of [\d,]+ paired runs\. What has come is kept\./,
    );
    expect(await page.locator('#tornado [data-row=bar]').count()).toBeGreaterThan(0);
    await close();
  });
});

describe.skipIf(!hasChromium)('why', () => {
  it('shows where people stand, what moved them by runs with a switch off, and the levers', async () => {
    const { page, close } = await opened('why');
    await ready(page, 'moved');
    expect(await page.locator('#stages svg [data-plot]').count()).toBe(4);
    expect(await page.locator('#levers svg [data-plot]').count()).toBeGreaterThan(5);
    await page.locator('#moved-progress').getByRole('button').first().click();
    await phase(page, 'moved', 'done');
    expect(await page.textContent('#moved-heading')).toMatch(/^In the model, /);
    expect(await page.textContent('#moved')).toMatch(/Silence for fear of prison/);
    await close();
  });
});
