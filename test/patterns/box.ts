// Pattern 9: over a Sobol' design of the frozen prior box (every assumption that has a range, costs apart), is the sign of the
// five-year difference in recruits, *voices* less *deterrence*, certain on both sides? And does the line on which the two break
// even turn as the silencing effect changes? 512 points take minutes: `npm run calibrate -- box` writes box.json, the tests
// run a few points again, to the byte, and check what the whole record claims.
import { readFileSync } from 'node:fs';
import { digestOf } from '../../sim/digest.ts';
import { sobolPoints } from '../../sim/experiment/sobol.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import { scenarioSchema, type Policy, type Scenario } from '../../sim/scenario.ts';
import type { SignDecision } from '../../sim/sequential.ts';
import { column } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import { ASSUMPTIONS, withValues, type Values } from '../calibration/parameters.ts';

export const POINTS = 512;
const WEEKS = 260;
/** A sign is certain when so many matched replicates have it and none the other: by luck once in 256. Without a difference none counts. */
const ALIKE = 9;
const REPLICATES = 12;
/** Replicates at the least, so that the ratio of recruits rests on some. */
const LEAST = 4;

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
function question(): Scenario {
  const file: unknown = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8'));
  return { ...(scenarioSchema.parse(file) as unknown as Scenario), weeks: WEEKS };
}

/** Runs point n. */
export async function pointAt(n: number): Promise<Point> {
  const scenario = withValues(question(), valuesAt(n));
  const policy = (id: string): Policy => scenario.policies.find((one) => one.id === id)!;
  const [deterrence, voices] = [
    await compilePolicy(policy('deterrence'), WEEKS),
    await compilePolicy(policy('voices'), WEEKS),
  ];
  const pairs: [number, number][] = [];
  let decided: SignDecision | null = null;
  while (decided === null) {
    const population = buildPopulation(scenario, pairs.length);
    const [a, b] = [voices, deterrence].map((table) =>
      column(simulate(scenario, table, pairs.length, population), 'joins').reduce((sum, x) => sum + x, 0),
    ) as [number, number];
    pairs.push([a, b]);
    decided = decisionOf(pairs);
  }
  const total = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0);
  return {
    ...{ decided, replicates: pairs.length, voices: total(0), deterrence: total(1) },
    digest: digestOf(pairs).slice(0, 12),
  };
}

/** What pairs of recruits, *voices* and *deterrence*, say so far; null while it is open. */
export function decisionOf(pairs: readonly (readonly [number, number])[]): SignDecision | null {
  const above = pairs.filter(([a, b]) => a > b).length;
  const below = pairs.filter(([a, b]) => a < b).length;
  if (above >= ALIKE && below === 0) return 'above';
  if (below >= ALIKE && above === 0) return 'below';
  const open = pairs.length < LEAST || (pairs.length < REPLICATES && Math.min(above, below) === 0);
  return open ? null : 'undecided';
}

/** Shares of points at which the sign is certain: more recruits under *voices*, and fewer. */
export function shares(points: readonly Point[]): { more: number; fewer: number } {
  const share = (wanted: SignDecision): number =>
    points.filter(({ decided }) => decided === wanted).length / points.length;
  return { more: share('above'), fewer: share('below') };
}
