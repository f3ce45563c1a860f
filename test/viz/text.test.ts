// Edits of text: what is set is read back, everything else stays as it was, to the last space.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../sim/read.ts';
import { pointerOf } from '../../sim/reading/places.ts';
import { setValue, tidy, valueAt } from '../../viz/text.ts';

const RUNS = { seed: 20151001, numRuns: 600 };

const FILES = readdirSync('scenarios').filter((name) => /(?<!schema)\.json$/.test(name));
const texts = FILES.map((name) => readFileSync(`scenarios/${name}`, 'utf8'));
const preset = texts.find((text) => text.includes('"Punish or listen?"'))!;

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A text of the same document in another manner. */
const manners: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(value, null, '\t'),
  (value) => JSON.stringify(value, null, 4).replaceAll('\n', '\r\n'),
  (value) => JSON.stringify(value, null, 1).replaceAll('\n', '\r'),
  (value) => `\ufeff ${JSON.stringify(value, null, 3)}\n\n`,
  (value) => tidy(JSON.stringify(value)),
];

const name = fc.constantFrom('a', 'b', 'size', '0', '1', '-', 'x/y', 'm~n', '"', '', 'é', 'policies');
const value = fc.jsonValue({ maxDepth: 3 }).map((one) => JSON.parse(JSON.stringify(one)) as Json);
const { object: document } = fc.letrec<{ tree: Json; object: Json }>((tie) => ({
  object: fc.dictionary(name, tie('tree'), { maxKeys: 4, noNullPrototype: true }).map((one): Json => one),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.integer(), fc.string(), fc.constant(null)) as fc.Arbitrary<Json>,
    tie('object'),
    fc.array(tie('tree'), { maxLength: 4 }),
  ),
}));
const text = fc.tuple(document, fc.nat(manners.length - 1)).map(([one, k]) => manners[k]!(one));
const path = fc.array(name, { minLength: 1, maxLength: 4 });

/** A text, and the way to a value in it. */
const placed = fc
  .tuple(document, fc.nat(manners.length - 1), fc.nat())
  .map(([one, k, n]) => [manners[k]!(one), waysIn(one), n] as const)
  .filter(([, ways]) => ways.length > 0)
  .map(([one, ways, n]) => [one, ways[n % ways.length]!] as const);

/** Mostly a new place, else one that is there. */
const anywhere = fc.oneof(fc.tuple(text, path), placed);

function waysIn(at: Json, way: readonly string[] = []): (readonly string[])[] {
  const inner = typeof at === 'object' && at !== null ? Object.entries(at) : [];
  const ways = inner.flatMap(([key, one]) => waysIn(one as Json, [...way, key]));
  return way.length === 0 ? ways : [way, ...ways];
}

const parsed = (one: string): Json => JSON.parse(one.replace(/^\ufeff/, '')) as Json;

/** The law of setValue, on values: what the text must then say. Undefined where there is no such place in a list. */
function expected(at: Json | undefined, [first, ...rest]: readonly string[], to: Json): Json | undefined {
  if (first === undefined) return to;
  if (Array.isArray(at)) {
    const k = first === '-' ? at.length : /^(0|[1-9]\d*)$/.test(first) ? Number(first) : Infinity;
    if (k > at.length) return undefined;
    const inner = expected(at[k], rest, to);
    return inner === undefined ? undefined : [...at.slice(0, k), inner, ...at.slice(k + 1)];
  }
  if (typeof at === 'object' && at !== null) {
    const inner = expected(Object.hasOwn(at, first) ? at[first] : undefined, rest, to);
    return inner === undefined ? undefined : { ...at, [first]: inner };
  }
  const inner = expected(undefined, rest, to);
  if (inner === undefined) return undefined;
  return first === '0' || first === '-' ? [inner] : { [first]: inner };
}

