// Numbers that came along with a scenario: the spreads of a comparison, read leniently, for they are only shown beside ours.

import type { Spread } from './folder.ts';

type Members = Readonly<Record<string, unknown>>;
/** By policy, then measure. */
export type Numbers = Readonly<Record<string, Readonly<Record<string, Spread>>>>;

/** Whether it is the document that `palinode compare --json` writes. */
export function isComparison(value: unknown): boolean {
  const told = (typeof value === 'object' && value !== null ? value : {}) as Members;
  const scenario = told['scenario'];
  return 'verdicts' in told && typeof scenario === 'object' && scenario !== null && 'digest' in scenario;
}

/** The spreads in a comparison, number by number; what is no number is left out. */
export function numbersFrom(comparison: unknown): Numbers | null {
  const policies = (comparison as Members | null)?.['policies'];
  if (typeof policies !== 'object' || policies === null) return null;
  const entries = Object.entries(policies as Members).slice(0, 100);
  return Object.fromEntries(entries.map(([id, measures]) => [id, spreadsFrom(measures)]));
}

function spreadsFrom(measures: unknown): Record<string, Spread> {
  const entries = Object.entries((measures ?? {}) as Members).slice(0, 200);
  const number = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null;
  return Object.fromEntries(
    entries.map(([id, told]) => {
      const { n, median, p05, p95 } = (told ?? {}) as Members;
      return [id, { n: number(n) ?? 0, median: number(median), p05: number(p05), p95: number(p95) }];
    }),
  );
}
