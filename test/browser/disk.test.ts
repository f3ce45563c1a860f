// The page as one file, opened from a disk: without a server, a folder or a network.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasChromium, theBrowser } from './page.ts';

const FILE = 'dist/file/palinode.html';

describe.skipIf(!hasChromium)('the one file', () => {
  it('opens from a disk, runs its model and asks the network for nothing', async () => {
    expect(existsSync(FILE)).toBe(true);
    const context = await (await theBrowser()).newContext({ offline: true });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(file|blob|data):/.test(request.url())) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(FILE).href);
    await page.waitForFunction(
      () => /reproduces/.test(document.querySelector('.status')?.textContent ?? ''),
      undefined,
      {
        timeout: 90_000,
      },
    );
    expect(await page.textContent('h1')).toMatch(/paired runs/);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
