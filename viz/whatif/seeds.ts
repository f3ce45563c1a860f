// Twelve single worlds, each under two policies: how different one is from the next. Read off the runs of the answer.

import { seeds, seedsTable, seedsWords } from '../charts/seeds.ts';
import type { SeedsData } from '../charts/seeds.ts';
import { figure, takeable } from '../figure.ts';
import type { TemplateResult } from '../html.ts';
import type { Results } from '../results.ts';
import { placeOf } from '../shown.ts';
import type { Store } from '../store.ts';
import type { Looking } from './bench.ts';
import { factsOf, optionsOf } from './facing.ts';

const WORLDS = 12;

export function seedsFigure(store: Store, results: Results, looking: Looking): TemplateResult {
  const data = seedsData(results, looking);
  const { title, lead } = seedsWords(data);
  const any = data.replicates.length > 0;
  return figure({
    id: 'seeds',
    heading: any ? title : 'Single runs',
    ...(any ? { lead } : {}),
    chart: any ? seeds(data, optionsOf(store, 'seeds')) : null,
    empty: `${looking.measure.title} has no course over the weeks: it is known at the end only.`,
    ...(any ? { table: seedsTable(data) } : {}),
    ...(any
      ? takeable(store, { id: 'seeds', view: 'whatif', title, draw: (options) => seeds(data, options) })
      : {}),
  });
}

/** The first replicates that have a course under both policies. Of a scenario that has not been run yet: none. */
export function seedsData({ scenario, fixed }: Results, { policy, baseline, measure }: Looking): SeedsData {
  const both = [baseline, policy].filter(({ id }) => scenario.policies.some((each) => each.id === id));
  const course = (id: string, r: number): Float32Array | null => {
    const path = fixed.path(id, measure.id, r);
    return path !== null && path.some((value) => value === value) ? path : null;
  };
  const replicates = Array.from({ length: fixed.done }, (_, r) => r)
    .filter((r) => both.length === 2 && both.every(({ id }) => course(id, r) !== null))
    .slice(0, WORLDS);
  return {
    measure,
    weeks: fixed.weeks,
    policies: both.map(({ id, name }) => ({
      ...{ name, place: placeOf(scenario, id) },
      courses: replicates.map((r) => course(id, r)!),
    })),
    replicates,
    facts: factsOf(scenario),
  };
}
