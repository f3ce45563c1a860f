// The map through the model itself, in the one world that has a closed form (evidence of test/ancestors/dilemma.ts): a
// sanction of s years against none, where voices persuade by h. Harshness recruits fewer below the line
// h = (1 − exp(−a s)) / (v0 (1 − exp(−(a + b) s))), which begins at h* = a / (v0 (a + b)) = .392157 and has h = .9 at
// s = 14.0731 years.
import { expect, it } from 'vitest';
import {
  axisOf,
  nextJob,
  observe,
  openBreakEven,
  openCells,
  squares,
  zeroLine,
} from '../../sim/experiment/breakeven.ts';
import type { Factor } from '../../sim/experiment/design.ts';
import { recruited } from '../ancestors/dilemma.ts';
import { sampleOf } from '../experiment/oracle.ts';

const [A, B, V0] = [0.02, 0.15, 0.3];
const line = (s: number): number => (1 - Math.exp(-A * s)) / (V0 * (1 - Math.exp(-(A + B) * s)));

const factor = (pointer: string, title: string, low: number, high: number): Factor => ({
  ...{ pointer, title, description: '', unit: '', grade: 'H', integer: false, current: null },
  ...{ low, high, min: low, max: high },
});

it('has its zero line within one cell of the closed form, and at h* = 0.392 where the sanction is small', async () => {
  const [years, persuasion] = [factor('/s', 'Years', 0, 20), factor('/h', 'Persuasion', 0, 1)];
  let state = openBreakEven(axisOf(years), axisOf(persuasion), 'recruits', { budget: 900 });
  const none = new Map<number, number[]>();
  const unpunished = async (h: number, replicates: number): Promise<number[]> => {
    if ((none.get(h)?.length ?? 0) < replicates) none.set(h, await recruited(h, 0, replicates));
    return none.get(h)!;
  };
  for (let job = nextJob(state); job !== null; job = nextJob(state)) {
    const [s, h] = ['/s', '/h'].map((at) => job!.changes.find(({ pointer }) => pointer === at)!.value);
    const replicates = job.replicates.at(-1)! + 1;
    const [without, harsh] = [await unpunished(h!, replicates), await recruited(h!, s!, replicates)];
    for (const r of job.replicates) state = observe(state, job.key, r, sampleOf(harsh[r]! - without[r]!));
  }
  expect(line(14.0731)).toBeCloseTo(0.9, 4);
  expect(line(1e-6)).toBeCloseTo(0.392157, 4);

  // The finest cells are a twentieth of either axis.
  const cell = 1 / 20;
  const upright = zeroLine(state).filter(([s]) => Math.abs(s * 2 - Math.round(s * 2)) < 1e-9);
  expect(upright.length).toBeGreaterThan(10);
  for (const [s, h] of upright) expect(Math.abs(h - line(s)), `at ${s} years`).toBeLessThan(cell);
  const [first] = [...upright].sort(([a], [b]) => a - b);
  expect(first![0]).toBeLessThan(1);
  expect(Math.abs(first![1] - 0.392157)).toBeLessThan(cell);

  // What is decided is decided for the right side, and little is open.
  for (const { x, y, tally } of squares(state))
    if (tally!.side !== null)
      expect(tally!.side, `${x} years, h = ${y}`).toBe(y > line(x) ? 'above' : 'below');
  expect(openCells(state) / squares(state).length).toBeLessThan(0.35);
}, 300_000);
