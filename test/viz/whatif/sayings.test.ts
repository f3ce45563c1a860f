// What the map, the tornado and the switches say: sides, counts, and "undecided" wherever the runs do not settle it.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { axisOf, nextJob, observe, openBreakEven, squares } from '../../../sim/experiment/breakeven.ts';
import type { BreakEven } from '../../../sim/experiment/breakeven.ts';
import { factorAt } from '../../../sim/experiment/design.ts';
import * as oneWay from '../../../sim/experiment/oneway.ts';
import { measureOf } from '../../../sim/measures.ts';
import { boxWords, breakeven, breakevenWords } from '../../../viz/charts/breakeven.ts';
import { tornadoWords } from '../../../viz/charts/tornado.ts';
import type { Looking } from '../../../viz/whatif/bench.ts';
import { digitsOf } from '../../../viz/whatif/facing.ts';
import { keyOf, mapData } from '../../../viz/whatif/mapdata.ts';
import {
  cellWords,
  crossingWords,
  headingOf,
  nowhereWords,
  valueWords,
} from '../../../viz/whatif/sayings.ts';
import { tornadoData, tornadoTable } from '../../../viz/whatif/tornado.ts';
import { smallScenario } from '../../pool/crew.ts';
import { chanceOf, changed, drive } from '../../experiment/oracle.ts';
import type { Formula } from '../../experiment/oracle.ts';

const scenario = smallScenario();
const [baseline, , policy] = scenario.policies as [Looking['policy'], unknown, Looking['policy']];
const looking: Looking = { scenario, policy, baseline, measure: measureOf('recruits') };
const [X, Y] = ['/behaviour/exit/elasticity', '/behaviour/attitude/former'] as const;
const at = (pointer: string) => axisOf(factorAt(scenario, 'voices', pointer)!);
const mapped = (formula: Formula, y: string = Y): BreakEven =>
  drive({ nextJob, observe }, openBreakEven(at(X), at(y), 'recruits', { budget: 400 }), formula).state;

