// Nothing leaves the page and no text becomes code: hostile probes, in the page and in a worker of the kind that it starts.
// They are run from a timer, for what a debugger evaluates is let off the policy.
import { describe, expect, it } from 'vitest';
import { hasChromium, openPage } from './page.ts';

const PROBES: Readonly<Record<string, string>> = {
  'new Function': "new Function('return 1')()",
  eval: "(0, eval)('1')",
  'a timer of text':
    "await new Promise((yes, no) => { setTimeout('globalThis.ran = true'); setTimeout(() => globalThis.ran ? yes() : no(), 50) })",
  'fetch elsewhere': "await fetch('https://example.org/')",
  'fetch at home': "await fetch('./')",
  websocket:
    "await new Promise((yes, no) => { const s = new WebSocket('wss://example.org/'); s.onopen = yes; s.onerror = no })",
};
const OF_PAGE: Readonly<Record<string, string>> = {
  'an image of elsewhere':
    "await new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no; i.src = 'https://example.org/x.png' })",
  'a script of text':
    "document.head.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.scripted = 1' })); if (!globalThis.scripted) throw 0",
  'markup of text': "document.body.innerHTML = '<img src=x onerror=1>'",
  'an inline handler':
    "document.body.setAttribute('onclick', 'globalThis.clicked = 1'); document.body.click(); if (!globalThis.clicked) throw 0",
  'a worker from an address': "new Worker('./worker.js')",
  // A frame that is blocked has loaded too, a page that says so: what counts is that nothing of it was reached.
  'a frame':
    "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.org/' })); await new Promise((yes, no) => setTimeout(no, 300))",
  // Sent, it would take the page away, and this answer with it.
  'a form sent':
    "const f = document.createElement('form'); f.action = 'https://example.org/'; document.body.append(f); f.submit(); await new Promise((yes, no) => setTimeout(no, 300))",
};

const program = (probes: Readonly<Record<string, string>>): string =>
  `(async () => { const found = {}; ${Object.entries(probes)
    .map(
      ([name, code]) =>
        `try { ${code}; found[${JSON.stringify(name)}] = 'ran'; } catch { found[${JSON.stringify(name)}] = 'blocked'; }`,
    )
    .join('\n')} return found; })()`;

const allBlocked = (probes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.keys(probes).map((name) => [name, 'blocked']));

describe.skipIf(!hasChromium)('what is not the page itself', () => {
  it('is blocked in the page', async () => {
    const { page } = await openPage();
    const reached: string[] = [];
    page.on('requestfinished', (request) => reached.push(request.url()));
    await page.waitForSelector('.rail .card');
    reached.length = 0;
    const probes = { ...PROBES, ...OF_PAGE };
    const found = await page.evaluate(
      `new Promise((resolve) => setTimeout(() => void ${program(probes)}.then(resolve), 0))`,
    );
    expect(found).toEqual(allBlocked(probes));
    expect(reached.filter((url) => url.includes('example.org'))).toEqual([]);
    // Every probe is a trouble that was asked for, and some are told late.
    await page.context().close();
  });

  it('is blocked in a worker', async () => {
    const { page } = await openPage();
    await page.waitForSelector('h1');
    const found = await page.evaluate(
      (code) =>
        new Promise((resolve) => {
          const text = `${code}.then((found) => postMessage(found))`;
          const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
          const worker = new Worker(url);
          worker.onmessage = ({ data }) => resolve(data);
        }),
      program(PROBES),
    );
    expect(found).toEqual(allBlocked(PROBES));
    // Every probe is a trouble that was asked for, and some are told late.
    await page.context().close();
  });
});
