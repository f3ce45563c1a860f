// The built page in Debian's Chromium: one browser a test file, a fresh context a page. Whatever goes wrong in it unasked –
// an exception, a console error, a request to elsewhere, a violation of the content security policy – fails the test that
// opened it.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';

const PROGRAM = '/usr/bin/chromium';
export const hasChromium = existsSync(PROGRAM);

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | null = null;

/** The browser of this test file; closed after it. */
export function theBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: PROGRAM, args: QUIET });
  return browser;
}

afterAll(async () => (await browser)?.close());

export interface Opened {
  readonly page: Page;
  /** What went wrong so far, in words. */
  readonly troubles: string[];
  /** Closes it; fails where anything went wrong. */
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** After the address: '#why'. */
  readonly hash?: string;
  /** Done in the page before anything of it runs. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** Opens the built page. */
export async function openPage({ hash = '', before, ...context }: OpenOptions = {}): Promise<Opened> {
  const opened = await (
    await theBrowser()
  ).newContext({ viewport: { width: 1280, height: 900 }, ...context });
  const page = await opened.newPage();
  const troubles: string[] = [];
  const address = inject('page');
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL('/', address).href) && !/^(blob|data):/.test(url))
      troubles.push(`request: ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(
        `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      ),
    );
  });
  await before?.(page);
  await page.goto(address + hash);
  const close = async (): Promise<void> => {
    await opened.close();
    expect(troubles).toEqual([]);
  };
  return { page, troubles, close };
}

/** Waits until nothing is being run. */
export async function atRest(page: Page, ms = 60_000): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.phase === 'idle', undefined, {
    timeout: ms,
  });
}

/** Waits until the page says that this machine reproduces the answer that came with it. */
export async function reproduced(page: Page, ms = 90_000): Promise<void> {
  await page.waitForFunction(
    () => /reproduces the published result/.test(document.querySelector('.status')?.textContent ?? ''),
    undefined,
    { timeout: ms },
  );
}
