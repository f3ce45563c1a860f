// Every measure by hand, on a series of three weeks in which each column has numbers of its own.
import { describe, expect, it } from 'vitest';
import { MEASURES, measureOf } from '../sim/measures.ts';
import { column, COLUMNS, seriesColumns, type Series } from '../sim/series.ts';
import { scenarioOf } from './laws/worlds.ts';

const scenario = scenarioOf({
  weeks: 3,
  population: { size: 50 },
  themes: [
    { id: 'one', title: 'One', share: 0.5 },
    { id: 'two', title: 'Two', share: 0.5 },
  ],
});

/** A series of three weeks: the columns that are told, 0 in all others. */
function seriesOf(told: Readonly<Record<string, readonly number[]>>, left: readonly number[] = []): Series {
  const columns = seriesColumns(scenario);
  const values = Float64Array.from(columns.flatMap((name) => told[name] ?? [0, 0, 0]));
  return { weeks: 3, columns, values, left: Uint32Array.from(left) };
}

const SERIES = seriesOf(
  {
    joins: [1, 2, 4],
    networkedJoins: [1, 1, 3],
    member: [5, 6, 9],
    exits: [0, 1, 2],
    surfacings: [1, 0, 1],
    newVoices: [0, 3, 0],
    'reach.one': [3, 8, 10],
    'reach.two': [4, 7, 9],
    'reach.propaganda': [50, 50, 50],
    tellings: [2, 4, 2],
    retellings: [0, 4, 8],
    atRisk: [20, 20, 20],
    supportAtRisk: [0.1, 0.2, 0.3],
    ideologyAtRisk: [0.2, 0.3, 0.4],
    supportOthers: [0.3, 0.4, 0.5],
    ideologyOthers: [0.4, 0.5, 0.6],
    certainty: [0.5, 0.6, 0.7],
    prisonImposed: [1, 2, 3.5],
    prisonServed: [0.5, 1, 1.5],
    impunity: [7, 8, 6],
    reengagements: [0, 1, 1],
    dead: [0, 1, 2],
    cost: [10, 20, 30],
  },
  [3, 5, 8, 9],
);
const BASELINE = seriesOf({}, [1, 3, 8]);

const BY_HAND: Readonly<Record<string, number>> = {
  recruits: 7,
  'recruitment-rate': (1000 * 7) / (20 * (3 / 52)),
  'networked-share': 5 / 7,
  members: 9,
  defections: 3,
  'defection-rate': 300 / (20 / 52),
  'same-leavers': 2 / 3,
  surfaced: 2,
  voices: 3,
  'story-reach': 10 / 50,
  'story-depth': 12 / 8,
  'support-at-risk': 0.3,
  'ideology-at-risk': 0.4,
  'support-others': 0.5,
  'ideology-others': 0.6,
  certainty: 0.7,
  'prison-imposed': 3.5,
  'prison-served': 1.5,
  impunity: 6,
  reengaged: 2,
  deaths: 2,
  cost: 30,
};

describe('measures', () => {
  it.each(MEASURES.map((measure) => [measure.id, measure] as const))('%s', (id, measure) => {
    expect(Object.keys(BY_HAND)).toContain(id);
    expect(measure.of(SERIES, scenario, BASELINE)).toBeCloseTo(BY_HAND[id], 9);
  });

  it('are named once, are all of these, and each says its unit, its noun and its decimals', () => {
    expect(MEASURES.map(({ id }) => id).sort()).toEqual(Object.keys(BY_HAND).sort());
    for (const { title, unit, description, more, digits } of MEASURES) {
      for (const text of [title, unit, description, more]) expect(text).not.toBe('');
      expect(Number.isInteger(digits) && digits >= 0).toBe(true);
    }
    expect(() => measureOf('happiness')).toThrow(RangeError);
    expect(measureOf('recruits').betterWhen).toBe('lower');
  });

  it('have no value where nobody is counted, and 0 where nothing happened', () => {
    const quiet = seriesOf({});
    const none = MEASURES.filter((measure) => Number.isNaN(measure.of(quiet, scenario, quiet))).map(
      ({ id }) => id,
    );
    expect(none).toEqual([
      'recruitment-rate',
      'networked-share',
      'defection-rate',
      'same-leavers',
      'story-depth',
    ]);
    const others = MEASURES.filter(({ id }) => !none.includes(id));
    for (const { of } of others) expect(of(quiet, scenario, quiet)).toBe(0);
  });

  it('of the same people compare a run with its baseline, and a run with itself as 1', () => {
    const { of } = measureOf('same-leavers');
    expect(of(SERIES, scenario, SERIES)).toBe(1);
    expect(of(seriesOf({}, [2, 4]), scenario, BASELINE)).toBe(0);
  });
});

describe('a series', () => {
  it('gives a column by its name, and refuses one that it has not', () => {
    expect(Array.from(column(SERIES, 'joins'))).toEqual([1, 2, 4]);
    expect(() => column(SERIES, 'reach.three')).toThrow(RangeError);
    expect(new Set(SERIES.columns).size).toBe(COLUMNS.length + 4 + 2);
  });
});
