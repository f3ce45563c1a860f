// @vitest-environment jsdom
// The drawer for taking away: what was chosen and said in it stays while runs come in; the keys that print, print the brief.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountShare } from '../../viz/panels/share.ts';
import type { Picture, Store } from '../../viz/store.ts';
import { runsOf, SMALL } from './export/world.ts';
import { smallStore } from './small-store.ts';

const picture = (id: string): Picture => ({
  ...{ id, view: 'answer', title: `Chart ${id}` },
  draw: () => document.createElementNS('http://www.w3.org/2000/svg', 'svg'),
});

async function drawerOf(): Promise<{ store: Store; root: HTMLElement; run: () => Promise<void> }> {
  const { store, run } = smallStore();
  const root = document.createElement('div');
  document.body.append(root);
  await run();
  for (const id of ['differences', 'fan']) store.pictures.set(id, picture(id));
  mountShare(root, store);
  return { store, root, run };
}

const press = (root: ParentNode, words: string): void =>
  Array.from(root.querySelectorAll('button'))
    .find(({ textContent }) => textContent.trim() === words)!
    .click();

beforeAll(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

// What a page listens for it listens for as long as it lives; here one follows another in the same document.
const heard: Parameters<Document['addEventListener']>[] = [];
beforeEach(() => {
  const listen = document.addEventListener.bind(document);
  vi.spyOn(document, 'addEventListener').mockImplementation((...listened: (typeof heard)[number]) => {
    heard.push(listened);
    listen(...listened);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  for (const [type, listener] of heard.splice(0)) document.removeEventListener(type, listener);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('the drawer', () => {
  it('keeps what was chosen and said in it while runs come in', async () => {
    vi.stubGlobal('navigator', { platform: 'Linux', clipboard: { writeText: () => Promise.resolve() } });
    const { store, root } = await drawerOf();
    store.taking.value = '';
    const chart = root.querySelector<HTMLSelectElement>('dialog select')!;
    chart.value = 'fan';
    chart.dispatchEvent(new Event('change'));
    press(root, 'Copy sentence');
    const told = (): string => root.querySelector('.told')!.textContent;
    await vi.waitFor(() => expect(told()).toMatch(/^Copied the sentence/));

    const fixed = await runsOf(SMALL);
    const { scenario } = store.lab.results.value!;
    store.lab.results.value = { scenario, fixed, drawn: fixed };
    store.choose({ logarithmic: true });
    expect(told()).toMatch(/^Copied the sentence/);
    expect(chart.value).toBe('fan');

    root.querySelector('dialog')!.close();
    expect(store.taking.value).toBe(null);
    store.taking.value = 'differences';
    expect(told()).toBe('');
    expect(root.querySelector<HTMLSelectElement>('dialog select')!.value).toBe('differences');
  });

  it.each([
    ['Linux', { ctrlKey: true }, true],
    ['MacIntel', { metaKey: true }, true],
    ['MacIntel', { ctrlKey: true }, false],
    ['Win32', { ctrlKey: true, shiftKey: true }, false],
    ['Linux', {}, false],
  ])('on %s prints the brief by %o: %s', async (platform, held, prints) => {
    vi.stubGlobal('navigator', { platform });
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await drawerOf();
    const key = new KeyboardEvent('keydown', { key: 'p', bubbles: true, cancelable: true, ...held });
    document.dispatchEvent(key);
    expect(key.defaultPrevented).toBe(prints);
    if (prints) await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
    window.dispatchEvent(new Event('afterprint'));
  });
});
