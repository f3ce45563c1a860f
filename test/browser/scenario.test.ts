// The scenario view in a browser: a text broken and mended, the last good answer kept, form and text as one.
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { hasChromium, openPage } from './page.ts';

const SLOW = { timeout: 60_000 };

/** Opens the view; waits for the editor. */
async function openScenario(options: Parameters<typeof openPage>[0] = {}) {
  const opened = await openPage({ hash: '#scenario', ...options });
  await opened.page.waitForSelector('.text-editor[data-ready]', SLOW);
  return opened;
}

const line = (page: Page, words: string) => page.locator('.text-editor .cm-line', { hasText: words }).first();
const textOf = async (page: Page): Promise<string> => page.locator('.text-plain').inputValue();

/** Puts the cursor at the end of a line of the editor. */
async function endOf(page: Page, words: string): Promise<void> {
  await line(page, words).click();
  await page.keyboard.press('End');
}

describe.skipIf(!hasChromium)('the scenario view', () => {
  it('tells a slip at its line, keeps the last good scenario, and mends it with one key', async () => {
    const { page, close } = await openScenario();
    const before = await textOf(page);
    await endOf(page, '"replicates"');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete'); // "eplicates"
    const problem = page.locator('.problems li').first();
    await problem.waitFor(SLOW);
    const number = before.slice(0, before.indexOf('"replicates"')).split('\n').length;
    expect(await problem.textContent()).toMatch(new RegExp(`Line ${number}.*eplicates`, 's'));
    expect(await page.locator('.scenario-problems').textContent()).toContain(
      `Showing the scenario before line ${number} broke`,
    );
    expect(await page.locator('.text-editor .cm-lintRange-error').count()).toBeGreaterThan(0);
    await page.keyboard.press('F2');
    await page.waitForFunction(() => document.querySelector('.problems li') === null, undefined, SLOW);
    expect(await textOf(page)).toBe(before);
    await close();
  });

  it('goes to the line of a problem, and back by undo, in the plain box too', async () => {
    const { page, close } = await openScenario();
    const before = await textOf(page);
    await page.getByLabel('Plain text box').check();
    const box = page.locator('.text-plain');
    await box.fill(before.replace('"weeks": 520,', '"weeks": 520'));
    await page.locator('.problems li button').first().click();
    expect(await box.evaluate((one: HTMLTextAreaElement) => one === document.activeElement)).toBe(true);
    const place = await box.evaluate((one: HTMLTextAreaElement) => one.selectionStart);
    expect(before.slice(0, place)).toMatch(/"weeks": 520,?\s*$/);
    await page.keyboard.press('Control+z');
    expect(await textOf(page)).toBe(before);
    await close();
  });

  it('shows in the form what is typed in the text, and in the text what is set in the form', async () => {
    const { page, close } = await openScenario();
    await page.click('[data-group="policy-1"] > summary');
    await page.click('[data-group="policy-1-sentencing"] > summary');
    const severity = page.locator('#form-policies-1-sentencing-severity');
    await severity.fill('4');
    expect(await textOf(page)).toMatch(/"severity": 4[,\s}]/);
    await line(page, '"severity": 4').waitFor(SLOW);
    await page.getByLabel('Plain text box').check();
    const text = await textOf(page);
    await page.locator('.text-plain').fill(text.replace('"severity": 4', '"severity": 6'));
    expect(await severity.inputValue()).toBe('6');
    await page.click('[data-tab="differs"]');
    expect(await page.locator('tr[data-pointer="/policies/1/sentencing/severity"]').textContent()).toMatch(
      /Severity.*6/s,
    );
    await close();
  });

  it('offers what may stand at the cursor, and lets Tab leave', async () => {
    const { page, close } = await openScenario();
    await endOf(page, '"replicates"');
    await page.keyboard.type(' "costs": { "');
    await page.locator('.cm-tooltip-autocomplete').waitFor(SLOW);
    expect(await page.locator('.cm-tooltip-autocomplete').textContent()).toContain('prisonYear');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement?.classList.contains('text-editor') ?? false),
    ).toBe(false);
    await close();
  });

  it('fits 320 pixels, and has the evidence of every number', async () => {
    const { page, close } = await openScenario({ viewport: { width: 320, height: 700 } });
    await page.click('[data-group="population"] > summary');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.click('[data-tab="evidence"]');
    await page.locator('.evidence a[href^="https://"]').first().waitFor(SLOW);
    expect(await page.locator('.evidence tbody tr').count()).toBeGreaterThan(60);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await close();
  });
});
