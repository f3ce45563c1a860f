// axe in every view, in every way that the page may be looked at; and everything reached and seen by keyboard alone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../viz/choices.ts';
import { hasChromium, openPage } from './page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Way {
  readonly name: string;
  readonly media?: Parameters<Page['emulateMedia']>[0];
  readonly width?: number;
  /** Percent of the usual size of text. */
  readonly text?: number;
}

const WAYS: readonly Way[] = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { forcedColors: 'active' } },
  { name: 'reduced motion', media: { reducedMotion: 'reduce' } },
  { name: '320 px', width: 320 },
  { name: 'text of 200 %', text: 200 },
];

const PLAIN = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    return (await axe.run({ resultTypes: ['violations'] })).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html }) => ({ html })),
    }));
  });
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}

async function settled(page: Page, view: string): Promise<void> {
  await page.waitForFunction(
    (id) => {
      const place = document.querySelector(`.view-${id}`);
      return place !== null && !place.hasAttribute('aria-busy') && place.childElementCount > 0;
    },
    view,
    { timeout: 60_000 },
  );
}

/** Everything that axe says of every view when the page is looked at in this way. */
async function look(page: Page, { media = {}, width = 1280, text = 100 }: Way): Promise<string[]> {
  await page.emulateMedia({ ...PLAIN, ...media });
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), text);
  const found: string[] = [];
  for (const view of VIEWS) {
    await page.evaluate((hash) => (location.hash = hash), view);
    await settled(page, view);
    found.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wide > 0) found.push(`${view}: scrolls sideways by ${wide} px`);
  }
  return found;
}

// Two pages at a time: one would leave a core idle.
describe.skipIf(!hasChromium)('axe finds nothing', () => {
  const halves = [WAYS.slice(0, 3), WAYS.slice(3)].map((ways) => ({
    names: ways.map(({ name }) => name).join(', '),
    ways,
  }));
  it.concurrent.each(halves)('in $names', async ({ ways }) => {
    const { page, close } = await openPage();
    await page.waitForSelector('.rail .card', { state: 'attached' });
    await page.evaluate(AXE);
    const found: Record<string, string[]> = {};
    for (const way of ways) found[way.name] = await look(page, way);
    expect(found).toEqual(Object.fromEntries(ways.map(({ name }) => [name, []])));
    await close();
  });
});

describe.skipIf(!hasChromium)('by keyboard alone', () => {
  it('the focus is always seen, and never under the bars', async () => {
    const { page, close } = await openPage();
    await page.waitForSelector('.rail .card');
    const hidden: string[] = [];
    for (let k = 0; k < 60; k++) {
      await page.keyboard.press('Tab');
      const trouble = await page.evaluate(() => {
        const at = document.activeElement;
        if (at === null || at === document.body) return null;
        const { left, top, width, height } = at.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        const covered =
          seen !== null &&
          !at.contains(seen) &&
          !seen.contains(at) &&
          seen.closest('label')?.contains(at) !== true;
        const { outlineStyle, boxShadow } = getComputedStyle(at);
        const marked = outlineStyle !== 'none' || boxShadow !== 'none';
        return covered || !marked
          ? `${covered ? 'covered' : 'unmarked'}: ${at.tagName} ${at.className} ${at.textContent.slice(0, 60)}`
          : null;
      });
      if (trouble !== null) hidden.push(trouble);
    }
    expect(hidden).toEqual([]);
    await close();
  });
});
