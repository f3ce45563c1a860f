// JSON with places: what is accepted is what JSON.parse accepts, and every value is found where it stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JSON_LIMITS, walkJson, type Path } from '../sim/json.ts';
import { findPlaces, linesAndColumns, pointerOf, faultsOf, withinString } from '../sim/reading/places.ts';

const RUNS = { seed: 20151001, numRuns: 3000 };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A character of any plane, often one that is written with an escape. */
const letter = fc.oneof(
  fc.constantFrom('"', '\\', '/', '\n', '\u0000', 'a'),
  fc
    .integer({ min: 0, max: 0x10ffff })
    .map((c) => (c >= 0xd800 && c <= 0xdfff ? 'b' : String.fromCodePoint(c))),
);

/** Every path of a value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

const document = fc.json({ maxDepth: 5 });
// Scraps of JSON in any order: mostly broken, at times not.
const scraps = fc
  .array(
    fc.constantFrom(
      '{', '}', '[', ']', ',', ':', '"a"', '"b":', '1', '-0.5e3', '01', '1.', '.5', '-', '1e', 'true', 'null', 'nul', 'NaN',
      ' ', '\n', '\r\n', '\t', '\f', '\u00a0', '\ufeff', '"', '\\', '"\\u00e9"', '"\\x"', '"\u0001"', '"\u007f"', '//', '/**/', "'a'", '+1',
    ), // prettier-ignore
    { maxLength: 9 },
  )
  .map((parts) => parts.join(''));
/** A document with one character put in, taken out or changed. */
const bruised = fc
  .tuple(document, fc.nat(), fc.constantFrom(...'{}[],:"\\0 1.e-+tx\n'), fc.nat(2))
  .map(([text, at, c, how]) => {
    const k = at % (text.length + 1);
    return how === 0
      ? text.slice(0, k) + c + text.slice(k)
      : text.slice(0, k) + (how === 1 ? c : '') + text.slice(k + 1);
  });

describe('the grammar', () => {
  it('accepts what JSON.parse accepts, and nothing else', () => {
    let [good, bad] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(document, scraps, bruised), (text) => {
        const fault = walkJson(text);
        expect(fault === null, text).toBe(isJson(text));
        if (fault === null) return void good++;
        bad++;
        expect(fault.offset).toBeGreaterThanOrEqual(0);
        expect(fault.offset).toBeLessThanOrEqual(text.length);
        expect(`${fault.code} ${fault.message} ${fault.advice}`).not.toMatch(
          /Unexpected token|undefined$|SyntaxError/,
        );
      }),
      RUNS,
    );
    expect(Math.min(good, bad)).toBeGreaterThan(500);
  });

  it('allows brackets within brackets up to the limit', () => {
    const { depth } = JSON_LIMITS;
    expect(walkJson('['.repeat(depth) + ']'.repeat(depth))).toBeNull();
    expect(walkJson('['.repeat(depth + 1) + ']'.repeat(depth + 1))).toMatchObject({
      code: 'json-too-deep',
      offset: depth,
    });
  });

  it('tells the way to the fault', () => {
    const path = (text: string) => walkJson(text)?.path;
    expect(path('{"a":[1,{"b":nope}]}')).toEqual(['a', 1, 'b']);
    expect(path('{"a":[[],{},{"c":1}, x]}')).toEqual(['a', 3]);
    expect(path('{"a":{"b":1} "c":2}')).toEqual([]);
  });

  it('takes time in proportion to the length, whatever stands in it', () => {
    for (const part of [
      '[',
      '{"a":',
      '"',
      '\\',
      '1',
      ' ',
      '\n',
      '-',
      ',',
      '/*',
      "'",
      '\u00e9',
      '"a",',
      '[],',
      '{},',
      '1e',
      '"\\u0041",',
    ]) {
      const text = `[${part.repeat(1_000_000 / part.length)}`;
      let best = Infinity;
      for (let k = 0; k < 3 && best >= 1000; k++) {
        const start = performance.now();
        walkJson(text);
        best = Math.min(best, performance.now() - start);
      }
      expect(best, part).toBeLessThan(1000);
    }
  });
});

describe('places', () => {
  it('are where the values of a document stand, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const paths = pathsOf(JSON.parse(text));
        findPlaces(text, paths).forEach(({ value: at, key, found }, k) => {
          const path = paths[k]!;
          const inner = path.reduce<unknown>(
            (x, name) => (x as Record<string, unknown>)[name],
            JSON.parse(text),
          );
          expect(found).toBe(true);
          const shown = JSON.stringify(inner, null, indent);
          const [first] = shown.split('\n');
          expect(text.slice(at, at + first!.length)).toBe(first);
          const name = path.at(-1);
          const owner = path
            .slice(0, -1)
            .reduce<unknown>((x, n) => (x as Record<string, unknown>)[n], JSON.parse(text));
          if (name !== undefined && !Array.isArray(owner))
            expect(text.startsWith(JSON.stringify(name), key)).toBe(true);
        });
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  it('of what is not there are those of the nearest thing around it', () => {
    const text = '{ "a": { "b": [1, 2] } }';
    const [inA, inB, nowhere] = findPlaces(text, [['a', 'c', 'd'], ['a', 'b', 7], ['x']]);
    expect(inA).toMatchObject({ value: 7, found: false });
    expect(inB).toMatchObject({ value: 14, found: false });
    expect(nowhere).toMatchObject({ value: 0, found: false });
  });

  it('count lines by LF, CRLF and CR, and columns by UTF-16 units', () => {
    const text = 'ab\ncd\r\nef\rg😀h';
    const at = (s: string) => text.indexOf(s);
    expect(linesAndColumns(text, [at('h'), 0, at('c'), at('e'), at('g')])).toEqual([
      { line: 4, column: 4 },
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
  });

  it('within a text allow for its escapes', () => {
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 8 }).map((all) => all.join('')),
        fc.array(letter, { minLength: 1, maxLength: 8 }).map((all) => all.join('')),
        (before, rest) => {
          const raw = JSON.stringify(before + rest);
          const at = withinString(raw, 0, before.length);
          expect(raw.slice(at, -1)).toBe(JSON.stringify(rest).slice(1, -1));
        },
      ),
      { ...RUNS, numRuns: 100 },
    );
    expect(withinString('"\\u0041\\n\\"x"', 0, 3)).toBe(11);
  });

  it('are said as JSON pointers', () => {
    expect(pointerOf([])).toBe('');
    expect(pointerOf(['a/b', 0, 'm~n'])).toBe('/a~1b/0/m~0n');
  });
});

describe('keys that stand twice', () => {
  it('are found in any document, at their later place', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 }),
        fc.nat(),
        (value, k) => {
          const entries = Object.entries(value);
          const [name] = entries[k % entries.length]!;
          const before = JSON.stringify(value).slice(0, -1);
          const text = `${before},${JSON.stringify(name)}:1}`;
          const { faults, more } = faultsOf(`[${text},${JSON.stringify(value)}]`);
          expect(faults).toMatchObject([{ code: 'key-twice', offset: before.length + 2, path: [0, name] }]);
          expect(more).toBe(0);
        },
      ),
      { ...RUNS, numRuns: 150 },
    );
  });
  it('are told fifty times and counted from there', () => {
    const { faults, more } = faultsOf(`{${'"a":1,'.repeat(9_000)}"b":1}`);
    expect(faults).toHaveLength(50);
    expect(more).toBe(8_949);
  });
});
