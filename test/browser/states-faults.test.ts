// What goes wrong around the page: workers that die or never start, a storage that is denied, full or corrupt, a browser that
// cannot. Each is said, with what is left; nothing that was there is lost.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { giveFate } from './fates.ts';
import { atRest, hasChromium, openPage } from './page.ts';
import { dial, heading, small, status, weeks, withDraft } from './small.ts';

const notices = (page: Page): Promise<string> =>
  page.locator('.notices').evaluate((place) => place.textContent.replace(/\s+/g, ' '));

describe.skipIf(!hasChromium)('workers', () => {
  it('that die over a run lose that run alone, which is told with its seed and can be reported', async () => {
    const { page, close } = await openPage({
      permissions: ['clipboard-read', 'clipboard-write'],
      before: async (fresh) => {
        await giveFate(fresh, { dies: [3] });
        await withDraft(fresh, small());
      },
    });
    await page.getByRole('button', { name: 'Copy report' }).waitFor();
    await atRest(page);
    expect(await notices(page)).toMatch(
      /2 runs failed and are left out; the other runs are kept\. First: run 4 \(seed palinode 2015\): out of memory\./,
    );
    await heading(page, /11 of 12|of 11 paired runs/);
    await page.getByRole('button', { name: 'Copy report' }).click();
    await page.getByRole('button', { name: 'Report copied' }).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/^palinode [\d.]+\nrun 4, seed palinode 2015: out of memory; deaths 2\nrun 4, /);
    await close();
  });

  it('that never start leave the published answer, and say so', async () => {
    const { page, close } = await openPage({ before: (fresh) => giveFate(fresh, { neverStarts: true }) });
    await status(page, /^Nothing could be run here: .+ What is shown is the published answer\. Try again$/);
    expect(await page.textContent('h1')).toMatch(/of 200 paired runs/);
    expect(await page.locator('#differences svg circle').count()).toBeGreaterThan(20);
    await close();
  });
});

describe.skipIf(!hasChromium)('a draft', () => {
  it('survives a reload with its view, and may be let go', async () => {
    const { page, close } = await openPage({ before: (fresh) => giveFate(fresh, { waitFrom: 0 }) });
    await page.waitForSelector('.rail .card');
    await page.getByLabel('Hold runs').check();
    await dial(page, 'Weeks', '77');
    await page.getByRole('link', { name: 'Limits' }).click();
    await page.waitForFunction(() => {
      const kept = localStorage.getItem('palinode:draft') ?? '';
      return kept.includes('77') && kept.includes('"about"');
    });
    await page.goto(page.url().replace(/#.*/, ''));
    await page.reload();
    await page.getByText('Your draft of last time is open.').waitFor();
    await page.locator('.view-about').waitFor({ state: 'visible' });
    expect(await weeks(page)).toBe('77');
    await page.getByRole('button', { name: 'Start fresh' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.dials input')!.value === '200',
    );
    expect(await weeks(page)).toBe('520');
    await close();
  });

  it('that cannot be read is handed over; where nothing can be kept the page says so and works', async () => {
    const storages: Record<string, () => void> = {
      'The draft of last time was not opened: it cannot be read.': () =>
        localStorage.setItem('palinode:draft', '{"text": 5'),
      'This browser does not let the page keep anything, so this draft is not saved in it.': () =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        }),
      'The storage of this browser is full, so this draft is not saved in it.': () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    };
    for (const [words, breaks] of Object.entries(storages)) {
      const { page, close } = await openPage({
        acceptDownloads: true,
        before: async (fresh) => {
          await giveFate(fresh, { waitFrom: 0 });
          await fresh.addInitScript(breaks);
        },
      });
      await page.getByLabel('Hold runs').check();
      await dial(page, 'Weeks', '77');
      await page.locator('.notices', { hasText: words }).waitFor();
      await status(page, /^Changed, and not yet run\./);
      if (words.includes('cannot be read')) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save it as it is' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('draft.txt');
      } else expect(await notices(page)).toContain('Save the scenario as a file to keep it.');
      await close();
    }
  });
});

describe.skipIf(!hasChromium)('a browser that cannot', () => {
  it('gets one sentence and the answer that was made beforehand', async () => {
    const { page, close } = await openPage({
      before: async (fresh) => {
        await fresh.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
      },
    });
    await page.locator('.unable').waitFor();
    expect(await page.textContent('.unable')).toMatch(
      /^This browser cannot run the model \(it has no Worker\), so what is below is the answer that was made beforehand;/,
    );
    expect(await page.textContent('h1')).toMatch(/of 200 paired runs/);
    expect(await page.locator('#differences svg circle').count()).toBeGreaterThan(20);
    expect(await page.locator('#unstarted').count()).toBe(0);
    await close();
  });

  it('or that cannot even read the script, or not all of it, says so after a while', async () => {
    const { page, troubles } = await openPage({
      before: async (fresh) => void (await fresh.route(/\.js$/, (route) => route.abort())),
    });
    const line = page.locator('#unstarted');
    expect(await line.isVisible()).toBe(false);
    // Seconds of waiting, twenty times as fast.
    const session = await page.context().newCDPSession(page);
    await session.send('Animation.enable');
    await session.send('Animation.setPlaybackRate', { playbackRate: 20 });
    await line.waitFor({ state: 'visible', timeout: 20_000 });
    expect(await line.textContent()).toMatch(/has not started yet/);
    expect(await page.textContent('h1')).toMatch(/of 200 paired runs/);
    expect(troubles.every((each) => /Failed to load resource/.test(each))).toBe(true);
    await page.context().close();
  });

  it('or whose network is gone when a part is wanted says so', async () => {
    for (const [part, button] of [
      [/\/share-[^/]*\.js$/, null],
      [/\/gallery-[^/]*\.js$/, 'All questions'],
    ] as const) {
      const { page, troubles } = await openPage({
        before: async (fresh) => void (await fresh.route(part, (route) => route.abort())),
      });
      await page.waitForSelector('.rail .card');
      if (button !== null) await page.getByRole('button', { name: button }).click();
      await page.locator('.notice', { hasText: 'could not be loaded' }).waitFor();
      expect(await page.getByRole('button', { name: 'Reload' }).isVisible()).toBe(true);
      expect(troubles.every((each) => /Failed to load resource/.test(each))).toBe(true);
      await page.context().close();
    }
  });
});