describe('setValue', () => {
  it('sets the value and leaves every other value, in any layout', () => {
    let refused = 0;
    fc.assert(
      fc.property(anywhere, value, ([before, names], to) => {
        const want = expected(parsed(before), names, to);
        if (want === undefined) {
          refused++;
          expect(() => setValue(before, pointerOf(names), to)).toThrow(RangeError);
          return;
        }
        const after = setValue(before, pointerOf(names), to);
        expect(parsed(after)).toEqual(want);
        if (!names.includes('-')) expect(valueAt(after, pointerOf(names))).toEqual(to);
      }),
      { ...RUNS, numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(10);
  });

  it('keeps the order of the keys, and adds a new one at the end', () => {
    fc.assert(
      fc.property(document, fc.nat(manners.length - 1), (one, k) => {
        const named = Object.fromEntries(
          Object.values(one as object).map((v, n) => [`k${9 - n}`, v as Json]),
        );
        const keys = Object.keys(parsed(setValue(manners[k]!(named), '/k10', 1)) as object);
        expect(keys).toEqual([...Object.keys(named), 'k10']);
      }),
      RUNS,
    );
  });

  it('changes nothing of the text but the value that it exchanges', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (one, x) => {
          const after = setValue(one, '/policies/1/name', x);
          const old = JSON.stringify(valueAt(one, '/policies/1/name'));
          const at = one.indexOf(old, one.indexOf('"policies"'));
          expect(after).toBe(one.slice(0, at) + JSON.stringify(x === 0 ? 0 : x) + one.slice(at + old.length));
        },
      ),
      RUNS,
    );
  });

  it('set again is set once, and the old value set back gives the old text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer(), (one, n) => {
        const after = setValue(one, '/weeks', n);
        expect(setValue(after, '/weeks', n)).toBe(after);
        expect(setValue(after, '/weeks', valueAt(one, '/weeks'))).toBe(one);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });

  it('removed after it was set where there was nothing, gives the old text back', () => {
    fc.assert(
      fc.property(text, path, value, (before, names, to) => {
        const stripped = before.replace(/\{\s*\}|\[\s*\]/g, '0'); // an object that is empty would go too
        fc.pre(valueAt(stripped, pointerOf(names)) === undefined && !/^\ufeff?\s*0/.test(stripped));
        fc.pre(!names.some((key) => /^[-01]$/.test(key)));
        const parents = names.map((_, depth) => valueAt(stripped, pointerOf(names.slice(0, depth))));
        fc.pre(parents.every((parent) => parent === undefined || isObject(parent)));
        const there = setValue(stripped, pointerOf(names), to);
        expect(setValue(there, pointerOf(names), undefined)).toBe(stripped);
      }),
      RUNS,
    );
  });

  it('removing what is not there changes nothing', () => {
    fc.assert(
      fc.property(text, path, (before, names) => {
        fc.pre(valueAt(before, pointerOf(names)) === undefined);
        expect(setValue(before, pointerOf(names), undefined)).toBe(before);
      }),
      RUNS,
    );
  });

  it('removes a value, and no other', () => {
    fc.assert(
      fc.property(placed, ([before, names]) => {
        const after = setValue(before, pointerOf(names), undefined);
        const marked = expected(parsed(before), names, '\u0001gone' as Json)!;
        expect(parsed(after)).toEqual(pruned(marked));
      }),
      { ...RUNS, numRuns: 1500 },
    );
  });

  it('writes as the text writes: its lines, its indentation, its spaces', () => {
    const set = (one: string): string => setValue(one, '/b/c', { d: 1 });
    expect(set('{"a":1}')).toBe('{"a":1,"b":{"c":{"d":1}}}');
    expect(set('{ "a": 1 }')).toBe('{ "a": 1, "b": { "c": { "d": 1 } } }');
    expect(set('{\n\t"a": 1\n}')).toBe('{\n\t"a": 1,\n\t"b": { "c": { "d": 1 } }\n}');
    expect(set('{\r\n    "a": 1\r\n}\r\n')).toBe('{\r\n    "a": 1,\r\n    "b": { "c": { "d": 1 } }\r\n}\r\n');
    expect(set('{}')).toBe('{"b":{"c":{"d":1}}}');
    expect(setValue('{\n  "a": [\n    1\n  ]\n}', '/a/-', 'x'.repeat(120))).toBe(
      `{\n  "a": [\n    1,\n    "${'x'.repeat(120)}"\n  ]\n}`,
    );
    const long = { x: 'x'.repeat(60), y: ['y'.repeat(60)] };
    expect(setValue('{\n  "a": 1\n}', '/b', long)).toBe(
      `{\n  "a": 1,\n  "b": {\n    "x": "${long.x}",\n    "y": ["${long.y[0]}"]\n  }\n}`,
    );
  });

  it('adds a lever to the file that the page opens on, on the line of its instrument', () => {
    const after = setValue(preset, '/policies/1/sentencing/threshold', 2);
    expect(after).toContain('"publicity": 0.9, "threshold": 2 }');
    expect(setValue(after, '/policies/1/sentencing/threshold', undefined)).toBe(preset);
  });

  it('hands back a text that is no JSON as it is', () => {
    for (const broken of ['', '{', '{"a":1,}', '<html>', '['.repeat(100), '{"a":1} x'])
      expect(setValue(broken, '/a', 2)).toBe(broken);
  });

  it('refuses what JSON cannot say', () => {
    for (const wrong of [NaN, Infinity, { a: -Infinity }, () => 1, Symbol('x')])
      expect(() => setValue('{}', '/a', wrong)).toThrow(TypeError);
    expect(() => setValue('{}', '', undefined)).toThrow(TypeError);
    expect(() => setValue('{}', 'a', 1)).toThrow(SyntaxError);
    let deep: unknown = 1;
    for (let k = 0; k < 40; k++) deep = [deep];
    expect(() => setValue('{}', '/a', deep)).toThrow(RangeError);
  });

  it('of a key that stands twice changes the one that counts', () => {
    expect(setValue('{"a":1,"a":2}', '/a', 3)).toBe('{"a":1,"a":3}');
    expect(valueAt('{"a":1,"a":2}', '/a')).toBe(2);
  });
});

