/**
 * Nothing changes by accident: for each scenario that ships, the bytes of three replicates of every policy as one hash, and ten measures
 * that say what moved when the hash does. A change that means to move them rewrites the files (UPDATE_GOLDEN=1) and says so in a line
 * that begins with `Results:` in CHANGELOG.md.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestOfValues } from '../../sim/jobs.ts';
import { measureOf } from '../../sim/measures.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { readScenario } from '../../sim/read.ts';
import { simulate } from '../../sim/run.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { buildPopulation } from '../../sim/start.ts';

const REPLICATES = 3;
const TOLD = [
  'recruits',
  'members',
  'defections',
  'surfaced',
  'voices',
  'story-reach',
  'support-at-risk',
  'ideology-others',
  'prison-served',
  'impunity',
];
const ADVICE = 'results moved: if that is meant, UPDATE_GOLDEN=1 and a Results: line in CHANGELOG.md';

const folder = new URL('../../scenarios/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json')
  .map((name) => name.slice(0, -5));

/** By policy: one digest a replicate, and measures by replicate, to six digits. */
async function resultsOf(scenario: Scenario): Promise<object> {
  const results: Record<string, { digests: string[]; measures: Record<string, number[]> }> = {};
  const tables = await Promise.all(scenario.policies.map((policy) => compilePolicy(policy, scenario.weeks)));
  for (let r = 0; r < REPLICATES; r++) {
    const population = buildPopulation(scenario, r);
    const runs = tables.map((table) => simulate(scenario, table, r, population));
    scenario.policies.forEach(({ id }, p) => {
      const policy = (results[id] ??= { digests: [], measures: {} });
      policy.digests.push(digestOfValues(runs[p]!.values));
      for (const told of TOLD) {
        const value = measureOf(told).of(runs[p]!, scenario, runs[0]!);
        (policy.measures[told] ??= []).push(Number(value.toPrecision(6)));
      }
    });
  }
  return results;
}

describe('golden results', () => {
  it.each(names)('%s', async (name) => {
    const reading = await readScenario(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
    if (!reading.ok) throw new Error(`${name}: ${reading.problems[0]!.message}`);
    const found = await resultsOf(reading.scenario);
    const file = new URL(`./${name}.json`, import.meta.url);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
    expect(found, ADVICE).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});
