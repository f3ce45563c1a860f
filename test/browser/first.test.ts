// Who comes for the first time: one lever asks to be moved; the gallery, the guess before the answer and the strip of past
// answers, by keys, with axe in each; and what is copied is what the page says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';
import type { Opened } from './page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in what matches `within`, in words. */
function violations(page: Page, within: string): Promise<string[]> {
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as {
      axe: { run(at: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run(selector)).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`,
    );
  }, within);
}

/** The founding question among few people, so that the test is quick. */
function small(): string {
  const scenario = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as object;
  const fewer = { title: 'A small world', population: { size: 400 }, weeks: 60, replicates: 10 };
  return JSON.stringify({ ...scenario, ...fewer }, null, 2);
}

async function answered(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.stale') === null);
  await atRest(page);
}

const heading = (page: Page): Promise<string> => page.locator('.view-answer h1').innerText();

describe.skipIf(!hasChromium)('a first visit', () => {
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    page = opened.page;
    await page.waitForSelector('.rail .card');
    await page.evaluate(AXE);
    // What is looked at here came with the page; to run it takes long, and longer what is opened on the way.
    await page.getByLabel('Hold runs').check();
  });
  afterAll(() => opened.close());

  it('copies the sentence that heads the answer, and says that a picture is copied', async () => {
    const said = await heading(page);
    await page.getByRole('button', { name: 'Share and export' }).click();
    await page.getByRole('button', { name: 'Copy sentence' }).click();
    await page.getByText('Copied the sentence').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(said);
    await page.getByRole('button', { name: 'Copy picture' }).click();
    await page.getByText('Copied: the picture is on the clipboard').waitFor();
    const types = await page.evaluate(async () => (await navigator.clipboard.read())[0]!.types);
    expect(types).toEqual(['image/png']);
    await page.keyboard.press('Escape');
  });

  it('shows every question on request, by keys; Undo of an opened one names the one before', async () => {
    const before = await page.textContent('.view-answer h1');
    await page.getByRole('button', { name: 'All questions' }).focus();
    await page.keyboard.press('Enter');
    const gallery = page.locator('dialog.gallery[open]');
    await gallery.waitFor();
    expect(await gallery.locator('article').count()).toBe(11);
    expect(await violations(page, 'dialog.gallery')).toEqual([]);
    await gallery.getByRole('button', { name: 'Open this question' }).nth(2).focus();
    await page.keyboard.press('Enter');
    await gallery.waitFor({ state: 'detached' });
    const select = page.locator('.preset select');
    expect(await select.inputValue()).toBe('silenced-voices');
    await page.locator('.tools').getByRole('button', { name: 'Undo' }).click();
    expect(await select.inputValue()).toBe('punish-or-listen');
    expect(await page.locator('.changed').count()).toBe(0);
    await page.waitForFunction(
      (words) => document.querySelector('.view-answer h1')!.textContent === words,
      before,
    );
  });

  it('asks for one lever to be moved until one is, and never again', async () => {
    expect(await page.locator('.hinted .move-me').innerText()).toMatch(/^Move me/);
    expect(await violations(page, '.rail')).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.locator('.hinted').evaluate((at) => getComputedStyle(at).animationName)).toBe('none');
    expect(await page.locator('.hinted').evaluate((at) => getComputedStyle(at).outlineStyle)).toBe('solid');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.locator('.hinted input[type=range]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.hinted').waitFor({ state: 'detached' });
    await page.locator('.tools').getByRole('button', { name: 'Undo' }).click();
    expect(await page.locator('.hinted').count()).toBe(0);
  });

  it('guesses before the answer is on the page, and sees both on one axis', async () => {
    await page.evaluate(() => (location.hash = 'guess'));
    await page.locator('.guesses fieldset').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const tree = await page.locator('main').ariaSnapshot();
    expect(tree).not.toMatch(/ended with|came out the same|cannot tell|run by run|of 200/);
    expect(await page.locator('main :is(h1, h2, svg, table):visible').count()).toBe(1);
    expect(await violations(page, 'main')).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#guessed svg').waitFor();
    expect(await page.locator('#guessed line[data-guess]').count()).toBe(1);
    expect(await page.locator('.gaps dd').first().innerText()).toMatch(/You guessed .* than you guessed/);
    expect(await violations(page, 'main')).toEqual([]);
    await page.getByRole('link', { name: 'To the whole answer' }).first().click();
    await page.locator('.view-answer h1').waitFor();
    expect(await page.locator('#guess').isVisible()).toBe(false);
  });

  it('goes back to an answer that was, in one step', async () => {
    await page
      .locator('input[type=file][multiple]')
      .first()
      .setInputFiles({
        ...{ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(small()) },
      });
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByLabel('Hold runs').uncheck();
    await page.waitForFunction(() =>
      /10 paired runs/.test(document.querySelector('.view-answer h1')!.textContent),
    );
    const before = await heading(page);
    await page.locator('[data-pointer="/weeks"], .dials input').nth(1).fill('40');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.past li').length === 3);
    await answered(page);
    const strip = page.locator('.past button');
    expect(await strip.nth(2).innerText()).toMatch(/from 60 to 40[^]*Shown now/);
    expect(await violations(page, '.past')).toEqual([]);
    await strip.nth(1).focus();
    await page.keyboard.press('Enter');
    await page.locator('.past li:nth-child(2) [aria-current=true]').waitFor();
    await answered(page);
    expect(await heading(page)).toBe(before);
    expect(await page.locator('.dials input').nth(1).inputValue()).toBe('60');
    await page.locator('.tools').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.past li:nth-child(3) [aria-current=true]').waitFor();
  });
});

it.skipIf(!hasChromium)('who comes to guess does not see the answer before the page is at work', async () => {
  const { page, close } = await openPage({ hash: '#guess', javaScriptEnabled: false });
  await page.locator('.rail').waitFor({ state: 'attached' });
  expect(await page.locator('.view-answer').isVisible()).toBe(false);
  await close();
});
