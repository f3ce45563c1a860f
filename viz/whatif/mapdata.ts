// The map as its chart draws it.

import type { BreakevenData, MapAxis, MapCell } from '../charts/breakeven.ts';
import { squares } from '../../sim/experiment/breakeven.ts';
import type { Axis, BreakEven, Cell } from '../../sim/experiment/breakeven.ts';
import { countOf } from '../../sim/experiment/runs.ts';
import type { Looking } from './bench.ts';
import { factsOf } from './facing.ts';
import { digitsAlong } from './sayings.ts';

/** Names a cell in its chart. */
export function keyOf({ level, i, j }: Cell): string {
  return `${level}.${i}.${j}`;
}

export function mapData(state: BreakEven, { scenario, policy, baseline, measure }: Looking): BreakevenData {
  const cells: readonly MapCell[] = squares(state).map(({ x0, x1, y0, y1, tally, ...cell }) => ({
    ...{ key: keyOf(cell), x0, x1, y0, y1 },
    mean: tally?.mean ?? null,
    sign: tally?.side ?? 'undecided',
  }));
  const runs = Object.keys(state.known).reduce((sum, key) => sum + countOf(state.known, key), 0);
  return {
    ...{ measure, policy: policy.name, baseline: baseline.name, cells, runs },
    x: axisOf(state.x),
    y: axisOf(state.y),
    facts: factsOf(scenario),
  };
}

// A lever is a choice: nothing is known of where it must lie, so all of the axis is in the box.
function axisOf({ factor, from, to }: Axis): MapAxis {
  const { title, unit, grade, low, high, current } = factor;
  return {
    ...{ title, unit, from, to, digits: digitsAlong(factor), current: current ?? NaN },
    low: grade === null ? from : low,
    high: grade === null ? to : high,
    ...(grade === null ? { isChoice: true } : {}),
  };
}
