// A link from one browser to another, and the brief on paper: what is sent away is the whole answer, and brings it back.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';
import { small, weeks, withDraft } from './small.ts';

const CLIPBOARD: BrowserContextOptions = { permissions: ['clipboard-read', 'clipboard-write'] };
const mine = small({ title: 'My own world', weeks: 50 });
const theirs = small();

const draftOf = (page: Page): Promise<string> =>
  page.evaluate(() => (JSON.parse(localStorage.getItem('palinode:draft')!) as { text: string }).text);

async function copied(): Promise<{ link: string; answer: string }> {
  const { page, close } = await openPage({ ...CLIPBOARD, before: (fresh) => withDraft(fresh, theirs) });
  await page.waitForSelector('.rail .card');
  await atRest(page);
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText(/^Copied the link/).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const answer = (await page.textContent('h1'))!;
  await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).click();
  await printed(page, answer);
  await close();
  return { link, answer };
}

async function printed(page: Page, answer: string): Promise<void> {
  await page.evaluate(() => Object.assign(window, { print: () => {} }));
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('button', { name: 'Print brief' }).click();
  await page.emulateMedia({ media: 'print' });
  const brief = page.getByRole('article', { name: 'Brief' });
  await brief.waitFor();
  expect(await page.locator('.rail').isVisible()).toBe(false);
  expect(await brief.textContent()).toContain(answer);
  expect(await brief.locator('svg[role=img]').count()).toBe(2);
  expect(await brief.locator('tbody tr').count()).toBeGreaterThan(20);
  const grades = await brief.locator('tbody tr td:last-child').allTextContents();
  expect(grades.every((grade) => /^[A-H]$/.test(grade.trim()))).toBe(true);
  expect(await brief.locator('footer').textContent()).toMatch(/palinode/i);
  expect(await brief.textContent()).toMatch(/recipe [0-9a-f]{4}-[0-9a-f]{4}/);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g)!.length;
  expect(pages).toBeGreaterThanOrEqual(2);
  expect(pages).toBeLessThanOrEqual(3);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await brief.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+p');
  await page.locator('article.brief').waitFor({ state: 'attached' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.locator('article.brief').waitFor({ state: 'detached' });
  expect(await page.locator('.rail').isVisible()).toBe(true);
}

describe.skipIf(!hasChromium)('a link', () => {
  it('opens elsewhere as a preview, leaves the draft, and comes out the same; cut, it says so', async () => {
    const { link, answer } = await copied();
    expect(link).toMatch(/^http:.*#r=v1\.punish-or-listen\./);
    const fragment = link.slice(link.indexOf('#'));
    const { page, close } = await openPage({
      hash: fragment,
      before: (fresh) => withDraft(fresh, mine, 'scenario'),
    });
    await page.getByRole('heading', { name: 'Load this scenario? A small world' }).waitFor();
    await atRest(page);
    await page.waitForTimeout(1200);
    expect(await page.textContent('.status')).toContain('200 people');
    expect(await weeks(page)).toBe('50');
    expect(JSON.parse(await draftOf(page))).toEqual(JSON.parse(mine));
    expect(page.url()).toContain(fragment);

    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.waitForFunction(() =>
      document.querySelector('.progress')!.textContent!.includes('not yet run'),
    );
    expect(await page.getAttribute('html', 'data-phase')).toBe('held');
    await page.getByRole('button', { name: 'Re-run and compare' }).click();
    await page.getByRole('heading', { name: /^Reproduced: 12 paired runs/ }).waitFor({ timeout: 30_000 });
    expect(await page.textContent('.view-answer h1')).toBe(answer);
    await page.waitForFunction(
      () => localStorage.getItem('palinode:draft')!.includes('A small world'),
      undefined,
      { timeout: 5_000 },
    );
    expect(JSON.parse(await draftOf(page))).toEqual(JSON.parse(theirs));
    await page.locator('.incoming').getByRole('button', { name: 'Close' }).click();

    await page.evaluate((cut) => (location.hash = cut), fragment.slice(0, -20));
    await page
      .getByRole('heading', { name: /^The link is incomplete \(got \d+ of \d+ characters\)/ })
      .waitFor();
    await page.getByRole('button', { name: 'Open “Punish or listen?”' }).click();
    await page.locator('.incoming section').waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.dials input')!.value === '200',
    );
    expect(await weeks(page)).toBe('520');
    await close();
  });
});
