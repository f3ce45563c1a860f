// The comparison document: exact counts on outcomes made by hand; on the real model, what may not matter to it does not.
import { beforeAll, describe, expect, it } from 'vitest';
import { answerOf, compare } from '../sim/compare.ts';
import { others } from '../sim/others.ts';
import type { Comparison } from '../sim/compare.ts';
import { DRAWN, drawnValues } from '../sim/draw.ts';
import { compileTask, runEnsemble } from '../sim/ensemble.ts';
import type { Ensemble } from '../sim/ensemble.ts';
import { MEASURES } from '../sim/measures.ts';
import type { Scenario } from '../sim/scenario.ts';
import { loudScenario, modelPool, whileTimePasses } from './pool/crew.ts';

const engine = { name: 'palinode', version: '0.0.0' };
const REPLICATES = 5;

async function ensembleOf(scenario: Scenario, assumptions: 'fixed' | 'drawn' = 'fixed', size = 2) {
  const { pool, clock } = modelPool(size, (job) => 1 + ((job * 7) % 5));
  const task = await compileTask(scenario, assumptions);
  return whileTimePasses(clock, runEnsemble(pool, task, { replicates: scenario.replicates }));
}

const comparisonOf = async (scenario: Scenario): Promise<Comparison> =>
  compare({ engine, scenario, ensemble: await ensembleOf(scenario) });

/** Every policy and measure gets the outcome that `value` says; every run of a policy a digest of its own. */
function madeUp(
  scenario: Scenario,
  n: number,
  value: (policy: string, measure: string, replicate: number) => number,
): Ensemble {
  const policies = scenario.policies.map(({ id }) => id);
  const runs = Array.from({ length: n }, (_, r) => ({
    outcomes: Float64Array.from(
      policies.flatMap((id) => MEASURES.map((measure) => value(id, measure.id, r))),
    ),
    digests: policies.map((id) => `${id} ${r}`),
  }));
  return { assumptions: 'fixed', policies, runs, failures: [], ended: 'done' };
}

const scenario = loudScenario({ people: 100, weeks: 12, replicates: REPLICATES });

describe('on outcomes made by hand', () => {
  const gaps = [-3, 0, 2, -1, -1, -4, 0, -2, -2, 1];
  const made = madeUp(scenario, 10, (id, _, r) => (id === 'voices' ? 10 + gaps[r]! : 10));
  const found = compare({ engine, scenario, ensemble: made });

  it('counts the runs on either side and gives the quantiles of the differences', () => {
    expect(found.differences['voices']!['recruits']).toMatchObject({
      ...{ n: 10, below: 6, equal: 2, above: 2, mean: -1, median: -1 },
      p05: expect.closeTo(-3.55, 12) as number,
      p95: expect.closeTo(1.55, 12) as number,
    });
    const [low, high] = found.differences['voices']!['recruits']!.interval!;
    expect(low).toBeLessThan(-1);
    expect(high).toBeGreaterThan(-1);
    expect(found.policies['voices']!['recruits']).toEqual({
      n: 10,
      mean: 9,
      median: 9,
      p05: 6.45,
      p95: expect.closeTo(11.55, 12) as number,
    });
  });

  it('has the shape that programs rely on', () => {
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        ...['engine', 'scenario', 'seed', 'replicates', 'baseline', 'policies', 'differences', 'digest'],
      ]),
    );
    expect(Object.keys(found.policies)).toEqual(scenario.policies.map(({ id }) => id));
    expect(Object.keys(found.differences)).toEqual(others(scenario).map(({ id }) => id));
    for (const cells of Object.values(found.differences)) {
      expect(Object.keys(cells)).toEqual(MEASURES.map(({ id }) => id));
      for (const cell of Object.values(cells))
        expect(Object.keys(cell)).toEqual([
          ...['n', 'mean', 'median', 'p05', 'p95', 'interval', 'below', 'equal', 'above', 'varianceRatio'],
        ]);
    }
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('says what is not there: runs that failed, and that it was stopped', () => {
    const failures = [{ job: 1, reason: 'severity is NaN', deaths: 0 }];
    const holed: Ensemble = { ...made, runs: made.runs.map((run, r) => (r === 1 ? null : run)), failures };
    const document = compare({ engine, scenario, ensemble: holed, asked: 200 });
    expect(document.failed).toEqual([{ replicate: 1, reason: 'severity is NaN' }]);
    expect(document.replicates).toBe(10);
    expect(document.partial).toEqual({ asked: 200 });
    expect(document.differences['voices']!['recruits']).toMatchObject({ n: 9, equal: 1 });
    expect(document.digest).not.toBe(found.digest);
    expect(document.verdicts['voices']!.text).toContain(
      'Left out, having no value for Cost: 1 of 10 paired runs.',
    );
    expect(found).not.toHaveProperty('partial');
  });

  it('speaks of the headline, with both counts where both were run', () => {
    const recruits = { ...scenario, headline: 'recruits' };
    const drawn: Ensemble = { ...made, assumptions: 'drawn' };
    const document = compare({ engine, scenario: recruits, ensemble: made, drawn });
    expect(document.verdicts['voices']!.kind).toBe('undecided');
    expect(document.verdicts['voices']!.text).toMatch(/6 of 10 .*With the guesses drawn .*fewer in 6 of 10/s);
    expect(document.verdicts['balance']!.text).not.toMatch(/fewer in 6/);
    expect(document.drawn!.assumptions).toBe('drawn');
    expect(document.drawn!.digest).not.toBe(document.digest);
    expect(document.drawn!.differences).toEqual(document.differences);
  });

  it('says on which guess it rests, where the guesses were drawn, in the answer too', () => {
    const recruits = { ...scenario, headline: 'recruits' };
    const k = DRAWN.findIndex(({ pointer }) => pointer === '/behaviour/exit/elasticity');
    const hanging = madeUp(scenario, 60, (id, _, r) =>
      id === 'voices' ? 10 + drawnValues(scenario.seed, r)[k]! : 10,
    );
    const drawn: Ensemble = { ...hanging, assumptions: 'drawn' };
    const both = compare({ engine, scenario: recruits, ensemble: made, drawn });
    const { rho, pointer } = both.reliance!['voices']!.strongest[0]!;
    expect([pointer, rho, both.reliance!['voices']!.standsOut]).toEqual([
      '/behaviour/exit/elasticity',
      1,
      true,
    ]);
    expect(Object.keys(both.reliance!)).toEqual(others(scenario).map(({ id }) => id));
    expect(answerOf(both, 'voices')).toBe(
      `${both.verdicts['voices']!.text} ${both.reliance!['voices']!.text}`,
    );
    const alone = compare({ engine, scenario: recruits, ensemble: drawn });
    expect(alone.reliance).toEqual(both.reliance);
    const fixed = compare({ engine, scenario: recruits, ensemble: made });
    expect(fixed).not.toHaveProperty('reliance');
    expect(answerOf(fixed, 'voices')).toBe(fixed.verdicts['voices']!.text);
    const turned = { ...recruits, policies: recruits.policies.slice().reverse() };
    const reversed = {
      ...drawn,
      policies: drawn.policies.slice().reverse(),
      runs: madeUp(turned, 60, (id, _, r) => (id === 'voices' ? 10 + drawnValues(scenario.seed, r)[k]! : 10))
        .runs,
    };
    expect(compare({ engine, scenario: turned, ensemble: reversed }).reliance).toEqual(alone.reliance);
  });

  it('refuses a headline and a baseline that there are not', () => {
    expect(() => compare({ engine, scenario: { ...scenario, headline: 'luck' }, ensemble: made })).toThrow(
      RangeError,
    );
    expect(() => compare({ engine, scenario: { ...scenario, baseline: 'x' }, ensemble: made })).toThrow(
      RangeError,
    );
  });
});

