import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../sim/sequential.ts';
import { pairedDifference } from '../sim/summary.ts';
import type { Counts } from '../sim/summary.ts';
import { verdict } from '../sim/verdict.ts';
import type { VerdictInput, VerdictMeasure } from '../sim/verdict.ts';

const RECRUITS: VerdictMeasure = {
  ...{ title: 'recruits', unit: 'people', more: 'recruits', betterWhen: 'lower', digits: 0 },
  none: 'Nobody was recruited',
};
const NAMES = { policy: 'Voices', baseline: 'As it was' };

const difference = (values: readonly number[]): VerdictInput['difference'] =>
  pairedDifference(values, new Float64Array(values.length), 'verdict');
const say = (values: readonly number[], more: Partial<VerdictInput> = {}): string =>
  verdict({ ...NAMES, measure: RECRUITS, difference: difference(values), ...more }).text;
const times = (count: number, value: number): number[] => new Array<number>(count).fill(value);
/** A difference with its numbers given. */
const given = (counts: Counts, median: number, p05: number, p95: number): VerdictInput['difference'] => ({
  ...difference([1, 2]),
  ...counts,
  ...{ n: counts.below + counts.equal + counts.above, median, p05, p95 },
});

describe('the sentence', () => {
  const clear = given({ below: 187, equal: 0, above: 13 }, -41, -77, -12);

  it('counts', () => {
    expect(verdict({ ...NAMES, measure: RECRUITS, difference: clear })).toEqual({
      kind: 'decided',
      text:
        'Voices ended with fewer recruits than As it was in 187 of 200 paired runs: ' +
        '41 fewer in the middle run, 12 to 77 fewer in 9 of 10.',
    });
  });

  it('begins with what most runs had, also where that is no difference', () => {
    const say = (counts: Counts): string =>
      verdict({ ...NAMES, measure: RECRUITS, difference: given(counts, 0, -1, 0) }).text;
    expect(say({ below: 32, equal: 163, above: 5 })).toBe(
      'Voices and As it was came out the same on recruits in 163 of 200 paired runs; ' +
        'of the other 37 Voices ended with fewer recruits in 32: ' +
        'no difference in the middle run, 0 to 1 fewer in 9 of 10.',
    );
    expect(say({ below: 0, equal: 160, above: 40 })).toMatch(
      /in 160 of 200 paired runs; in the other 40 Voices ended with more recruits: no/,
    );
    expect(say({ below: 90, equal: 100, above: 10 })).toMatch(
      /^Voices ended with fewer recruits than As it was in 90 of 200 paired runs \(the same in 100\): /,
    );
  });

  it('adds the count with the guesses drawn, and names the other side where that one has more', () => {
    const drawn = (below: number, equal: number, above: number): string =>
      verdict({ ...NAMES, measure: RECRUITS, difference: clear, drawn: { below, equal, above } }).text;
    expect(drawn(131, 0, 69)).toMatch(
      /9 of 10\. With the guesses drawn from their ranges: fewer in 131 of 200\.$/,
    );
    expect(drawn(40, 5, 155)).toMatch(/: fewer in 40 of 200, more in 155\.$/);
    expect(drawn(0, 50, 0)).toMatch(/: the same in all 50\.$/);
    expect(drawn(0, 0, 0)).toMatch(/in 9 of 10\.$/);
  });

  it('says that it cannot tell, as plainly', () => {
    const close = given({ below: 104, equal: 6, above: 90 }, -1, -12, 9);
    const input = { ...NAMES, measure: RECRUITS, difference: close };
    expect(verdict(input)).toEqual({
      kind: 'undecided',
      text:
        'The model cannot tell these apart: 104 of 200 paired runs favour Voices (fewer recruits), ' +
        '90 favour As it was, 6 the same. ' +
        'Voices against As it was: 1 fewer in the middle run, from 12 fewer to 9 more in 9 of 10.',
    });
    expect(verdict({ ...input, measure: { ...RECRUITS, betterWhen: 'higher' } }).text).toContain(
      '104 of 200 paired runs favour As it was (more recruits), 90 favour Voices, 6 the same.',
    );
    expect(verdict({ ...input, measure: { ...RECRUITS, betterWhen: null } }).text).toContain(
      'apart: Voices ended with fewer recruits than As it was in 104 of 200 paired runs, 90 with more, 6 the same.',
    );
  });

  it('the more comparisons, the more it asks for', () => {
    const input = {
      ...NAMES,
      measure: RECRUITS,
      difference: given({ below: 123, equal: 0, above: 77 }, -9, -40, 20),
    };
    expect(verdict(input).kind).toBe('decided');
    expect(verdict({ ...input, comparisons: 3 }).kind).toBe('undecided');
  });

  it('of ties it says that they are', () => {
    expect(say([...times(60, -3), ...times(135, 0), ...times(5, 2)])).toBe(
      'Voices and As it was came out the same on recruits in 135 of 200 paired runs; ' +
        'of the other 65 Voices ended with fewer recruits in 60: ' +
        'no difference in the middle run, 0 to 3 fewer in 9 of 10.',
    );
  });

  it.each<[string, Partial<VerdictInput>, number[], string]>([
    [
      'identical',
      { identical: true },
      times(9, 0),
      'These two policies are identical, so every difference is exactly 0.',
    ],
    [
      'identical',
      { identical: true, drawn: { below: 0, equal: 9, above: 0 } },
      [],
      'These two policies are identical, so every difference is exactly 0.',
    ],
    ['nothing', { happened: false, runs: 9 }, times(9, 0), 'Nobody was recruited in any run.'],
    [
      'same',
      {},
      times(9, 0),
      'Every difference is exactly 0: Voices and As it was came out the same on recruits in all 9 paired runs.',
    ],
    [
      'same',
      {},
      [0],
      'Every difference is exactly 0: Voices and As it was came out the same on recruits in the one paired run.',
    ],
    ['empty', {}, [], 'No paired runs yet, so there is nothing to compare.'],
    [
      'empty',
      { runs: 50 },
      [],
      'None of 50 paired runs has a value for recruits, so there is nothing to compare.',
    ],
    [
      'undecided',
      {},
      [-4],
      'The model cannot tell these apart: 1 of 1 paired run favours Voices (fewer recruits). Voices against As it was: 4 fewer in that run.',
    ],
    [
      'undecided',
      {},
      [-4, 5, 6],
      'The model cannot tell these apart: 2 of 3 paired runs favour As it was (fewer recruits), 1 favours Voices. Voices against As it was: 5 more in the middle run.',
    ],
    [
      'decided',
      { runs: 12 },
      times(11, -4),
      'Voices ended with fewer recruits than As it was in 11 of 11 paired runs: 4 fewer in the middle run, 4 fewer in 9 of 10. Left out, having no value for recruits: 1 of 12 paired runs.',
    ],
  ])('%s: %j of %j', (kind, more, values, text) => {
    expect(verdict({ ...NAMES, measure: RECRUITS, difference: difference(values), ...more })).toEqual({
      kind,
      text,
    });
  });

  it('without words of its own for nothing it still has some', () => {
    const { none: _, ...measure } = RECRUITS;
    expect(say([0], { measure, happened: false })).toBe('There were no recruits in any run.');
  });

  it('of a level it says lower and higher, with its unit', () => {
    const measure: VerdictMeasure = {
      title: 'trust',
      unit: 'points',
      more: 'trust in the state',
      words: 'lower',
      betterWhen: 'higher',
      digits: 2,
    };
    expect(say(times(40, 0.256), { measure })).toBe(
      'Voices ended with higher trust in the state than As it was in 40 of 40 paired runs: ' +
        '0.26 points higher in the middle run, 0.26 points higher in 9 of 10.',
    );
  });
});

