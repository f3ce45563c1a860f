// Runs made again say one of four things, and the right one: the same, what differs, not yet, nothing to compare.
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../../sim/compare.ts';
import { verdictOn } from '../../../viz/export/again.ts';
import type { Verdict } from '../../../viz/export/again.ts';
import type { Opened } from '../../../viz/export/contents.ts';
import { ranOf } from '../../../viz/export/now.ts';
import { numbersFrom } from '../../../viz/export/numbers.ts';
import { MADE_BY } from '../../../viz/engine-name.ts';
import { Runs } from '../../../viz/results.ts';
import type { Results } from '../../../viz/results.ts';
import { recipeOf } from './scene.ts';
import { runsOf, SMALL } from './world.ts';

let results: Results;
beforeAll(async () => {
  results = { scenario: SMALL, fixed: await runsOf(SMALL), drawn: await runsOf(SMALL, 'drawn') };
});

const OLD = { name: 'palinode', version: '0.0.9' };
const text = JSON.stringify(SMALL);
const nothing = { text, reading: { ok: true, scenario: SMALL, warnings: [] } } as unknown as Opened;
const opened = (more: Partial<Opened>): Opened => ({
  ...nothing,
  ...{ carrier: 'report', name: '', recipe: null, record: null, numbers: null },
  ...more,
});
const recipe = (more: object = {}) =>
  recipeOf(text, { fixed: ranOf(results.fixed), drawn: ranOf(results.drawn), engine: OLD, ...more });
const numbers = () =>
  numbersFrom(
    JSON.parse(JSON.stringify(compare({ engine: OLD, scenario: SMALL, ensemble: results.fixed.ensemble() }))),
  )!;
const wrong = () => ({ replicates: 5, digest: 'f'.repeat(64) });
const differs = (verdict: Verdict) => {
  if (verdict.kind !== 'differs') throw new Error(verdict.kind);
  return verdict;
};
const none = (runs: Runs): Runs =>
  new Runs(
    SMALL,
    runs.assumptions,
    SMALL.policies.map(() => []),
    [],
  );

describe('of a recipe', () => {
  it('both kinds that came out the same are counted', () => {
    const verdict = verdictOn(opened({ recipe: recipe() }), results);
    expect(verdict).toMatchObject({ kind: 'reproduced' });
    expect((verdict as { text: string }).text).toMatch(
      /^Reproduced: 5 paired runs and 5 with the guesses drawn came out the same to the last bit \(digest [0-9a-f]{12}\)\.$/,
    );
  });

  it('fewer runs than are here are compared with as many', () => {
    const some = recipe({ fixed: ranOf(results.fixed, 3), drawn: null });
    expect(verdictOn(opened({ recipe: some }), results).kind).toBe('reproduced');
  });

  it('it waits until as many are there, and says how many are', () => {
    const waiting = verdictOn(opened({ recipe: recipe() }), { ...results, drawn: none(results.drawn) });
    expect(waiting).toEqual({ kind: 'waiting', done: 0, asked: 5 });
  });

  it('more runs than the scenario asks for cannot be compared, which is said', () => {
    const more = recipe({ fixed: { replicates: 9, digest: wrong().digest }, drawn: null });
    const { text: words, rows } = differs(verdictOn(opened({ recipe: more }), results));
    expect(words).toMatch(/asks for 5 runs and the file tells of 9/);
    expect(rows).toEqual([]);
  });

  it('without runs there is nothing to compare', () => {
    for (const each of [null, recipe({ fixed: null, drawn: null })])
      expect(verdictOn(opened({ recipe: each }), results)).toEqual({ kind: 'nothing' });
  });

  it('numbers that differ are set beside those of here, each once, with both engines', () => {
    const told = numbers();
    const [policy] = SMALL.policies.map(({ id }) => id) as [string];
    const theirs = { ...told[policy]!['recruits']!, median: -1 };
    const changed = { ...told, [policy]: { ...told[policy]!, recruits: theirs } };
    const verdict = differs(
      verdictOn(opened({ recipe: recipe({ fixed: wrong() }), numbers: changed }), results),
    );
    expect(verdict.rows).toHaveLength(1);
    expect(verdict.rows[0]).toMatchObject({ policy, measure: 'recruits', theirs });
    expect(verdict.rows[0]!.ours.median).toBe(told[policy]!['recruits']!.median);
    expect(verdict).toMatchObject({ engine: OLD, runs: 5 });
    expect(verdict.text).toContain(`(engine 0.0.9 there, ${MADE_BY.version} here): 1 number differs.`);
  });

  it('a digest that differs is never silent, though no number does or none came along', () => {
    const same = differs(
      verdictOn(opened({ recipe: recipe({ fixed: wrong(), engine: MADE_BY }), numbers: numbers() }), results),
    );
    expect(same.text).toMatch(
      /\(same engine, .+\): the numbers in it are the same, the runs under them are not/,
    );
    const bare = differs(verdictOn(opened({ recipe: recipe({ drawn: wrong() }) }), results));
    expect(bare.text).toMatch(/only their digest \(f{12} there, [0-9a-f]{12} here\)\.$/);
  });
});

describe('of a folder', () => {
  const recordOf = (change: (digests: (string | null)[]) => void = () => {}) => {
    const policy = SMALL.policies[1]!.id;
    const digests = results.fixed.digests(policy).slice();
    change(digests);
    return opened({
      record: { engine: OLD, policy, digests, summary: {} },
      numbers: { [policy]: numbers()[policy]! },
    });
  };

  it('all runs that it tells of are compared, and those that it gave up left out', () => {
    const some = recordOf((digests) => (digests[2] = null));
    expect((verdictOn(some, results) as { text: string }).text).toMatch(/^Reproduced: all 4 runs of /);
  });

  it('the first that differs is named, without waiting for the last', () => {
    const one = recordOf((digests) => (digests[3] = 'f'.repeat(64)));
    expect(differs(verdictOn(one, results)).text).toBe(
      `1 of the 5 runs so far differ from the folder’s, first run 4 (engine 0.0.9 there, ${MADE_BY.version} here).`,
    );
  });

  it('it waits for what has not come', () => {
    expect(verdictOn(recordOf(), { ...results, fixed: none(results.fixed) })).toEqual({
      ...{ kind: 'waiting', done: 0, asked: 5 },
    });
  });
});
