// PNG: what is written is read by another reader (pngjs), what is read is believed only as far as the file goes.
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { crc32, joined, utf8 } from '../../../viz/export/bytes.ts';
import { chunksOf, KEYWORD, PNG_LIMITS, textIn, withTexts } from '../../../viz/export/png.ts';
import { largestScale, textsOf } from '../../../viz/export/raster.ts';
import { Refused } from '../../../viz/export/refusal.ts';
import { fitText, PIXEL, recipeOf, SEED, toldOf } from './scene.ts';

const refused = async (call: () => unknown): Promise<string> => {
  try {
    await call();
  } catch (error) {
    if (error instanceof Refused)
      return `${error.refusal.code}: ${error.refusal.what}, ${error.refusal.where}`;
    throw error;
  }
  return 'not refused';
};
const chunk = (name: string, data: Uint8Array, length = data.length): Uint8Array<ArrayBuffer> => {
  const bytes = joined([new Uint8Array(4), utf8(name), data, new Uint8Array(4)]);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length);
  view.setUint32(bytes.length - 4, crc32(bytes.subarray(4, bytes.length - 4)));
  return bytes;
};
const HEAD = PIXEL.subarray(0, 33);
const REST = PIXEL.subarray(33);

describe('texts in a PNG', () => {
  it('come back, in every script, and the picture stays the same picture', async () => {
    const text = fc.oneof(fitText(200), fc.string({ unit: 'grapheme' }), fc.constant('x'.repeat(5000)));
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (written, packed) => {
        const png = await withTexts(PIXEL, [{ keyword: KEYWORD, text: written, packed }], 11811);
        expect(await textIn(png, KEYWORD)).toBe(new TextDecoder().decode(utf8(written)));
        expect(PNG.sync.read(Buffer.from(png)).data).toEqual(PNG.sync.read(Buffer.from(PIXEL)).data);
      }),
      { ...SEED, numRuns: 100 },
    );
  });

  it('stand before the pixels, with the size in print, and replace those that were there', async () => {
    const texts = textsOf(toldOf(recipeOf(), { link: 'https://example.org/#r=v1' }));
    const once = await withTexts(PIXEL, texts, 11811);
    const twice = await withTexts(once, texts, 11811);
    expect(twice).toEqual(once);
    const names = chunksOf(once).map(({ name }) => name);
    expect(names).toEqual(['IHDR', 'pHYs', 'iTXt', 'iTXt', 'iTXt', 'iTXt', 'iTXt', 'iTXt']);
    const density = new DataView(Uint8Array.from(chunksOf(once)[1]!.data).buffer);
    expect([density.getUint32(0), density.getUint32(4), density.getUint8(8)]).toEqual([11811, 11811, 1]);
    expect(11811 * 0.0254).toBeCloseTo(300, 0);
    expect(JSON.parse((await textIn(once, KEYWORD))!)).toEqual(recipeOf());
    expect(await textIn(once, 'Software')).toBe('palinode 0.1.0');
    expect(await textIn(once, 'Absent')).toBeNull();
    expect(await textIn(PIXEL, KEYWORD)).toBeNull();
  });

  it('are at most so long, as they are read back', async () => {
    const long = [{ keyword: KEYWORD, text: 'x'.repeat(PNG_LIMITS.text + 1), packed: true }];
    expect(await refused(() => withTexts(PIXEL, long, 1))).toMatch(/png-text-too-long/);
    const fits = [{ keyword: KEYWORD, text: 'x'.repeat(PNG_LIMITS.text), packed: true }];
    expect(await textIn(await withTexts(PIXEL, fits, 1), KEYWORD)).toHaveLength(PNG_LIMITS.text);
  });
});

describe('a PNG that is', () => {
  it('cut anywhere is refused with the byte', async () => {
    const png = await withTexts(PIXEL, textsOf(toldOf(recipeOf())), 1);
    for (let length = 0; length < png.length - 12; length += 3)
      expect(await refused(() => chunksOf(png.slice(0, length)))).toMatch(/^png-broken: .*, byte \d+$/);
  });
  it('lying about a length, damaged, nameless, headless or endless is refused', async () => {
    const bad = (...parts: Uint8Array[]): Promise<string> => refused(() => chunksOf(joined(parts)));
    expect(await bad(HEAD, chunk('iTXt', new Uint8Array(4), 0x7fffffff), REST)).toMatch(/ends in the middle/);
    expect(await bad(HEAD, chunk('iTXt', new Uint8Array(4), 0xffffffff), REST)).toMatch(/ends in the middle/);
    const damaged = chunk('tEXt', utf8('a\0b'));
    damaged[9]! ^= 1;
    expect(await bad(HEAD, damaged, REST)).toMatch(/its part tEXt is damaged/);
    expect(await bad(HEAD, chunk('a\0b ', new Uint8Array(0)), REST)).toMatch(/no name/);
    expect(await bad(PIXEL.subarray(0, 8), chunk('tEXt', utf8('a\0b')), REST)).toMatch(
      /begin with its header/,
    );
    expect(await bad(HEAD)).toMatch(/no end/);
    expect(
      await bad(HEAD, ...Array.from({ length: 256 }, () => chunk('tEXt', new Uint8Array(1))), REST),
    ).toMatch(/256 parts/);
    expect(await bad(utf8('GIF89a'))).toMatch(/not a PNG, byte 0/);
  });
  it('carrying a broken text is refused', async () => {
    const text = (data: string | Uint8Array): Promise<string> =>
      refused(() =>
        textIn(joined([HEAD, chunk('iTXt', typeof data === 'string' ? utf8(data) : data), REST]), KEYWORD),
      );
    expect(await text('no end of the keyword')).toMatch(/a text in it is cut/);
    expect(await text(`${KEYWORD}\0\0\0en`)).toMatch(/a text in it is cut/);
    expect(await text(`${KEYWORD}\0\u0001\u0007\0\0x`)).toMatch(/unknown way/);
    expect(await text(`${KEYWORD}\0\u0001\0\0\0no zlib`)).toMatch(/damaged: its contents do not unpack/);
    expect(await text(joined([utf8(`${KEYWORD}\0\0\0\0\0`), Uint8Array.of(0xff)]))).toMatch(/not in UTF-8/);
    expect(await text(`${KEYWORD}\0\0\0\0\0${'x'.repeat(PNG_LIMITS.text + 1)}`)).toMatch(/too long/);
  });
});

it('is drawn no larger than every browser draws', () => {
  expect(largestScale(460, 260)).toBe(3);
  expect(largestScale(2000, 1500)).toBe(2);
  expect(largestScale(4000, 4000)).toBe(1);
  expect(largestScale(5000, 5000)).toBeNull();
  expect(largestScale(16_385, 10)).toBeNull();
});