const isObject = (one: unknown): boolean => typeof one === 'object' && one !== null && !Array.isArray(one);

/** Without what is marked as gone, and the objects in objects that it leaves empty. */
function pruned(at: Json): Json {
  if (Array.isArray(at)) return at.filter((one) => one !== '\u0001gone').map((one) => pruned(one));
  if (typeof at !== 'object' || at === null) return at;
  const kept = Object.entries(at)
    .filter(([, one]) => !isLeftEmpty(one))
    .map(([key, one]) => [key, pruned(one)] as const);
  return Object.fromEntries(kept) as Json;
}

function isLeftEmpty(at: Json): boolean {
  if (at === '\u0001gone') return true;
  return (
    isObject(at) && Object.keys(at as object).length === 1 && isLeftEmpty(Object.values(at as object)[0])
  );
}

describe('tidy', () => {
  it('says the same, in the same order, and is tidy already the second time', () => {
    fc.assert(
      fc.property(text, (before) => {
        const after = tidy(before);
        expect(JSON.stringify(parsed(after))).toBe(JSON.stringify(parsed(before)));
        expect(tidy(after)).toBe(after);
      }),
      RUNS,
    );
  });

  it('breaks no line that fits, and leaves none that could be broken', () => {
    for (const one of texts) {
      const lines = tidy(one).split('\n');
      expect(lines.filter((line) => line.length > 100 && /[{[]/.test(line))).toEqual([]);
      expect(lines.length).toBeLessThan(80);
    }
  });

  it('keeps numbers as they are written, and leaves a broken text alone', () => {
    expect(tidy('{"a":1e3,"b":-0.50,"c":"\\u00e9"}')).toBe('{ "a": 1e3, "b": -0.50, "c": "\\u00e9" }\n');
    expect(tidy('{"a":')).toBe('{"a":');
  });

  it('leaves the scenarios readable as they were', async () => {
    for (const one of texts) {
      const [before, after] = [await readScenario(one), await readScenario(tidy(one))];
      expect(after.ok && after.scenario).toEqual(before.ok && before.scenario);
    }
  });
});
