// What the page says while an answer is on its way, and of answers that are none: a first look, a stop, a hold, nothing that
// happened, policies that are the same, a world that is too large, a run that would be long.
import { describe, expect, it } from 'vitest';
import { giveFate, letGo } from './fates.ts';
import { atRest, hasChromium, openPage } from './page.ts';
import { dial, heading, POLICIES, small, status, withDraft, write } from './small.ts';

describe.skipIf(!hasChromium)('while an answer is on its way', () => {
  it('there is a word, then a bar with a noun; a first look that says it is one; a stop that goes on; a hold', async () => {
    const { page, close } = await openPage({
      before: async (fresh) => {
        await giveFate(fresh, { waitFrom: 8 });
        await withDraft(fresh, small());
        // What stood in the place of progress, one after the other.
        await fresh.addInitScript(() => {
          const seen: string[] = [];
          Object.assign(window, { seen });
          new MutationObserver(() => {
            const now = document.querySelector('.progress progress') === null ? 'no bar' : 'bar';
            const phase = document.documentElement.dataset.phase;
            if (phase === 'running' && seen.at(-1) !== now) seen.push(now);
          }).observe(document, { subtree: true, childList: true, attributes: true });
        });
      },
    });
    await heading(page, /^So far, in 8 of 12 runs: /);
    await status(page, /^8 of 12 paired runs/);
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([
      'no bar',
      'bar',
    ]);
    expect(await page.locator('progress').getAttribute('value')).toBe('8');
    expect(await page.textContent('#differences')).toContain('Preview: 8 of 12 runs');
    expect(await page.locator('#differences pattern').count()).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Stop' }).click();
    await status(page, /^Stopped at 8 of 12 paired runs\. The range of 9 of 10 runs is rougher\. Go on$/);
    await heading(page, /^So far, in 8 of 12 runs: /);
    await letGo(page);
    await page.getByRole('button', { name: 'Go on' }).click();
    await atRest(page);
    await heading(page, /^(?!So far).+/);

    await page.getByLabel('Hold runs').check();
    const before = await page.textContent('h1');
    await dial(page, 'Weeks', '30');
    await status(page, /^Changed, and not yet run\./);
    await page.locator('.ribbon').waitFor();
    expect(await page.textContent('h1')).toBe(before);
    expect(
      await page
        .locator('.stale .figure')
        .first()
        .evaluate((one) => getComputedStyle(one).opacity),
    ).toBe('0.6');
    expect(
      await page
        .locator('.stale .figure')
        .first()
        .evaluate((one) => getComputedStyle(one).filter),
    ).toBe('none');
    await page.getByRole('button', { name: 'Run now' }).click();
    await atRest(page);
    await page.locator('.ribbon').waitFor({ state: 'detached' });
    expect(await page.textContent('.facts')).toContain('30 weeks');
    await close();
  });

  it('the published answer stays, dimmed, until there is one of what was changed', async () => {
    const { page, close } = await openPage({ before: (fresh) => giveFate(fresh, { waitFrom: 0 }) });
    const published = await page.textContent('h1');
    expect(published).toMatch(/of 200 paired runs/);
    await status(page, /starting \d workers?/);
    await page.getByLabel('Hold runs').check();
    await dial(page, 'Seed', 'another');
    await page.locator('.ribbon').waitFor();
    await status(page, /^Changed, and not yet run\./);
    expect(await page.textContent('h1')).toBe(published);
    await close();
  });
});

describe.skipIf(!hasChromium)('an answer', () => {
  it('may be that nothing happened, that policies are the same, that they cannot be told apart, or that it is too much', async () => {
    const { page, close } = await openPage({
      before: (fresh) => withDraft(fresh, small(), 'scenario'),
    });
    await page.waitForSelector('.text-plain', { state: 'attached' });
    await atRest(page);

    await write(
      page,
      small({ headline: 'recruits', behaviour: { exit: { elasticity: -0.5 }, recruit: { rate: 0 } } }),
    );
    await heading(page, /^Nobody was recruited in any run\./);
    expect(await page.locator('#differences').count()).toBe(0);
    expect(await page.textContent('.view-answer .empty')).toMatch(
      /“Recruitment”, an assumption, stands at 0; its default is [\d.]+\. Raise it/,
    );

    const [asItWas] = POLICIES;
    await write(page, small({ policies: [asItWas, { ...asItWas, id: 'twin', name: 'Twin' }] }));
    await heading(page, /^These two policies are identical, so every difference is exactly 0\.$/);
    await atRest(page);
    await page.locator('#differences details').evaluate((data: HTMLDetailsElement) => (data.open = true));
    await page.locator('#differences tbody tr').waitFor({ state: 'attached' });
    const cells = await page.locator('#differences tbody td').allTextContents();
    expect(cells.map((cell) => cell.trim()).slice(0, 7)).toEqual(['0', '12', '0', '12', '0.0', '0.0', '0.0']);

    const near = { ...asItWas, id: 'near', name: 'Near', sentencing: { certainty: 0.36 } };
    await write(page, small({ policies: [asItWas, near] }));
    await heading(page, /^The model cannot tell these apart: .+ of 12 paired runs/);

    await write(page, small({ population: { size: 4_000_000 } }));
    await status(
      page,
      /^One run would need about [\d,]+ MB, more than a page can hold\. Fewer people or ties would fit/,
    );
    await heading(page, /^The model cannot tell these apart/);
    await write(page, small({ replicates: 10_000, weeks: 1000, population: { size: 20_000 } }));
    await status(page, /^This would take about .+ here\. Run it$/);
    await page.getByRole('button', { name: 'Run it', exact: true }).click();
    await status(page, /^(Running\.|\d+ of 10000 paired runs)/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await status(page, /^Stopped at \d+ of 10000 paired runs/);
    await close();
  });
});
