// The main task from end to end: open, read the answer, move a lever, break the JSON and mend it, compare three policies with
// the baseline, take a chart away in every form, open each again, and find the same result. And once by keyboard alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'palinode-task-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The founding question among few people, so that the test is quick. */
function small(): string {
  const scenario = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as Record<
    string,
    unknown
  >;
  const file = join(folder, 'small.json');
  const fewer = { title: 'A small world', population: { size: 600 }, weeks: 80, replicates: 12 };
  writeFileSync(file, JSON.stringify({ ...scenario, ...fewer }, null, 2));
  return file;
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file][multiple]').first().setInputFiles(path);
  await page.getByRole('heading', { name: /Load this scenario/ }).waitFor();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
}

async function saved(page: Page, button: RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function answered(page: Page): Promise<string> {
  await page.waitForFunction(() => document.querySelector('.stale') === null);
  await atRest(page);
  return (await page.textContent('h1'))!;
}

describe.skipIf(!hasChromium)('the main task', () => {
  it('from opening a scenario to opening its answer again', async () => {
    const { page, close } = await openPage({ acceptDownloads: true });
    await page.waitForSelector('input[type=file][multiple]', { state: 'attached' });
    await openFile(page, small());
    const first = await answered(page);
    expect(first).toMatch(/12 paired runs/);
    expect(await page.locator('.verdict').count()).toBe(2);

    // A lever: the answer is another one, and the one before is still there, faintly.
    const lever = page.locator('.rail [data-pointer="/policies/2/sentencing/certainty"] input[type=number]');
    await page.locator('.rail .card').nth(2).locator('summary').first().click();
    await lever.fill('0.9');
    await lever.press('Enter');
    await answered(page);
    await page.getByText('Faint: as it was before the last change').waitFor();

    // The JSON, wrongly and then rightly.
    await page.goto(`${page.url().replace(/#.*/, '')}#scenario`);
    await page.getByLabel('Plain text box').check();
    const box = page.locator('.text-plain');
    const good = await box.inputValue();
    await box.fill(good.replace('"replicates": 12', '"replicates": 12,,'));
    await page.locator('.notice.bad').waitFor();
    await box.fill(good.replace('"replicates": 12', '"replicates": 16'));
    await page.locator('.notice.bad').waitFor({ state: 'detached' });
    await page.goto(`${page.url().replace(/#.*/, '')}#answer`);
    await page.waitForFunction(() => /16 paired runs/.test(document.querySelector('h1')!.textContent!));
    const last = await answered(page);

    // Away with it, in every form.
    await page.getByRole('button', { name: 'Share and export' }).click();
    const paths: string[] = [];
    for (const button of [/^Save SVG/, /^Save PNG/, /^Save tables/, /^Save JSON/])
      paths.push(await saved(page, button));
    await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).click();

    // And in again: the same scenario, the same view, the same numbers.
    for (const path of paths) {
      await page.locator('.rail .card').first().waitFor();
      await openFile(page, path);
      await page.getByRole('button', { name: 'Re-run and compare' }).click();
      await page.getByRole('heading', { name: /reproduced/i }).waitFor({ timeout: 60_000 });
      expect(await page.textContent('h1')).toBe(last);
      await page.locator('.incoming').getByRole('button', { name: 'Close' }).click();
    }
    await close();
  });

  it('by keyboard alone, in at most 40 presses', async () => {
    const { page, close } = await openPage({ acceptDownloads: true });
    await page.waitForSelector('.rail .card');
    let presses = 0;
    const press = async (key: string): Promise<void> => {
      presses++;
      await page.keyboard.press(key);
    };
    const until = async (key: string, selector: string): Promise<void> => {
      const isThere = (wanted: string): boolean => document.activeElement?.matches(wanted) === true;
      while (!(await page.evaluate(isThere, selector)))
        if (presses > 100) throw new Error(`${selector} is not reached by ${key}`);
        else await press(key);
    };
    const before = await page.textContent('h1');
    // To the open policy's first lever, and along it.
    await until('Tab', '.skip[href="#rail"]');
    await press('Enter');
    await until('Tab', '.rail input[type=range]');
    const value = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    await press('ArrowLeft');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).not.toBe(value);
    await page.waitForFunction((words) => document.querySelector('h1')!.textContent !== words, before, {
      timeout: 90_000,
    });
    // Back to the drawer, and the picture of the answer out of it.
    await until('Shift+Tab', '[data-share="take"]');
    await press('Enter');
    await until('Tab', '[data-save="svg"]');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.svg$/);
    expect(presses).toBeLessThanOrEqual(40);
    await close();
  });
});