describe('whatever the runs were', () => {
  const RUNS = fc.oneof(
    fc.array(fc.constant(0), { minLength: 1, maxLength: 50 }),
    fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 250 }),
    fc.array(fc.integer({ min: -60, max: 3 }), { minLength: 10, maxLength: 250 }),
    fc.array(fc.integer({ min: -2, max: 60 }), { minLength: 10, maxLength: 250 }),
  );
  const BETTER = fc.constantFrom('lower', 'higher', null) as fc.Arbitrary<VerdictMeasure['betterWhen']>;
  const SETTINGS = { seed: 20151001, numRuns: 400 };

  it('counts, sides and ranges in the sentence are those of the data', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(RUNS, BETTER, (values, betterWhen) => {
        const d = difference(values);
        const measure = { ...RECRUITS, betterWhen, digits: 1 };
        const { kind, text } = verdict({ ...NAMES, measure, difference: d });
        kinds.add(kind);
        if (kind === 'same') {
          expect(values.every((value) => value === 0)).toBe(true);
          return;
        }

        const below = values.filter((value) => value < 0).length;
        const above = values.filter((value) => value > 0).length;
        expect(kind === 'decided').toBe(decide(above, below) !== null);
        const [count, n] = /(\d+) of (\d+) paired run/.exec(text)!.slice(1).map(Number);
        expect(n).toBe(values.length);
        const parted = /runs; (?:in the other (\d+)|of the other \d+ .* in (\d+):)/.exec(text);
        const mostlySame = kind === 'decided' && values.length - below - above > values.length / 2;
        expect(parted !== null).toBe(mostlySame);
        expect(count).toBe(mostlySame ? values.length - below - above : Math.max(below, above));
        const sided = mostlySame ? Number(parted![1] ?? parted![2]) : count;
        expect(sided).toBe(Math.max(below, above));

        // Which side the count is of: named outright, or as whom it favours.
        const favoured = /favours? (Voices|As it was) \((fewer|more) recruits\)/.exec(text);
        const named = /ended with (fewer|more) recruits/.exec(text);
        const more = named ? named[1] === 'more' : (favoured![1] === 'Voices') === (favoured![2] === 'more');
        expect(more ? above : below).toBe(sided);
        if (favoured) expect(favoured[2]).toBe(betterWhen === 'higher' ? 'more' : 'fewer');

        // The middle and the range, as signed numbers again.
        const told = (words: string, last: string): number => {
          const number = Number(/[\d.]+/.exec(words)?.[0] ?? 0);
          return last === 'fewer' ? -number : number;
        };
        const middle = / ([\d.]+|no) (fewer|more|difference) in (?:the middle|that) run/.exec(text)!;
        expect(Math.abs(told(middle[1]!, middle[2]!) - d.median!)).toBeLessThan(0.0501);
        const span = /run, (.*) in 9 of 10\.$/.exec(text);
        expect(span === null).toBe(values.length < 10);
        if (span === null) return;
        const pieces = span[1]!.replace('from ', '').split(' to ');
        const end = /(fewer|more|difference)$/.exec(span[1]!)![1]!;
        const ends = pieces.map((piece) => told(piece, /(fewer|more)$/.exec(piece)?.[1] ?? end));
        const [low, high] = ends.length === 1 ? [ends[0]!, ends[0]!] : ends.sort((a, b) => a - b);
        expect(Math.abs(low! - d.p05!)).toBeLessThan(ends.length === 1 ? 0.1 : 0.0501);
        expect(Math.abs(high! - d.p95!)).toBeLessThan(ends.length === 1 ? 0.1 : 0.0501);
      }),
      SETTINGS,
    );
    expect(kinds).toEqual(new Set(['decided', 'undecided', 'same']));
  });

  it('it never rates, promises, or shows a machine', () => {
    const counts = fc.record({ below: fc.nat(99), equal: fc.nat(99), above: fc.nat(99) });
    const flags = fc.record({ identical: fc.boolean(), happened: fc.boolean(), runs: fc.nat(300) });
    fc.assert(
      fc.property(
        fc.oneof(RUNS, fc.constant([])),
        BETTER,
        counts,
        flags,
        (values, betterWhen, drawn, more) => {
          const text = say(values, { measure: { ...RECRUITS, betterWhen }, drawn, ...more });
          expect(text).not.toMatch(/signific|prove|proof|\bwill\b|confiden|\bbest\b|\bp\s*[<=]/i);
          expect(text).not.toMatch(/NaN|null|undefined|Infinity|[-−]\d|\d{4}| {2}|\.\./);
          expect(text).toMatch(/^[A-Z].*\.$/);
        },
      ),
      SETTINGS,
    );
  });

  it('the drawn counts are those of the data', () => {
    const counts = fc.record({ below: fc.nat(99), equal: fc.nat(99), above: fc.nat(99) });
    fc.assert(
      fc.property(RUNS, counts, (values, drawn) => {
        const text = say(values, { drawn });
        const n = drawn.below + drawn.equal + drawn.above;
        const found =
          /drawn from their ranges: (?:(fewer|more) in (\d+) of (\d+)(?:, (fewer|more) in (\d+))?|the same in all (\d+))\.$/.exec(
            text,
          );
        if (n === 0) {
          expect(found).toBeNull();
          return;
        }
        const [side, count, of, otherSide, otherCount, same] = found!.slice(1);
        if (same !== undefined) {
          expect([Number(same), drawn.equal]).toEqual([n, n]);
          return;
        }
        const counted = (which: string): number => (which === 'more' ? drawn.above : drawn.below);
        expect([Number(count), Number(of)]).toEqual([counted(side!), n]);
        const other = side === 'more' ? drawn.below : drawn.above;
        expect(otherCount).toBe(other > counted(side!) ? `${other}` : undefined);
        if (otherSide !== undefined) expect(otherSide).not.toBe(side);
      }),
      SETTINGS,
    );
  });
});
