// What leaves the page is of the runs that are shown: their scenario and not a text that was changed since, their number, their
// digest.
import { describe, expect, it } from 'vitest';
import { MADE_BY } from '../../../viz/engine-name.ts';
import { comparisonNow, ranOf, recipeNow, shownNow } from '../../../viz/export/now.ts';
import { Runs } from '../../../viz/results.ts';
import { smallStore, SMALL_TEXT } from '../small-store.ts';
import { runsOf, SMALL } from './world.ts';

describe('the recipe of what is shown', () => {
  it('has no runs where there are none, and nothing is shown', async () => {
    const { store } = smallStore();
    expect(await recipeNow(store, null)).toMatchObject({ fixed: null, drawn: null, scenario: SMALL_TEXT });
    expect(shownNow(store)).toBeNull();
  });

  it('has the text as it is written, and the digests of both kinds', async () => {
    const { store, run } = smallStore();
    await run();
    const { fixed, drawn } = store.lab.results.value!;
    const recipe = await recipeNow(store, 'fan');
    expect(recipe).toMatchObject({ engine: MADE_BY, scenario: SMALL_TEXT, seed: SMALL.seed });
    expect([recipe.fixed, recipe.drawn]).toEqual([ranOf(fixed), ranOf(drawn)]);
    expect(recipe.fixed).toMatchObject({
      replicates: 5,
      digest: comparisonNow({ scenario: SMALL, fixed, drawn })!.digest,
    });
    expect(recipe.shown).toEqual({ view: 'answer', chart: 'fan', choices: store.choices.value });
    expect(shownNow(store)!.n).toBe(5);
  });

  it('keeps the scenario of the runs while the text says something else, or nothing', async () => {
    const { store, run, settle } = smallStore();
    await run();
    for (const text of [SMALL_TEXT.replace('"weeks": 20', '"weeks": 21'), 'no JSON']) {
      store.edit(text);
      await settle();
      const { scenario, fixed } = await recipeNow(store, null);
      expect(JSON.parse(scenario)).toEqual(JSON.parse(JSON.stringify(SMALL)));
      expect(fixed!.replicates).toBe(5);
    }
  });
});

describe('the first runs', () => {
  it('have a digest of their own, and none where there are not as many', async () => {
    const runs = await runsOf(SMALL);
    expect(ranOf(runs, 3)).toMatchObject({ replicates: 3 });
    expect(ranOf(runs, 3)!.digest).not.toBe(ranOf(runs)!.digest);
    expect([ranOf(runs, 0), ranOf(runs, 6)]).toEqual([null, null]);
    const none = new Runs(
      SMALL,
      'fixed',
      SMALL.policies.map(() => []),
      [],
    );
    expect(comparisonNow({ scenario: SMALL, fixed: none, drawn: none })).toBeNull();
  });
});
