/**
 * Whose fate differs between two worlds of one replicate, as data: what a page needs to count them on any morning, without the model.
 */
import type { Person } from './code.ts';

/** What befell somebody's joining: in A only (spared by B), in B only, or in both, sooner or later in B. */
export type Fate = 'spared' | 'lost' | 'later' | 'sooner' | 'other';

/** Somebody whose stage or voice is not the same in both worlds on some morning. */
export interface Divergence {
  readonly person: Person;
  readonly fate: Fate;
  /** The first week after which stage or voice differs. */
  readonly week: number;
  /** The first morning on which they are a member, in either world; null: never while in this place. */
  readonly joined: readonly [number | null, number | null];
}

/** What has befallen somebody's joining by a morning. */
export function fateBy({ joined: [a, b] }: Divergence, morning: number): Fate {
  const by = (w: number | null): number | null => (w !== null && w <= morning ? w : null);
  return fateOf(by(a), by(b));
}

/** By the mornings of joining in A and in B. */
export function fateOf(a: number | null, b: number | null): Fate {
  if (a === b) return 'other';
  if (b === null) return 'spared';
  if (a === null) return 'lost';
  return a < b ? 'later' : 'sooner';
}
