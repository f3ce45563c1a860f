// From what is shown to what the charts of the answer take: plain data, nothing drawn.

import { others } from '../../sim/others.ts';
import { measureOf } from '../../sim/measures.ts';
import type { Measure } from '../../sim/measures.ts';
import type { DifferencesData } from '../charts/differences.ts';
import type { FanData } from '../charts/fan.ts';
import type { TradeoffData } from '../charts/tradeoff.ts';
import { ENGINE } from '../engine-name.ts';
import { placeOf } from '../shown.ts';
import type { Bands, Shown } from '../shown.ts';

/** Null where the outcomes of this measure are not at hand. `before`: what was shown before the last change. */
export function differencesData(
  shown: Shown,
  measure: Measure,
  before: Shown | null,
): DifferencesData | null {
  const { scenario } = shown;
  const differencesOf = (from: Shown, id: string): number[] | null => {
    const [ours, theirs] = [from.outcomes(id, measure.id), from.outcomes(scenario.baseline, measure.id)];
    return ours === null || theirs === null ? null : Array.from(ours, (value, r) => value - theirs[r]!);
  };
  if (shown.outcomes(scenario.baseline, measure.id) === null) return null;
  return {
    measure,
    baseline: nameOf(shown, scenario.baseline),
    rows: others(scenario).map(({ id, name }) => ({
      name,
      place: placeOf(scenario, id),
      differences: differencesOf(shown, id) ?? [],
      drawn: shown.drawn(id, measure.id) ?? undefined,
      before: had(before, id, scenario.baseline) ? (differencesOf(before!, id) ?? undefined) : undefined,
    })),
    facts: factsOf(shown),
  };
}

/** Null where there is no course to show. */
export function fanData(
  shown: Shown,
  measure: Measure,
  perWeek: boolean,
  before: Shown | null,
): FanData | null {
  const { scenario } = shown;
  const rates = perWeek && measure.adds;
  const found = scenario.policies.map(({ id }) => shown.bands(id, measure.id, rates));
  if (found.some((bands) => bands === null)) return null;
  return {
    measure,
    over: measure.adds ? (rates ? 'per week' : 'to date') : '',
    weeks: found[0]!.weeks,
    courseWeeks: shown.courseWeeks,
    policies: scenario.policies.map(({ id, name }, p) => ({
      name,
      place: placeOf(scenario, id),
      quantiles: found[p]!.quantiles,
      courses: shown.courses(id, measure.id, rates).slice(0, 12),
      before: had(before, id) ? middleAt(before!.bands(id, measure.id, rates), found[0]!.weeks) : undefined,
    })),
    runs: shown.n,
    facts: factsOf(shown),
  };
}

/** The middle run of other bands at these weeks, in straight lines between their own; NaN where they tell of none. */
export function middleAt(of: Bands | null, weeks: readonly number[]): Float64Array | undefined {
  if (of === null) return undefined;
  const [own, values] = [of.weeks, of.quantiles[2]!];
  return Float64Array.from(weeks, (week) => {
    const k = own.findIndex((each) => each >= week);
    if (k < 0) return NaN;
    if (own[k] === week) return values[k]!;
    if (k === 0) return NaN;
    const share = (week - own[k - 1]!) / (own[k]! - own[k - 1]!);
    return values[k - 1]! + share * (values[k]! - values[k - 1]!);
  });
}

/** Null where one of the two is not at hand. */
export function tradeoffData(shown: Shown, [x, y]: readonly [string, string]): TradeoffData | null {
  const { scenario } = shown;
  const policies = scenario.policies.map(({ id, name }) => ({
    ...{ name, place: placeOf(scenario, id) },
    ...{ x: shown.outcomes(id, x), y: shown.outcomes(id, y) },
  }));
  if (policies.some((policy) => policy.x === null || policy.y === null)) return null;
  return {
    ...{ x: measureOf(x), y: measureOf(y) },
    policies: policies as TradeoffData['policies'],
    facts: factsOf(shown),
  };
}

export function factsOf({ scenario, preview, asked }: Shown): DifferencesData['facts'] {
  const { population, weeks, seed } = scenario;
  return { people: population.size, weeks, seed, engine: ENGINE, ...(preview ? { asked } : {}) };
}

function had(before: Shown | null, ...ids: readonly string[]): boolean {
  return before !== null && ids.every((id) => before.scenario.policies.some((policy) => policy.id === id));
}

function nameOf({ scenario }: Shown, id: string): string {
  return scenario.policies.find((policy) => policy.id === id)!.name;
}
