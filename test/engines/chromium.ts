// Debian's Chromium through playwright-core: once in a page, once in a Web Worker, where the dashboard runs the model.
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import type { Engine } from './engine.ts';

const PROGRAM = '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Ask = (page: Page, script: string, expression: string) => Promise<string>;

const engine = (name: string, ask: Ask): Engine => ({
  name,
  packages: 'chromium',
  programs: [PROGRAM],
  async evaluate(script, expression) {
    const browser = await chromium.launch({ executablePath: PROGRAM, args: QUIET });
    try {
      const value = await ask(await browser.newPage(), script, expression);
      return { value, version: browser.version() };
    } finally {
      await browser.close();
    }
  },
});

export const chromiumPage = engine('Chromium', async (page, script, expression) => {
  await page.addScriptTag({ content: script });
  return String(await page.evaluate(expression));
});

export const chromiumWorker = engine('Chromium, Web Worker', (page, script, expression) =>
  page.evaluate(
    (source) =>
      new Promise<string>((resolve, reject) => {
        const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
        const worker = new Worker(url);
        worker.onmessage = (event: MessageEvent<unknown>) => resolve(String(event.data));
        worker.onerror = (event) => reject(new Error(event.message));
      }),
    `${script}\n;${expression}.then((value) => self.postMessage(value));`,
  ),
);
