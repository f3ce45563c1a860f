// Pattern 9: over a Sobol' design of the frozen prior box (every assumption that has a range, costs apart), is the sign of the
// five-year difference in recruits, *voices* less *deterrence*, certain on both sides? And does the line on which the two break
// even turn as the silencing effect changes? 512 points take minutes: `npm run calibrate -- box` writes box.json, the tests
// run a few points again, to the byte, and check what the whole record claims.
import { readFileSync } from 'node:fs';
import { digestOf } from '../../sim/digest.ts';
import { sobolPoints } from '../../sim/experiment/sobol.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { readScenario } from '../../sim/read.ts';
import { simulate } from '../../sim/run.ts';
import type { Policy, Scenario } from '../../sim/scenario.ts';
import { createSignTest, type SignDecision } from '../../sim/sequential.ts';
import { column } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import { ASSUMPTIONS, withValues, type Values } from '../calibration/parameters.ts';

export const POINTS = 512;
const WEEKS = 260;
/** Matched replicates at most: a sign is certain when the running test says so (nine alike at the least). */
const REPLICATES = 16;

const BOX = Array.from(ASSUMPTIONS).filter(
  ([pointer, { range }]) => range[0] < range[1] && !pointer.startsWith('/costs/'),
);
/** The assumptions that the box has a side for. */
export const SIDES: readonly string[] = BOX.map(([pointer]) => pointer);

/** What one point says: the decision, the replicates it took, recruits under both policies, and a digest of them all. */
export interface Point {
  readonly decided: SignDecision;
  readonly replicates: number;
  readonly voices: number;
  readonly deterrence: number;
  readonly digest: string;
}

/** The values of point n. Whole numbers are drawn as such. */
export function valuesAt(n: number): Values {
  const unit = sobolPoints(n + 1, BOX.length, 'palinode box').subarray(n * BOX.length);
  return Object.fromEntries(
    BOX.map(
      (
        [
          pointer,
          {
            range: [low, high],
            integer,
          },
        ],
        d,
      ) => [
        pointer,
        integer === true ? low + Math.floor(unit[d]! * (high - low + 1)) : low + unit[d]! * (high - low),
      ],
    ),
  );
}

/** The shipped scenario of the question, over five years. */
async function question(): Promise<Scenario> {
  const reading = await readScenario(readFileSync('scenarios/punish-or-listen.json', 'utf8'));
  if (!reading.ok) throw new Error(reading.problems[0]!.message);
  return { ...reading.scenario, weeks: WEEKS };
}

/** Runs point n. */
export async function pointAt(n: number): Promise<Point> {
  const scenario = withValues(await question(), valuesAt(n));
  const policy = (id: string): Policy => scenario.policies.find((one) => one.id === id)!;
  const [deterrence, voices] = [
    await compilePolicy(policy('deterrence'), WEEKS),
    await compilePolicy(policy('voices'), WEEKS),
  ];
  const test = createSignTest({ minimum: 9, maximum: REPLICATES });
  const pairs: [number, number][] = [];
  while (test.state.decided === null) {
    const population = buildPopulation(scenario, pairs.length);
    const [a, b] = [voices, deterrence].map((table) =>
      column(simulate(scenario, table, pairs.length, population), 'joins').reduce((sum, x) => sum + x, 0),
    ) as [number, number];
    pairs.push([a, b]);
    test.observe(a - b);
  }
  const total = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0);
  return {
    ...{ decided: test.state.decided, replicates: pairs.length, voices: total(0), deterrence: total(1) },
    digest: digestOf(pairs).slice(0, 12),
  };
}

/** Shares of points at which the sign is certain: more recruits under *voices*, and fewer. */
export function shares(points: readonly Point[]): { more: number; fewer: number } {
  const share = (wanted: SignDecision): number =>
    points.filter(({ decided }) => decided === wanted).length / points.length;
  return { more: share('above'), fewer: share('below') };
}