describe('on the real model', () => {
  let plain: Comparison;
  beforeAll(async () => {
    plain = await comparisonOf(scenario);
  });

  it('an identical policy under another name differs by exactly 0 in every measure', async () => {
    const twins = scenario.policies.flatMap((policy) => [
      policy,
      { ...policy, id: `${policy.id}-twin`, name: 'Another', description: 'The same again.' },
    ]);
    // Eight policies, each against each: here each twin against its original.
    for (const { id } of scenario.policies) {
      const pair = twins.filter((policy) => policy.id === id || policy.id === `${id}-twin`);
      const found = await comparisonOf({ ...scenario, policies: pair, baseline: id });
      expect(found.verdicts[`${id}-twin`]!.kind).toBe('identical');
      for (const [measure, cell] of Object.entries(found.differences[`${id}-twin`]!)) {
        const none = cell.n === 0 ? null : 0;
        expect(cell, measure).toEqual({
          ...{ n: cell.n, mean: none, median: none, p05: none, p95: none },
          ...{
            interval: cell.n === 0 ? null : [0, 0],
            below: 0,
            equal: cell.n,
            above: 0,
            varianceRatio: null,
          },
        });
      }
    }
  });

  it('neither names nor the order of the policies matter', async () => {
    const policies = scenario.policies
      .map((policy) => ({ ...policy, name: `${policy.name}!`, description: '' }))
      .reverse();
    const found = await comparisonOf({ ...scenario, policies });
    expect(found.policies).toEqual(plain.policies);
    expect(found.differences).toEqual(plain.differences);
    const reordered = await comparisonOf({ ...scenario, policies: scenario.policies.slice().reverse() });
    expect(reordered.digest).toBe(plain.digest);
  });

  it('another baseline turns the sign of a difference and nothing else', async () => {
    const found = await comparisonOf({ ...scenario, baseline: 'voices' });
    for (const { id } of MEASURES) {
      if (id === 'same-leavers') continue; // Its outcomes are relative to the baseline.
      const [one, other] = [plain.differences['voices']![id]!, found.differences[scenario.baseline]![id]!];
      expect([other.below, other.equal, other.above]).toEqual([one.above, one.equal, one.below]);
      expect(other.n).toBe(one.n);
      if (one.mean !== null) expect(other.mean! + one.mean).toBe(0);
      if (one.varianceRatio !== null) expect(other.varianceRatio).toBeCloseTo(one.varianceRatio, 9);
    }
  });

  it('the digest is that of the runs: no number of workers is in it, and every run is', async () => {
    const again = compare({ engine, scenario, ensemble: await ensembleOf(scenario, 'fixed', 3) });
    expect(again).toEqual(plain);
    const seeded = await comparisonOf({ ...scenario, seed: 'another' });
    expect(seeded.digest).not.toBe(plain.digest);
    const ensemble = await ensembleOf(scenario);
    const spoiled = ensemble.runs.map((run, r) =>
      r === 3
        ? { ...run!, digests: run!.digests.map((digest, p) => (p === 2 ? `0${digest.slice(1)}x` : digest)) }
        : run,
    );
    expect(compare({ engine, scenario, ensemble: { ...ensemble, runs: spoiled } }).digest).not.toBe(
      plain.digest,
    );
  });

  it('with the guesses drawn it is another world', async () => {
    const ensemble = await ensembleOf(scenario, 'drawn');
    const found = compare({ engine, scenario, ensemble });
    expect(found.assumptions).toBe('drawn');
    expect(found.digest).not.toBe(plain.digest);
    expect(found.policies).not.toEqual(plain.policies);
  });
});