describe('the map in words', () => {
  const turning = mapped((changes) => 20 * ((changed(changes, Y) ?? 0) - 0.2));

  it('names what the answer turns on, or the side that it has all over, or that it cannot tell', () => {
    expect(headingOf(turning, looking)).toBe(
      'Which policy ends with fewer recruits turns on silencing effect and former bonus',
    );
    expect(
      headingOf(
        mapped(() => -3),
        looking,
      ),
    ).toMatch(/^Voices ends with fewer recruits than As it was wherever/);
    expect(
      headingOf(
        mapped(() => 3),
        looking,
      ),
    ).toMatch(/^Voices ends with more recruits than As it was wherever/);
    expect(
      headingOf(
        mapped(() => 0),
        looking,
      ),
    ).toBe('Every difference between Voices and As it was on the map is exactly 0');
    const luck = mapped((changes, r) => chanceOf(r, JSON.stringify(changes)));
    expect(headingOf(luck, looking)).toMatch(/^The model cannot tell Voices and As it was apart anywhere/);
  });

  it('says of a cell where it is, on which side its runs are, and whether that is certain', () => {
    const low = squares(turning)[0]!;
    expect(cellWords(turning, low, looking)).toMatch(
      /^Silencing effect −2\.25, Former bonus −0\.\d\d: Voices, \d+ fewer on average; 12 of 12 paired runs with fewer, 0 with more\.$/,
    );
    const open = { ...low, tally: { ...low.tally!, above: 6, below: 6, side: null } };
    expect(cellWords(turning, open, looking)).toMatch(/Undecided\.$/);
    expect(cellWords(turning, { ...low, tally: null }, looking)).toMatch(/not yet run\.$/);
  });

  it('says where the line is crossed from where the scenario stands', () => {
    expect(crossingWords(turning)).toMatch(/changes side along former bonus near 0\.(1\d|2\d)/);
    expect(crossingWords(mapped(() => 5))).toMatch(/keeps its side/);
    expect(crossingWords(openBreakEven(at(X), at(Y), 'recruits'))).toBe('');
  });

  it('has in its chart the cells that it has, and counts the box as the chart does', () => {
    const data = mapData(turning, looking);
    expect(data.cells.map(({ key }) => key)).toEqual(squares(turning).map(keyOf));
    expect(data.x).toMatchObject({ low: -2, high: 0, from: -2.5, to: 0, current: -0.5 });
    expect(boxWords(data)).toMatch(/^Voices is better in \d+.% of the evidence box, worse in \d+.%/);
  });

  it('of a lever has all of the axis in the box, which is no evidence', () => {
    const one = mapped(() => -1, '/policies/2/voices/amplification');
    const { y } = mapData(one, looking);
    expect([y.low, y.high, y.isChoice]).toEqual([y.from, y.to, true]);
    const said = boxWords(mapData(one, looking));
    expect(said).toMatch(/of the range that the evidence leaves to silencing effect/);
    expect(headingOf(one, looking)).toContain('the range that the evidence leaves to silencing effect');
    expect(breakevenWords(mapData(one, looking)).lead).toContain('over an assumption and a lever');
  });

  it('of two levers speaks of the map, and draws no box of evidence', () => {
    const levers = ['/policies/2/voices/amplification', '/policies/2/voices/threshold'] as const;
    const state = drive(
      { nextJob, observe },
      openBreakEven(at(levers[0]), at(levers[1]), 'recruits', { budget: 400 }),
      () => -1,
    ).state;
    const data = mapData(state, looking);
    expect(boxWords(data)).toMatch(/^Voices is better in 100.% of the map, worse in 0.%/);
    expect(headingOf(state, looking)).toMatch(/wherever on the map the model can tell/);
    expect(breakevenWords(data).lead).toContain('over two levers');
    const { document } = new JSDOM().window;
    const svg = breakeven(data, { document, width: 700 });
    expect(svg.querySelector('[data-evidence]')).toBeNull();
    expect(svg.textContent).not.toContain('evidence');
    expect(svg.querySelector('[data-here]')).toBeNull();
    expect(nowhereWords(state, looking)).toBe(
      'Voices: severity that may speak has no limit as the scenario stands, which is beyond the end of its axis.',
    );
    expect(nowhereWords(turning, looking)).toBe('');
  });
});

describe('the tornado in words', () => {
  const { state } = drive(oneWay, oneWay.openOneWay(scenario, 'recruits'), (changes) =>
    changed(changes, X) === -2 ? 40 : changed(changes, Y) === 1 ? -30 : -20,
  );
  const found = oneWay.tornado(state);

  it('names what can flip the answer, as the plan has decided it', () => {
    const data = tornadoData(looking, found, 12);
    expect(data.rows).toHaveLength(12);
    expect(data.rows[0]).toMatchObject({ title: 'Silencing effect', grade: 'H', flips: true });
    expect(data.rows.slice(1).some(({ flips }) => flips)).toBe(false);
    expect(tornadoWords(data).title).toBe('Silencing effect can flip the answer');
    expect(data.centre).toBe(-20);
  });

  it('has every assumption and its counts in the table', () => {
    const { columns, rows } = tornadoTable(looking, found);
    expect(rows).toHaveLength(found.bars.length);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows[0]).toContain('48 above, 0 below');
    expect(rows.at(-1)).toContain('0 above, 4 below: undecided');
  });
});

it('numbers have as many decimals as tell them apart', () => {
  expect(digitsOf([0, 1])).toBe(0);
  expect(digitsOf([-0.095, 0.1])).toBe(3);
  expect(digitsOf([0.00006, 0.00046])).toBe(5);
  expect(digitsOf([1 / 3])).toBe(6);
  expect(valueWords(factorAt(scenario, 'voices', X)!, -1.5)).toBe('Silencing effect −1.50');
});
