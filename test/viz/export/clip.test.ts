// What is said of a picture that was to be copied: that it was, or why not and what to do; never nothing.
import { describe, expect, it, vi } from 'vitest';
import { clipOf, copyPng } from '../../../viz/export/clip.ts';
import type { Clip } from '../../../viz/export/clip.ts';

const made = Promise.resolve({ name: 'punish-7f3a', blob: new Blob(['png'], { type: 'image/png' }) });
class Item {
  readonly items: Record<string, Promise<Blob>>;
  constructor(items: Record<string, Promise<Blob>>) {
    this.items = items;
  }
}
const clip = (write: Clipboard['write']): Clip => ({ clipboard: { write }, Item: Item as never });
const error = (name: string): Error => Object.assign(new Error('words of an engine'), { name });

describe('a picture that is copied', () => {
  it('is on the clipboard when it is said to be', async () => {
    const there: Blob[] = [];
    const write = vi.fn(async ([item]: ClipboardItems) => {
      there.push(await (item as unknown as Item).items['image/png']!);
    });
    expect(await copyPng(made, clip(write))).toMatch(/^Copied: the picture is on the clipboard/);
    expect(there).toEqual([(await made).blob]);
  });

  it.each([
    ['the browser says no', clip(() => Promise.reject(error('NotAllowedError'))), /does not let the page/],
    ['it cannot take it', clip(() => Promise.reject(error('DataError'))), /would not take the picture/],
    ['there is no clipboard', { clipboard: undefined, Item: Item as never }, /cannot copy pictures/],
    ['pictures cannot be wrapped', { ...clip(vi.fn()), Item: undefined }, /cannot copy pictures/],
  ] as const)('is said not to be, why, and what to do, when %s', async (_, how, why) => {
    const said = await copyPng(made, how);
    expect(said).toMatch(/^Not copied: /);
    expect(said).toMatch(why);
    expect(said).toContain('Save PNG');
    expect(said).toContain('punish-7f3a.png');
    expect(said).not.toContain('engine');
  });

  it('that cannot be made is told as that', async () => {
    const write = async ([item]: ClipboardItems): Promise<void> =>
      void (await (item as unknown as Item).items['image/png']);
    await expect(copyPng(Promise.reject(error('Refused')), clip(write))).rejects.toThrow(/words/);
  });

  it('needs what the browser has, and knows when it has not', () => {
    expect(clipOf({ navigator: {} } as never)).toEqual({ clipboard: undefined, Item: undefined });
  });
});
