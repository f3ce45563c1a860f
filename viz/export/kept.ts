// Recipes of what was exported in this browser, so that the code printed on a picture finds its recipe again when a chat
// program has taken it out. Storage may be full or denied; then the last ones are known until the page is closed.

import { recipeCode, recipeFrom } from './recipe.ts';
import type { Recipe } from './recipe.ts';

export type Cupboard = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'palinode:exported';
const MOST = { recipes: 30, characters: 1_000_000 };

export class Kept {
  readonly #open: () => Cupboard;
  #here: readonly Recipe[] = [];

  /** `open` gives the storage, or throws where it is denied. */
  constructor(open: () => Cupboard) {
    this.#open = open;
  }

  remember(recipe: Recipe): void {
    const code = recipeCode(recipe);
    const all = [recipe, ...this.#all().filter((each) => recipeCode(each) !== code)].slice(0, MOST.recipes);
    while (all.length > 1 && JSON.stringify(all).length > MOST.characters) all.pop();
    this.#here = all;
    try {
      this.#open().setItem(KEY, JSON.stringify(all));
    } catch {
      // Kept here, for as long as the page is open.
    }
  }

  recall(code: string): Recipe | null {
    return this.#all().find((recipe) => recipeCode(recipe) === code) ?? null;
  }

  #all(): readonly Recipe[] {
    try {
      const stored = JSON.parse(this.#open().getItem(KEY) ?? '[]') as unknown[];
      const known = new Set(this.#here.map(recipeCode));
      return [
        ...this.#here,
        ...stored.map((each) => recipeFrom(each)).filter((each) => !known.has(recipeCode(each))),
      ];
    } catch {
      return this.#here;
    }
  }
}
