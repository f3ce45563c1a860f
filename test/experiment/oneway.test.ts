// The tornado against differences by a formula: it finds what matters, says what is certain and nothing else, and is the same
// however often it is broken off.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTask } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { assumptionsOf } from '../../sim/experiment/design.ts';
import { nextJob, observe, openOneWay, progressOf, tornado } from '../../sim/experiment/oneway.ts';
import { differencesAt } from '../../sim/experiment/runs.ts';
import { smallScenario } from '../pool/crew.ts';
import { chanceOf, changed, drive, driveInPieces, sampleOf } from './oracle.ts';
import type { Formula } from './oracle.ts';

const scenario = smallScenario();
const plan = { nextJob, observe };
const FACTORS = assumptionsOf(scenario, 'recruits');
const ELASTICITY = '/behaviour/exit/elasticity';
const FORMER = '/behaviour/attitude/former';
const RUNGS = [
  { replicates: 3, factors: Infinity },
  { replicates: 9, factors: 5 },
  { replicates: 30, factors: 2 },
];
const opened = () => openOneWay(scenario, 'recruits', { rungs: RUNGS });

/** −20 as things stand; the elasticity turns it, the bonus moves it, the rest is luck. */
const turning: Formula = (changes, r) => {
  const elasticity = changed(changes, ELASTICITY);
  const former = changed(changes, FORMER);
  const moved = elasticity === -2 ? 50 : former === 1 ? -25 : former === -0.3 ? 5 : 0;
  return -20 + moved + 3 * chanceOf(r) + chanceOf(r, changes.map(({ pointer }) => pointer).join());
};

describe('the tornado', () => {
  const { state, asked } = drive(plan, opened(), turning);
  const { bars, current, waiting } = tornado(state);

  it('asks for both ends of every assumption, and for nothing twice', () => {
    expect(waiting).toBe(0);
    expect(bars.map(({ factor }) => factor.pointer).sort()).toEqual(
      FACTORS.map(({ pointer }) => pointer).sort(),
    );
    expect(new Set(asked).size).toBe(asked.length);
    for (const { pointer, low, high, current: now } of FACTORS)
      for (const value of [low, high].filter((end) => end !== now))
        expect(asked).toContain(`${pointer}=${value} 0`);
  });

  it('puts the widest first, and looks longest at it', () => {
    expect(bars[0]!.factor.pointer).toBe(ELASTICITY);
    expect(bars[1]!.factor.pointer).toBe(FORMER);
    expect(bars.slice(0, 2).map(({ n }) => n)).toEqual([30, 30]);
    expect(bars[6]!.n).toBe(3);
    for (let k = 1; k < bars.length; k++) expect(bars[k]!.swing).toBeLessThanOrEqual(bars[k - 1]!.swing);
  });

  it('says what flips the answer, and only that', () => {
    expect(bars[0]).toMatchObject({ flips: true, low: { side: 'above' }, high: { side: 'below' } });
    expect(bars.slice(1).some(({ flips }) => flips)).toBe(false);
    expect(current.side).toBe('below');
  });

  it('ends as planned', () => {
    expect(nextJob(state)).toBeNull();
    const { done, planned } = progressOf(state);
    expect(done).toBeGreaterThan(0.9 * planned);
    expect(progressOf(opened()).done).toBe(0);
  });
});

it('says of differences with no side that they are undecided, and flips nothing', () => {
  const { state } = drive(plan, opened(), (changes, r) => chanceOf(r, changes[0]?.pointer));
  const { bars, current } = tornado(state);
  expect(current.side).toBeNull();
  expect(bars.some(({ flips, low, high }) => flips || low.side !== null || high.side !== null)).toBe(false);
});

it('turned round, low for high and more for fewer, is the same picture in a mirror', () => {
  const straight = tornado(drive(plan, opened(), turning).state);
  const turned = tornado(drive(plan, opened(), (changes, r) => -turning(changes, r)).state);
  expect(turned.bars.map(({ factor, n }) => [factor.pointer, n])).toEqual(
    straight.bars.map(({ factor, n }) => [factor.pointer, n]),
  );
  straight.bars.forEach(({ low, swing, flips }, k) => {
    expect(turned.bars[k]!.low.median! + low.median!).toBeCloseTo(0, 10);
    expect(turned.bars[k]!.low.above).toBe(low.below);
    expect(turned.bars[k]).toMatchObject({ flips });
    expect(turned.bars[k]!.swing).toBeCloseTo(swing, 10);
  });
});

it('broken off anywhere and taken up again, it runs the same and says the same', () => {
  const whole = drive(plan, opened(), turning);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (piece) => {
      const pieces = driveInPieces(plan, opened(), turning, piece);
      expect(pieces.asked).toEqual(whole.asked);
      expect(pieces.state).toEqual(whole.state);
    }),
    { seed: 20151001, numRuns: 3 },
  );
});

it('of another measure runs only what is not known', () => {
  const whole = drive(plan, opened(), turning);
  const { known } = whole.state;
  const again = (measure: string) => openOneWay(scenario, measure, { rungs: RUNGS, known });
  const other = again('impunity');
  expect(drive(plan, other, turning).asked).toEqual([]);
  expect(tornado(other).bars).toEqual(tornado(whole.state).bars);
  const priced = drive(plan, again('cost'), turning).asked;
  expect(priced.length).toBeGreaterThan(0);
  expect(priced.every((name) => name.startsWith('/costs'))).toBe(true);
});

it('a replicate that was given up is left out, and one out of turn is refused', () => {
  const begun = observe(observe(opened(), '', 0, null), '', 1, sampleOf(4));
  expect(tornado(begun).current).toMatchObject({ n: 1, median: 4 });
  expect(() => observe(begun, '', 0, null)).toThrow(RangeError);
  expect(() => observe(begun, '', 3, null)).toThrow('replicate 2 of "" is awaited, not 3');
});

it('as things stand, its difference is that of the main answer, to the bit', async () => {
  const policies = [scenario.policies[2]!, scenario.policies[0]!];
  const whole = prepare(await compileTask(scenario, 'fixed'));
  const pair = prepare(await compileTask(scenario, 'fixed', { policies }));
  const all = openOneWay(scenario, 'impunity', { pair: [2, 0] });
  const two = openOneWay(scenario, 'impunity');
  const [main, own] = [whole(0).outcomes, pair(0).outcomes];
  const read = (state: typeof all, sample: Float64Array) =>
    differencesAt(observe(state, '', 0, sample).known, '', state.pair, 'impunity');
  expect(read(two, own)).toEqual(read(all, main));
  expect(nextJob(two)).toMatchObject({ key: '', changes: [], replicates: [0, 1, 2, 3] });
});
