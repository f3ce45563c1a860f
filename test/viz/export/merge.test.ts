// The table of RFC 7396, appendix A, then the law: what a difference says, given back to the preset, is the scenario.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../sim/digest.ts';
import { differenceOf, patched } from '../../../viz/export/merge.ts';
import type { Json } from '../../../viz/export/merge.ts';
import { FIRST, scenarioText, SEED } from './scene.ts';

it.each<[Json, Json, Json]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j with the patch %j is %j', (value, patch, result) => {
  expect(patched(value, patch)).toEqual(result);
});

it('says the difference between any two values, or that a patch cannot', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
  let said = 0;
  fc.assert(
    fc.property(json, json, (before, after) => {
      const patch = differenceOf(before, after);
      if (patch === null && after !== null) return void expect(canonicalJson(after)).toMatch(/null/);
      said++;
      expect(canonicalJson(patched(before, patch))).toBe(canonicalJson(after));
    }),
    { ...SEED, numRuns: 500 },
  );
  expect(said).toBeGreaterThan(300);
});

it('says it of scenarios', () => {
  fc.assert(
    fc.property(scenarioText, (text) => {
      const [before, after] = [JSON.parse(FIRST.text) as Json, JSON.parse(text) as Json];
      expect(canonicalJson(patched(before, differenceOf(before, after)))).toBe(canonicalJson(after));
      expect(differenceOf(before, before)).toEqual({});
    }),
    { ...SEED, numRuns: 100 },
  );
});

it('leaves prototypes alone', () => {
  const patch = JSON.parse(
    '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
  ) as Json;
  expect(canonicalJson(patched({ a: 1 }, patch))).toContain('polluted');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
