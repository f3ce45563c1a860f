// Pattern 7: a panel of 28 simulated countries over 16 years, as in E14, whose states differ in certainty and severity (from the
// evidence's poles, C44 to C52). People begin by believing what their own state does. The fortunes of the group stand still, and
// each country has a twin with the same people and luck under *as it was*: recruits a year are regressed (Poisson, logarithmic)
// on both, with the twin's as exposure. Elasticities are total ones: deterrence, prison, silenced voices and all.
import { sobolPoints } from '../../sim/experiment/sobol.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { simulate } from '../../sim/run.ts';
import { column } from '../../sim/series.ts';
import { buildPopulation } from '../../sim/start.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { withValues } from '../calibration/parameters.ts';
import { defaultScenario } from './world.ts';

const COUNTRIES = 28;
const YEARS = 16;
const WEEKS = 52 * YEARS;
const CERTAINTY = [0.1, 0.76] as const;
const SEVERITY = [3, 14] as const;
/** Fortunes stand at this share of their highest. */
const FORTUNES = 0.5;
/** 90 of 100 for 26 degrees of freedom (two one-sided tests at 5 of 100): Student's t, by table. */
const T_90 = 1.7056;

/** Recruits of a country in a year, the twin's, and the logarithms of its certainty and severity over the reference. */
interface Row {
  readonly country: number;
  readonly recruits: number;
  readonly twin: number;
  readonly certainty: number;
  readonly severity: number;
}

export interface Elasticity {
  readonly value: number;
  /** Leaving out a country at a time. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

export interface Panel {
  readonly certainty: Elasticity;
  readonly severity: Elasticity;
  readonly recruits: number;
}

/** The panel, in so many rounds of 28 countries. */
export async function panel(rounds = 1): Promise<Panel> {
  const rows = await rowsOf(COUNTRIES * rounds);
  const all = fit(rows);
  const countries = Array.from({ length: COUNTRIES * rounds }, (_, k) => k);
  const without = countries.map((k) => fit(rows.filter(({ country }) => country !== k)));
  const elasticity = (d: 1 | 2): Elasticity => {
    const error = jackknife(without.map((b) => b[d]));
    return { value: all[d], error, low: all[d] - T_90 * error, high: all[d] + T_90 * error };
  };
  const recruits = rows.reduce((sum, row) => sum + row.recruits, 0);
  return { certainty: elasticity(1), severity: elasticity(2), recruits };
}

async function rowsOf(countries: number): Promise<Row[]> {
  const design = sobolPoints(countries, 2, 'palinode panel');
  const between = ([low, high]: readonly [number, number], u: number): number => low * (high / low) ** u;
  const rows: Row[] = [];
  for (let k = 0; k < countries; k++) {
    const certainty = between(CERTAINTY, design[2 * k]!);
    const years = between(SEVERITY, design[2 * k + 1]!);
    const [own, twin] = [await recruitsOf(certainty, years, k), await recruitsOf(0.3, 7, k)];
    for (let year = 0; year < YEARS; year++) {
      const policy = { certainty: Math.log(certainty / 0.3), severity: Math.log(years / 7) };
      rows.push({ country: k, recruits: own[year]!, twin: twin[year]!, ...policy });
    }
  }
  return rows;
}

function countryScenario(certainty: number, years: number): Scenario {
  const scenario = defaultScenario(WEEKS, { seed: 'palinode panel' });
  const { volume } = scenario.sources;
  const { onlineCapacity, recruiterCapacity } = scenario.behaviour.recruit;
  const still = withValues(scenario, {
    '/group/rise': 0,
    '/group/fall': 0,
    '/sources/volume': FORTUNES * volume,
    '/behaviour/recruit/onlineCapacity': FORTUNES * onlineCapacity,
    '/behaviour/recruit/recruiterCapacity': FORTUNES * recruiterCapacity,
    '/behaviour/recruit/severity': 0,
    '/behaviour/deterrence/certainty': certainty,
    '/behaviour/deterrence/severity': years,
  });
  const [asItWas, ...others] = still.policies;
  const sentencing = { ...asItWas!.sentencing, certainty, severity: years / 7 };
  return { ...still, policies: [{ ...asItWas!, sentencing }, ...others] };
}

/** Recruits by year. */
async function recruitsOf(certainty: number, years: number, replicate: number): Promise<number[]> {
  const scenario = countryScenario(certainty, years);
  const policy = await compilePolicy(scenario.policies[0]!, WEEKS);
  const joins = column(simulate(scenario, policy, replicate, buildPopulation(scenario, replicate)), 'joins');
  return Array.from({ length: YEARS }, (_, year) =>
    joins.subarray(52 * year, 52 * (year + 1)).reduce((sum, x) => sum + x, 0),
  );
}

type Three = [number, number, number];

/** Poisson regression with the twin as exposure, by Newton's steps: intercept, certainty, severity. */
function fit(rows: readonly Row[]): Three {
  const b: Three = [0, 0, 0];
  for (let n = 0; n < 50; n++) {
    const gradient: Three = [0, 0, 0];
    const hessian: [Three, Three, Three] = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    for (const { recruits, twin, certainty, severity } of rows) {
      const x: Three = [1, certainty, severity];
      const expected = (twin + 0.5) * Math.exp(b[0] + b[1] * certainty + b[2] * severity);
      for (const i of [0, 1, 2] as const) {
        gradient[i] += x[i] * (recruits - expected);
        for (const j of [0, 1, 2] as const) hessian[i][j] += x[i] * x[j] * expected;
      }
    }
    const step = solve(hessian, gradient);
    for (const i of [0, 1, 2] as const) b[i] += step[i];
    if (Math.max(...step.map(Math.abs)) < 1e-10) break;
  }
  return b;
}

/** Cramer's rule. */
function solve(a: readonly [Three, Three, Three], y: Three): Three {
  const det = ([p, q, r]: readonly [Three, Three, Three]): number =>
    p[0] * (q[1] * r[2] - q[2] * r[1]) -
    p[1] * (q[0] * r[2] - q[2] * r[0]) +
    p[2] * (q[0] * r[1] - q[1] * r[0]);
  const all = det(a);
  const replaced = (d: number): [Three, Three, Three] =>
    a.map((row, i) => row.map((x, j) => (j === d ? y[i as 0] : x))) as [Three, Three, Three];
  return [0, 1, 2].map((d) => det(replaced(d)) / all) as Three;
}

function jackknife(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  return Math.sqrt(((n - 1) / n) * values.reduce((sum, x) => sum + (x - mean) ** 2, 0));
}
