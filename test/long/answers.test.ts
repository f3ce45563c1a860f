/**
 * The answers in scenarios/answers/ are what the model says: the first runs of every scenario are made again and must be the same to the
 * bit, and what a file says must follow from the outcomes in it. UPDATE_ANSWERS=1 makes the files (200 replicates of every policy, twice:
 * some two minutes of a core each; -t and a name makes one).
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { name as NAME, version } from '../../package.json' with { type: 'json' };
import { answer, CHECKED, KEPT, QUANTILES, thinned } from '../../sim/answer.ts';
import type { Answer } from '../../sim/answer.ts';
import { answerOf, compare } from '../../sim/compare.ts';
import { others } from '../../sim/others.ts';
import { digestOf } from '../../sim/digest.ts';
import type { Assumptions } from '../../sim/draw.ts';
import { compileTask } from '../../sim/ensemble.ts';
import type { Ensemble, Outcome } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { MEASURES } from '../../sim/measures.ts';
import { quantile } from '../../sim/moments.ts';
import { PATHS, pathWeeks } from '../../sim/paths.ts';
import { readScenario } from '../../sim/read.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { CARDS, cardsText } from '../cards.ts';

/** Replicates that are run again of each; whoever wants all that have a digest says so: AGAIN=8. */
const AGAIN = Number(process.env.AGAIN ?? 3);
const MAKING = Boolean(process.env.UPDATE_ANSWERS);
const folder = new URL('../../scenarios/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json')
  .map((name) => name.slice(0, -5));
const fileOf = (name: string): URL => new URL(`answers/${name}.json`, folder);

