import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, seedWords, sha256Hex } from '../sim/digest.ts';

const RUNS = { seed: 20151001, numRuns: 500 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const nodeHash = (text: string) => createHash('sha256').update(bytesOf(text));

describe('sha256Hex', () => {
  it('gives the published values (FIPS 180-4 examples)', () => {
    expect(sha256Hex(bytesOf(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex(bytesOf('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(sha256Hex(bytesOf('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'))).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
    expect(sha256Hex(new Uint8Array(1e6).fill(97))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });
});

describe('seedWords', () => {
  it("is the head of another implementation's SHA-256, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (seed) => {
        const expected = nodeHash(`palinode:seed:${seed}`).digest();
        expect([...seedWords(seed)]).toEqual([0, 4, 8, 12].map((at) => expected.readUInt32BE(at)));
      }),
      RUNS,
    );
  });

  it('takes a lone surrogate as the replacement character, as UTF-8 must', () => {
    expect(seedWords('a\ud800b')).toEqual(seedWords('a\ufffdb'));
  });

  it('tells apart what a generator that cycles or cuts characters does not', () => {
    const seeds = [
      '',
      '1',
      '11',
      '111',
      'a',
      'aa',
      '\u0161',
      '\u0633\u0644\u0627\u0645',
      "3D'E",
      'null',
      'a\u0000',
    ];
    expect(new Set(seeds.map((seed) => seedWords(seed).join())).size).toBe(seeds.length);
  });
});

describe('canonicalJson', () => {
  it('prints the examples of RFC 8785, 3.2.2 and 3.2.3', () => {
    const literals = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(literals)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const sorted = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(sorted)) as object).slice(1)).toEqual([
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson(sorted).indexOf('Return')).toBeLessThan(canonicalJson(sorted).indexOf('One'));
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [0.000001, '0.000001'],
    [1e-7, '1e-7'],
  ])('prints the number %d as RFC 8785, appendix B, does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is read back as the same value, and the order of keys does not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
      RUNS,
    );
  });

  it('leaves out undefined members, as JSON.stringify does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it.each([
    NaN,
    Infinity,
    -Infinity,
    undefined,
    1n,
    Symbol('s'),
    () => 1,
    new Date(0),
    new Map(),
    new Float64Array(1),
    [undefined],
    [1, , 2],
    { deep: [{ value: NaN }] },
  ])('throws on what JSON cannot say: %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('digestOf', () => {
  it("is another implementation's SHA-256 of the canonical text", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(digestOf(value)).toBe(nodeHash(canonicalJson(value)).digest('hex'));
      }),
      RUNS,
    );
  });

  it('differs where values differ', () => {
    const values = [null, false, 0, '', '0', [], {}, [0], [[]], { a: 0 }, { a: '0' }, { '': 0 }, [0, 0]];
    expect(new Set(values.map(digestOf)).size).toBe(values.length);
  });
});

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
