// Recipes that were taken away are found by their code, in a storage that works, is denied, is full or was written by somebody
// else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kept } from '../../../viz/export/kept.ts';
import { recipeCode } from '../../../viz/export/recipe.ts';
import { box } from '../small-store.ts';
import { recipeOf } from './scene.ts';

const recipes = Array.from({ length: 40 }, (_, k) => recipeOf(JSON.stringify({ k })));
const codes = recipes.map(recipeCode);

describe('what was taken away', () => {
  it('is found by its code, also after the page was closed; of many the last thirty', () => {
    const cupboard = box();
    const kept = new Kept(() => cupboard);
    for (const recipe of recipes) kept.remember(recipe);
    for (const again of [kept, new Kept(() => cupboard)]) {
      expect(codes.map((code) => again.recall(code) !== null)).toEqual(codes.map((_, k) => k >= 10));
      expect(again.recall(codes[39]!)).toEqual(recipes[39]);
      expect(again.recall('0000-0000')).toBeNull();
    }
  });

  it('twice is there once, and goes to the front', () => {
    const cupboard = box();
    const kept = new Kept(() => cupboard);
    for (const recipe of [...recipes.slice(0, 30), recipes[0]!, recipes[30]!]) kept.remember(recipe);
    expect(kept.recall(codes[0]!)).not.toBeNull();
    expect(kept.recall(codes[1]!)).toBeNull();
    expect(JSON.parse(cupboard.getItem('palinode:exported')!)).toHaveLength(30);
  });

  it('takes up no more than a million characters, and the last one always', () => {
    const cupboard = box();
    const kept = new Kept(() => cupboard);
    const large = Array.from({ length: 3 }, (_, k) =>
      recipeOf(JSON.stringify({ k, x: 'x'.repeat(400_000) })),
    );
    for (const recipe of large) kept.remember(recipe);
    expect(cupboard.getItem('palinode:exported')!.length).toBeLessThanOrEqual(1_000_000);
    expect(large.map((recipe) => kept.recall(recipeCode(recipe)) !== null)).toEqual([false, true, true]);
  });

  it('is found while the page is open where nothing can be kept', () => {
    const denied = new Kept(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const full = new Kept(() => ({
      ...box(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    }));
    for (const kept of [denied, full]) {
      for (const recipe of recipes.slice(0, 3)) kept.remember(recipe);
      expect(codes.slice(0, 4).map((code) => kept.recall(code) !== null)).toEqual([true, true, true, false]);
    }
  });

  it('is found beside whatever else lies in the storage', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (rubbish) => {
        const cupboard = box();
        cupboard.setItem('palinode:exported', rubbish);
        const kept = new Kept(() => cupboard);
        expect(kept.recall(codes[0]!)).toBeNull();
        kept.remember(recipes[0]!);
        expect(kept.recall(codes[0]!)).toEqual(recipes[0]);
        expect(new Kept(() => cupboard).recall(codes[0]!)).toEqual(recipes[0]);
      }),
      { seed: 20151001, numRuns: 100 },
    );
  });
});
