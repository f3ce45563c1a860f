// The address of what stands on the page: written when a change has settled, never of what waits to be opened, and a link that
// others can follow only where the page has an address that others have.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, followAddress, linkNow } from '../../../viz/export/address.ts';
import { recipeOfFragment } from '../../../viz/export/link.ts';
import { signal } from '../../../viz/signal.ts';
import { PRESET, smallStore } from '../small-store.ts';

const at = (href: string): void => {
  const { protocol, origin, pathname, search } = new URL(href);
  vi.stubGlobal('location', { protocol, origin, pathname, search });
};

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  at('https://example.org/palinode/?a=b');
  vi.stubGlobal('window', { setTimeout: (call: () => void) => setTimeout(call, 20) });
  vi.stubGlobal('history', { state: null, replaceState: (...[, , to]: string[]) => written.push(to!) });
});
afterEach(() => vi.unstubAllGlobals());
const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 120));

describe('a link', () => {
  it('has the address of the page, or is a fragment alone where the page is a file', async () => {
    expect(addressOf('#r=x')).toBe('https://example.org/palinode/?a=b#r=x');
    at('file:///home/somebody/palinode.html');
    expect(addressOf('#r=x')).toBe('#r=x');
    const { store } = smallStore();
    expect(await linkNow(store, 'fan')).toMatch(/^#r=v1\.punish-or-listen\./);
  });
});

describe('the address', () => {
  it('stays plain on the page as it opens, then says what stands there', async () => {
    const { store, settle } = smallStore();
    followAddress(store, signal(false));
    await settle();
    await pause();
    expect(written).toEqual([]);
    store.choose({ measure: 'impunity' });
    store.view.value = 'why';
    await pause();
    expect(written).toHaveLength(1);
    const recipe = await recipeOfFragment(written[0]!, [PRESET]);
    expect(recipe.shown).toMatchObject({ view: 'why', choices: { measure: 'impunity' } });
  });

  it('is left alone while something waits for a word, and while the text is broken', async () => {
    const { store, settle } = smallStore();
    const waiting = signal(true);
    followAddress(store, waiting);
    store.choose({ measure: 'impunity' });
    await settle();
    await pause();
    expect(written).toEqual([]);
    store.edit('no JSON');
    await settle();
    waiting.value = false;
    await pause();
    expect(written).toEqual([]);
    store.undo();
    await settle();
    await pause();
    expect(written).toHaveLength(1);
  });
});
