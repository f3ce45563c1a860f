// What reads patterns off runs, where the answer is known: a reader that is wrong would make a pattern of nothing.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../calibration/parameters.ts';
import { MISSED } from './all.ts';
import { decisionOf, shares, valuesAt, type Point } from './box.ts';
import { breakEven } from './line.ts';
import { follow, MEMBER_WEEKS } from './members.ts';
import { cohortScenario, followReleased, recidivismOf } from './recidivism.ts';
import { trial, trialScenario } from './trial.ts';
import { withValues } from '../calibration/parameters.ts';
import { defaultScenario, settingOf } from './world.ts';

describe('going again', () => {
  const cohort = async (again: number) =>
    recidivismOf(
      followReleased(
        await settingOf(withValues(cohortScenario(300), { '/behaviour/justice/reengagement': again })),
        0,
        1,
      ),
    );
  it('is a product limit: two of four, then one of the two that are left', () => {
    const { share, again } = recidivismOf({
      atRisk: Float64Array.of(4, 2, 0),
      again: Float64Array.of(2, 1, 0),
    });
    expect(share).toBe(0.75);
    expect(again).toBe(3);
  });
  it('is nobody where nobody goes, and nearly everybody where one in fifty goes each week', async () => {
    const [nobody, many] = [await cohort(0), await cohort(0.02)];
    expect(nobody).toMatchObject({ share: 0, error: 0, released: 300, again: 0 });
    expect(Math.abs(many.share - (1 - 0.98 ** 260))).toBeLessThan(0.01);
  });
});

describe('the trial', () => {
  const effectOf = (persuasion: number, contrast: number) =>
    trial(
      withValues(trialScenario(), {
        '/behaviour/attitude/persuasion': persuasion,
        '/behaviour/attitude/contrast': contrast,
      }),
      2,
    );
  it('finds nothing where nothing persuades', async () => {
    expect(await effectOf(0, 1)).toEqual({ effect: 0, effectError: 0, backfire: 0, backfireError: 0 });
  });
  it('finds more where messages persuade more, and harm among the reactant only where they repel', async () => {
    const [weak, strong, tame] = [await effectOf(0.1, 1), await effectOf(0.3, 1), await effectOf(0.3, 0)];
    expect(weak.effect).toBeLessThan(0);
    expect(strong.effect / weak.effect).toBeGreaterThan(2.5);
    expect(strong.backfire).toBeGreaterThan(tame.backfire + 0.03);
  });
});

describe('recruits', () => {
  it('are counted as the week counts them', async () => {
    const counts = follow(await settingOf(defaultScenario(MEMBER_WEEKS)), 3);
    const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
    expect(counts.joined).toBeGreaterThan(20);
    expect(counts.joined).toBe(sum(counts.joins));
    expect(counts.networked).toBeLessThanOrEqual(counts.joined);
    expect(counts.returnedByMonth60).toBeLessThanOrEqual(counts.joinedByMonth60);
    expect(counts.voices20).toBeLessThanOrEqual(sum(counts.returns));
  });
});

describe('the sign at a point of the box', () => {
  const pairs = (signs: string): [number, number][] =>
    Array.from(signs, (sign) => (sign === '+' ? [2, 1] : sign === '-' ? [1, 2] : [1, 1]));
  it.each([
    ['+++++++++', 'above'],
    ['=--=-----=--', 'below'],
    ['++++++++', null],
    ['+++-', 'undecided'],
    ['+-', null],
    ['============', 'undecided'],
    ['++++++++====', 'undecided'],
  ])('%s is %s', (signs, said) => {
    expect(decisionOf(pairs(signs))).toBe(said);
  });
  it('is counted as shares', () => {
    const points = (['above', 'below', 'below', 'undecided'] as const).map(
      (decided) => ({ decided }) as Point,
    );
    expect(shares(points)).toEqual({ more: 0.25, fewer: 0.5 });
  });
});

describe('the break-even line', () => {
  const part = (values: Readonly<Record<string, number>>, pointer: string): number => {
    const [low, high] = ASSUMPTIONS.get(pointer)!.range;
    return (values[pointer]! - low) / (high - low) - 0.5;
  };
  /** Points at which voices gain by credibility, and lose by certainty the more, the more certainty silences. */
  const points = (turning: number): Point[] =>
    Array.from({ length: 128 }, (_, n) => {
      const values = valuesAt(n);
      const certainty = part(values, '/behaviour/recruit/certainty');
      const former = part(values, '/behaviour/attitude/former');
      const silencing = part(values, '/behaviour/exit/elasticity');
      const y = certainty - former * (1 + turning * silencing);
      return { voices: 1e6 * Math.exp(y), deterrence: 1e6 } as Point;
    });
  it('turns by what it was made to turn', () => {
    const turn = (Math.atan2(-0.5, 1) - Math.atan2(-1.5, 1)) * (180 / Math.PI);
    expect(breakEven(points(1)).turn).toBeCloseTo(turn, 4);
    expect(breakEven(points(0)).turn).toBeCloseTo(0, 4);
  });
});

describe('values at points of the box', () => {
  it('lie in the frozen ranges, whole numbers whole', () => {
    fc.assert(
      fc.property(fc.nat(511), (n) => {
        for (const [pointer, value] of Object.entries(valuesAt(n))) {
          const { range, integer } = ASSUMPTIONS.get(pointer)!;
          expect(value >= range[0] && value <= range[1]).toBe(true);
          if (integer === true) expect(Number.isInteger(value)).toBe(true);
        }
      }),
      { seed: 20151001, numRuns: 50 },
    );
  });
});

describe('what is missed', () => {
  it('is said in the ODD, by its number', () => {
    const odd = readFileSync('sim/ODD.md', 'utf8');
    const section = odd.slice(odd.indexOf('### 1.3'), odd.indexOf('## 2 '));
    const rows = section.split('\n').filter((line) => /^\| \d:/.test(line));
    expect(rows).toHaveLength(10);
    for (const row of rows) {
      const number = row.slice(2, 3);
      const missed = Object.keys(MISSED).filter((id) => id.startsWith(`pattern-${number}-`));
      expect([number, row.includes('**missed')]).toEqual([number, missed.length > 0]);
    }
  });
});
