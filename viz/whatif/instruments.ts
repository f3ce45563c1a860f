// The policies themselves, week by week: the levers in which any of them parts from what happens when nobody does anything.

import { levers, leversTable, leversWords } from '../charts/levers.ts';
import type { LeversData } from '../charts/levers.ts';
import { INSTRUMENTS } from '../../sim/levers.ts';
import { compilePolicy, LEVERS } from '../../sim/policy.ts';
import type { PolicyTable } from '../../sim/policy.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { figure, slot, takeable } from '../figure.ts';
import type { TemplateResult } from '../html.ts';
import { placeOf } from '../shown.ts';
import type { Store } from '../store.ts';
import { digitsOf, factsOf, optionsOf } from './facing.ts';

/** The tables of the policies of a scenario, in order. */
export interface Compiled {
  readonly scenario: Scenario;
  readonly tables: readonly PolicyTable[];
}

export async function compiled(scenario: Scenario): Promise<Compiled> {
  const tables = await Promise.all(scenario.policies.map((policy) => compilePolicy(policy, scenario.weeks)));
  return { scenario, tables };
}

export function instrumentsFigure(store: Store, policies: Compiled): TemplateResult {
  const data = leversData(policies);
  const { title, lead } = leversWords(data);
  return figure({
    id: 'levers',
    heading: title,
    lead,
    chart: slot(store, 'levers', () => levers(data, optionsOf(store, 'levers')), true),
    table: leversTable(data),
    ...takeable(store, { id: 'levers', view: 'why', title, draw: (options) => levers(data, options) }),
  });
}

/** A limit that limits nothing has no height, and is left out of the line. */
export function leversData({ scenario, tables }: Compiled): LeversData {
  const moved = LEVERS.map(({ instrument, lever, meta }) => {
    const columns = tables.map((of) => (of[instrument] as unknown as Record<string, Float64Array>)[lever]!);
    const values = columns.map((column) =>
      meta.limit === true ? column.map((value) => (value === meta.value ? NaN : value)) : column,
    );
    const isMoved = columns.some((column) => column.some((value) => value !== meta.value));
    return { instrument, meta, values, isMoved };
  }).filter(({ isMoved }) => isMoved);
  return {
    policies: scenario.policies.map(({ id, name }) => ({ name, place: placeOf(scenario, id) })),
    levers: moved.map(({ instrument, meta, values }) => ({
      title: `${INSTRUMENTS[instrument].title}: ${meta.title.toLowerCase()}`,
      unit: meta.unit,
      digits: Math.min(3, digitsOf(values.flatMap((column) => [...new Set(column)].filter((v) => v === v)))),
      values,
    })),
    facts: factsOf(scenario),
  };
}