async function scenarioOf(name: string): Promise<Scenario> {
  const reading = await readScenario(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  if (!reading.ok) throw new Error(`${name}: ${reading.problems[0]!.message}`);
  return reading.scenario;
}

interface Ran {
  readonly ensemble: Ensemble;
  /** By policy and replicate: the path of the headline. */
  readonly courses: Readonly<Record<string, Float32Array[]>>;
}

async function ran(scenario: Scenario, assumptions: Assumptions, replicates: number): Promise<Ran> {
  const policies = scenario.policies.map(({ id }) => id);
  const run = prepare({ ...(await compileTask(scenario, assumptions)), paths: true });
  const from = PATHS.indexOf(scenario.headline) * pathWeeks(scenario.weeks).length;
  const to = from + pathWeeks(scenario.weeks).length;
  const courses = Object.fromEntries(policies.map((id): [string, Float32Array[]] => [id, []]));
  const runs: Outcome[] = [];
  for (let r = 0; r < replicates; r++) {
    const { outcomes, digests, paths } = run(r);
    runs.push({ outcomes, digests });
    policies.forEach((id, p) => courses[id]!.push(paths[p]!.slice(from, to)));
  }
  return { ensemble: { assumptions, policies, runs, failures: [], ended: 'done' }, courses };
}

/** A line a part, so that a change can be seen in a diff. */
function textOf(document: Answer): string {
  const parts = Object.entries(document).map(
    ([key, part]) => `${JSON.stringify(key)}: ${JSON.stringify(part)}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

async function make(name: string): Promise<void> {
  const scenario = await scenarioOf(name);
  const fixed = await ran(scenario, 'fixed', scenario.replicates);
  const drawn = await ran(scenario, 'drawn', scenario.replicates);
  const made = answer({
    engine: { name: NAME, version },
    ...{ scenario, ensemble: fixed.ensemble, drawn: drawn.ensemble, courses: fixed.courses },
  });
  writeFileSync(fileOf(name), textOf(made));
}

/** An ensemble of which only the headline is known. */
function ensembleOf(scenario: Scenario, assumptions: Assumptions, kept: Answer['drawn']): Ensemble {
  const policies = scenario.policies.map(({ id }) => id);
  const runs = Array.from({ length: scenario.replicates }, (_, r) => ({
    outcomes: Float64Array.from(
      policies.flatMap((id) =>
        MEASURES.map((m) => (m.id === scenario.headline ? (kept[id]![r] ?? NaN) : NaN)),
      ),
    ),
    digests: policies.map(() => ''),
  }));
  return { assumptions, policies, runs, failures: [], ended: 'done' };
}

/** Made again where its numbers, or the model, have moved. */
const ADVICE = 'an answer is stale: if that is meant, UPDATE_ANSWERS=1 and a Results: line in CHANGELOG.md';

describe.each(names)('the answer to %s', (name) => {
  if (MAKING) it('is made', () => make(name), 3_600_000);

  it('is there, of this scenario, and small', async () => {
    expect(existsSync(fileOf(name)), ADVICE).toBe(true);
    const text = readFileSync(fileOf(name), 'utf8');
    expect(text.length).toBeLessThan(200_000);
    const { comparison, digests } = JSON.parse(text) as Answer;
    const scenario = await scenarioOf(name);
    expect(comparison.scenario.digest, ADVICE).toBe(digestOf(scenario));
    expect(comparison.engine).toEqual({ name: NAME, version });
    expect([comparison.replicates, comparison.drawn!.replicates]).toEqual([200, 200]);
    expect(comparison.failed).toEqual([]);
    expect(Object.keys(digests)).toEqual(scenario.policies.map(({ id }) => id));
  });

  it(`begins with the runs that are made here`, async () => {
    const kept = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Answer;
    const scenario = await scenarioOf(name);
    const { ensemble } = await ran(scenario, 'fixed', AGAIN);
    scenario.policies.forEach(({ id }, p) => {
      expect(kept.digests[id], ADVICE).toHaveLength(CHECKED);
      expect(kept.digests[id]!.slice(0, AGAIN), ADVICE).toEqual(ensemble.runs.map((run) => run!.digests[p]));
      for (const measure of new Set([scenario.headline, ...KEPT])) {
        const m = p * MEASURES.length + MEASURES.findIndex((one) => one.id === measure);
        const ours = ensemble.runs.map((run) => run!.outcomes[m]!);
        const theirs = kept.outcomes[measure]![id]!.slice(0, AGAIN);
        expect(theirs, ADVICE).toEqual(measure === scenario.headline ? ours : thinned(ours));
      }
    });
  });

  it('says what follows from its outcomes', async () => {
    const kept = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Answer;
    const scenario = await scenarioOf(name);
    const { headline } = scenario;
    const found = compare({
      ...{ engine: kept.comparison.engine, scenario },
      ensemble: ensembleOf(scenario, 'fixed', kept.outcomes[headline]!),
      drawn: ensembleOf(scenario, 'drawn', kept.drawn),
    });
    expect(kept.comparison.verdicts).toEqual(found.verdicts);
    expect(kept.comparison.reliance).toEqual(thinned(found.reliance));
    for (const { id } of others(scenario)) {
      expect(kept.comparison.differences[id]![headline]).toEqual(thinned(found.differences[id]![headline]));
      expect(kept.comparison.drawn!.differences[id]![headline]).toEqual(
        thinned(found.drawn!.differences[id]![headline]),
      );
      expect(kept.sentences[id]).toBe(answerOf(found, id));
    }
    for (const { id } of scenario.policies) {
      for (const measure of Object.keys(kept.outcomes)) {
        const ascending = Float64Array.from(kept.outcomes[measure]![id]!, Number).sort();
        const { median, p95 } = kept.comparison.policies[id]![measure]!;
        expect(Math.abs(quantile(ascending, 0.5) - median!)).toBeLessThanOrEqual(1e-4 * Math.abs(median!));
        expect(Math.abs(quantile(ascending, 0.95) - p95!)).toBeLessThanOrEqual(1e-4 * Math.abs(p95!));
      }
      const ends = Float64Array.from(kept.outcomes[headline]![id]!, Number).sort();
      QUANTILES.forEach((p, k) => {
        const last = kept.bands.policies[id]![k]!.at(-1)!;
        expect(Math.abs(last - quantile(ends, p))).toBeLessThanOrEqual(1e-4 * Math.abs(last));
      });
    }
    expect(kept.bands.weeks.length).toBeLessThanOrEqual(130);
    expect(kept.bands.weeks.at(-1)).toBe(scenario.weeks - 1);
  });
});

if (MAKING) it('the gallery draws them', () => writeFileSync(CARDS, cardsText()));

it('there is an answer to every scenario, and to nothing else', () => {
  const there = existsSync(new URL('answers', folder)) ? readdirSync(new URL('answers', folder)) : [];
  expect(there.sort()).toEqual(names.map((name) => `${name}.json`).sort());
});
