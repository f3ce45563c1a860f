// Published check values first, then what every carrier leans on: what is packed unpacks, and nothing more than asked.
import fc from 'fast-check';
import { deflateRawSync, deflateSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  base64url,
  crc32,
  deflate,
  fromBase64url,
  inflate,
  joined,
  utf8,
} from '../../../viz/export/bytes.ts';
import { Refused } from '../../../viz/export/refusal.ts';
import { SEED, worked } from './scene.ts';

const codeOf = async (opening: Promise<unknown>): Promise<string> => {
  const error: unknown = await opening.catch((thrown: unknown) => thrown);
  return error instanceof Refused ? error.refusal.code : `not refused: ${String(error)}`;
};

it('sums as ISO 3309 does: the check value of CRC-32 is cbf43926', () => {
  expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
});

describe('base64url', () => {
  it.each([
    ['', ''], ['f', 'Zg'], ['fo', 'Zm8'], ['foo', 'Zm9v'], ['foob', 'Zm9vYg'], ['fooba', 'Zm9vYmE'], ['foobar', 'Zm9vYmFy'],
  ])('writes %j as RFC 4648 does, without padding', (text, coded) => {
    expect(base64url(utf8(text))).toBe(coded);
  }); // prettier-ignore
  it('is that of Node, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(base64url(bytes))).toEqual(new Uint8Array(bytes));
      }),
      { ...SEED, numRuns: 300 },
    );
  });
  it.each(['A', 'Zm9vY', 'Zh', 'Zm9=', 'Zm+v', 'Zm 8', 'Zmé8'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });
});

describe('packing', () => {
  it('is read by zlib, and reads zlib', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (array) => {
        const bytes = new Uint8Array(array);
        expect(new Uint8Array(inflateRawSync(await deflate(bytes, 'deflate-raw')))).toEqual(bytes);
        const packed = new Uint8Array(deflateSync(bytes));
        expect(await inflate(packed, 'deflate', 3000, 'It')).toEqual(bytes);
      }),
      { ...SEED, numRuns: 100 },
    );
  });
  it('unpacks to the cap and not a byte more', async () => {
    const packed = await deflate(new Uint8Array(1000), 'deflate-raw');
    expect(await inflate(packed, 'deflate-raw', 1000, 'It')).toHaveLength(1000);
    expect(await codeOf(inflate(packed, 'deflate-raw', 999, 'It'))).toBe('unpacks-too-large');
  });
  it('does not hold what a bomb holds', async () => {
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(67_108_864)));
    const before = process.memoryUsage().rss;
    const start = worked();
    expect(await codeOf(inflate(bomb, 'deflate-raw', 262_144, 'It'))).toBe('unpacks-too-large');
    expect(worked() - start).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  });
  it('refuses what is cut, changed or followed by anything, in engines that would not', async () => {
    const packed = await deflate(utf8('what differs from a preset'.repeat(9)), 'deflate-raw');
    for (let length = 0; length < packed.length; length++)
      expect(await codeOf(inflate(packed.slice(0, length), 'deflate-raw', 9999, 'It'))).toBe('damaged');
    for (const junk of [utf8('x'), new Uint8Array(1), new Uint8Array(70_000)])
      expect(await codeOf(inflate(joined([packed, junk]), 'deflate-raw', 9999, 'It'))).toBe('damaged');
    const zlib = await deflate(utf8('text'), 'deflate');
    expect(await codeOf(inflate(joined([zlib, utf8('!')]), 'deflate', 9999, 'It'))).toBe('damaged');
    zlib[zlib.length - 1]! ^= 1;
    expect(await codeOf(inflate(zlib, 'deflate', 9999, 'It'))).toBe('damaged');
  });
});
