// Whatever is dropped on the page: what it opens is offered and not run, what it does not open is refused with what to do, and a
// folder of the command line is made again to the last bit. Files are dropped by the browser itself, as by a hand.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, hasChromium, openPage } from './page.ts';
import { small, withDraft } from './small.ts';

const folder = mkdtempSync(join(tmpdir(), 'palinode-reopen-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const palinode = (...options: string[]): string =>
  execFileSync(process.execPath, ['dist/cli.js', ...options, '--quiet'], { encoding: 'utf8' });

/** Files and folders of the disk, let go of in the middle of the page. */
async function drop(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      ...{ type, x: 600, y: 400 },
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await session.detach();
}

const card = (page: Page, heading: RegExp) =>
  page.locator('.incoming section', { has: page.getByRole('heading', { name: heading }) });

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const text = small();

describe.skipIf(!hasChromium)('what is dropped on the page', () => {
  it('is offered, or refused with what to do', async () => {
    const { page, close } = await openPage({
      acceptDownloads: true,
      before: (fresh) => withDraft(fresh, text),
    });
    await page.waitForSelector('.rail .card');
    await atRest(page);
    const answer = await page.textContent('h1');

    await drop(page, file('other.json', small({ title: 'Another world', weeks: 200 })));
    await card(page, /^Load this scenario\? Another world/).waitFor();
    expect(await page.textContent('.incoming')).toMatch(
      /200 people × 12 runs × 4 policies, .+ on this machine\./,
    );
    expect(await page.getAttribute('html', 'data-phase')).toBe('idle');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    expect(await page.textContent('h1')).toBe(answer);

    await drop(page, file('newer.json', text.replace('"schemaVersion": 1', '"schemaVersion": 99')));
    const newer = card(page, /99/);
    await newer.waitFor();
    expect(await newer.textContent()).toMatch(/newer/);
    await newer.getByText('Read its scenario').click();
    expect(await newer.locator('pre').textContent()).toContain('"schemaVersion": 99');
    expect(await newer.locator('pre').evaluate((pre: HTMLElement) => pre.isContentEditable)).toBe(false);
    expect(await newer.getByRole('button', { name: 'Load' }).count()).toBe(0);

    await drop(
      page,
      file(
        'noise.bin',
        Uint8Array.from({ length: 500 }, (_, k) => (k * 89 + 200) % 256),
      ),
    );
    await card(page, /^This is neither a picture of this program nor text in UTF-8/).waitFor();
    await drop(page, file('a.json', text), file('b.json', text), file('c.json', text));
    await card(page, /^3 files at once are neither the folder of a run nor a scenario/).waitFor();

    // A picture that a chat program has been at, and the code that is printed in its corner.
    await page.getByRole('button', { name: 'Share and export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save SVG' }).click(),
    ]);
    const [, code] = /-([0-9a-f]{4}-[0-9a-f]{4})\.svg$/.exec(download.suggestedFilename())!;
    await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).click();
    await drop(page, file('chat.png', PNG));
    await card(page, /^This PNG carries no recipe: copied through a chat app\?/).waitFor();
    expect(await page.textContent('.incoming')).toContain('Type the recipe code printed in its corner');
    await page.getByRole('textbox', { name: 'Recipe code', exact: true }).fill('0000-0000');
    await page.getByRole('button', { name: 'Find it' }).click();
    await card(page, /^No picture with the code 0000-0000 was made in this browser/).waitFor();
    expect(await page.textContent('.incoming')).toContain('Ask who made the picture for its link');
    await page.getByRole('textbox', { name: 'Recipe code', exact: true }).fill(code!);
    await page.getByRole('button', { name: 'Find it' }).click();
    await card(page, /^Load this scenario\? A small world/).waitFor();
    expect(await page.textContent('.incoming')).toContain(`recipe ${code}`);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    expect(await page.textContent('h1')).toBe(answer);
    await close();
  });

  it('is kept until the part that looks at it has come, and so is the wish to take away', async () => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const { page, close } = await openPage({
      before: (fresh) =>
        fresh.route(/\/(share|rail)-[^/]*\.js$/, (route) => held.then(() => route.continue())),
    });
    await page.waitForSelector('header.top [data-share]');
    await drop(page, file('early.json', small({ title: 'Dropped early' })));
    await page.getByRole('button', { name: 'Share and export' }).click();
    letGo();
    await page.getByRole('heading', { name: 'Share and export' }).waitFor();
    await page.keyboard.press('Escape');
    await card(page, /^Load this scenario\? Dropped early/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await close();
  });

  it('is made again: a folder of the command line the same, a comparison that was changed beside what it says', async () => {
    const scenario = file('scenario.json', text);
    const out = join(folder, 'voices');
    palinode('run', scenario, '--policy', 'voices', '--out', out);
    const comparison = JSON.parse(palinode('compare', scenario, '--json')) as {
      engine: { version: string };
      digest: string;
      policies: Record<string, Record<string, { median: number }>>;
    };
    const { page, close } = await openPage({ before: (fresh) => withDraft(fresh, small({ weeks: 20 })) });
    await page.waitForSelector('.rail .card');

    await drop(page, out);
    await card(page, /^Load this scenario\? A small world/).waitFor();
    expect(await page.textContent('.incoming')).toContain('the folder of a run');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByRole('button', { name: 'Re-run and compare' }).click();
    await card(
      page,
      /^Reproduced: all 12 runs of voices came out as in the folder, to the last bit\./,
    ).waitFor();
    await page.locator('.incoming').getByRole('button', { name: 'Close' }).click();

    const same = file('comparison.json', JSON.stringify(comparison));
    await drop(page, scenario, same);
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByRole('button', { name: 'Re-run and compare' }).click();
    await card(page, /^Reproduced: 12 paired runs and 12 with the guesses drawn came out the same/).waitFor();
    await page.locator('.incoming').getByRole('button', { name: 'Close' }).click();

    comparison.engine.version = '0.0.9';
    comparison.digest = comparison.digest.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    comparison.policies['voices']!['recruits']!.median += 3;
    await drop(page, file('changed.json', JSON.stringify(comparison)), scenario);
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByRole('button', { name: 'Re-run and compare' }).click();
    const differs = card(
      page,
      /differ from those that were opened \(engine 0\.0\.9 there, [\d.]+ here\): 1 number differs/,
    );
    await differs.waitFor();
    expect(await differs.locator('h3').textContent()).toBe(
      'Recruits: the middle run is another under Voices',
    );
    const [theirs, ours] = await differs
      .locator('[data-side] circle')
      .evaluateAll((marks) => marks.map((mark) => Number(mark.getAttribute('cx'))));
    expect(theirs!).toBeGreaterThan(ours!);
    expect(await differs.locator('tbody tr').count()).toBe(1);
    await close();
  });
});
