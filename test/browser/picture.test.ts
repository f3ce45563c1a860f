// The picture of the dashboard in README.md is one of the page as it is built: UPDATE_GOLDEN=1 takes it anew, and it fails
// when the page no longer looks like it.
import { readFileSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { hasChromium, openPage, reproduced } from './page.ts';

const PICTURE = 'test/snapshots/dashboard.png';
/** Share of the pixels that may differ: type is set a little differently from machine to machine. */
const TOLERANCE = 0.08;

describe.skipIf(!hasChromium)('the picture of README.md', () => {
  it('shows the page', async () => {
    const { page, close } = await openPage({ viewport: { width: 1280, height: 1000 }, colorScheme: 'light' });
    await reproduced(page);
    await page.waitForSelector('.rail .card');
    const taken = await page.screenshot();
    if (process.env.UPDATE_GOLDEN) writeFileSync(PICTURE, taken);
    const [ours, kept] = [PNG.sync.read(taken), PNG.sync.read(readFileSync(PICTURE))];
    expect([ours.width, ours.height]).toEqual([kept.width, kept.height]);
    let differs = 0;
    for (let at = 0; at < ours.data.length; at += 4)
      if ([0, 1, 2].some((k) => Math.abs(ours.data[at + k]! - kept.data[at + k]!) > 48)) differs++;
    expect(differs / (ours.width * ours.height)).toBeLessThan(TOLERANCE);
    expect(readFileSync('README.md', 'utf8')).toContain(`](${PICTURE})`);
    await close();
  });
});
