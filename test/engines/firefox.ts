// Debian's Firefox through puppeteer-core, over WebDriver BiDi (playwright drives only a Firefox of its own).
import puppeteer from 'puppeteer-core';
import type { Engine } from './engine.ts';

const PROGRAM = '/usr/bin/firefox-esr';

export const firefox: Engine = {
  name: 'Firefox',
  packages: 'firefox-esr',
  programs: [PROGRAM],
  async evaluate(script, expression) {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: PROGRAM, headless: true });
    try {
      const page = await browser.newPage();
      await page.evaluate(script);
      return { value: String(await page.evaluate(expression)), version: await browser.version() };
    } finally {
      await browser.close();
    }
  },
};
