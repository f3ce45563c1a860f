// What the map says in words: its heading, the shares of its box, the cell that is picked, and how far things may move before
// the line is crossed. Nothing here is surer than the runs are: an open cell is called undecided.

import { boxName } from '../charts/breakeven.ts';
import { gap, said } from '../charts/words.ts';
import { side } from '../../sim/amount.ts';
import { sharesOf, squares, zeroLine } from '../../sim/experiment/breakeven.ts';
import type { BreakEven, Square } from '../../sim/experiment/breakeven.ts';
import { numberAt } from '../../sim/experiment/design.ts';
import type { Factor } from '../../sim/experiment/design.ts';
import type { Looking } from './bench.ts';
import { digitsOf } from './facing.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Decimals of the values along an axis. */
export function digitsAlong(factor: Factor): number {
  return factor.integer ? 0 : Math.max(2, digitsOf([factor.low, factor.high]));
}

/** 'Former bonus 0.25'. */
export function valueWords(factor: Factor, value: number): string {
  return `${factor.title} ${said(value, digitsAlong(factor)).replace('-', '−')}`;
}

/** What a share of the map is a share of, as the chart calls it. */
function boxWords({ x, y }: BreakEven): string {
  const of = ({ factor }: BreakEven['x']) => ({ title: factor.title, isChoice: factor.grade === null });
  return boxName({ x: of(x), y: of(y) });
}

const inBox = (state: BreakEven): string => {
  const name = boxWords(state);
  return `${name === 'the map' ? 'on' : 'in'} ${name}`;
};

/** Where the scenario is not on the map: which axis it has no place on, and why. Empty where it has one. */
export function nowhereWords({ x, y }: BreakEven, { scenario }: Looking): string {
  const off = [x, y].filter(({ factor }) => factor.current === null);
  return off
    .map(({ factor: { title, pointer } }) =>
      numberAt(scenario, pointer) === null
        ? `${title} follows an expression over the weeks, so the scenario has no one place on the map.`
        : `${title} has no limit as the scenario stands, which is beyond the end of its axis.`,
    )
    .join(' ');
}

/** The heading: what is to be taken from the map. */
export function headingOf(state: BreakEven, looking: Looking): string {
  const { above, below, open } = sharesOf(state);
  const { measure, policy, baseline } = looking;
  const ends = (more: boolean): string =>
    `${policy.name} ends with ${side(measure, more)} ${measure.more} than ${baseline.name}`;
  if (squares(state).every(({ tally }) => tally !== null && tally.above + tally.below === 0))
    return `Every difference between ${policy.name} and ${baseline.name} on the map is exactly 0`;
  if (open > 0.995)
    return `The model cannot tell ${policy.name} and ${baseline.name} apart anywhere ${inBox(state)}`;
  if (above === 0)
    return `${ends(false)} wherever ${inBox(state)} the model can tell (${percent(below)} of it)`;
  if (below === 0)
    return `${ends(true)} wherever ${inBox(state)} the model can tell (${percent(above)} of it)`;
  return `Which policy ends with ${side(measure, false)} ${measure.more} turns on ${lowered(state.x.factor)} and ${lowered(state.y.factor)}`;
}

const lowered = ({ title }: Factor): string => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;

/** A cell as it is said aloud and written under the map. */
export function cellWords(state: BreakEven, cell: Square, { policy, measure }: Looking): string {
  const where = `${valueWords(state.x.factor, cell.x)}, ${valueWords(state.y.factor, cell.y)}`;
  const { tally } = cell;
  if (tally === null || tally.mean === null) return `${where}: not yet run.`;
  const counts = `${tally.below} of ${tally.n} paired runs with ${side(measure, false)}, ${tally.above} with ${side(measure, true)}`;
  const sure = tally.side === null ? ' Undecided.' : '';
  return `${where}: ${policy.name}, ${gap(tally.mean, measure)} on average; ${counts}.${sure}`;
}

/** Along the upright through where the scenario stands: where the mean difference changes side, if it does. */
export function crossingWords(state: BreakEven): string {
  const { x, y } = state;
  const at = x.factor.current;
  if (at === null || squares(state).some(({ tally }) => tally === null)) return '';
  const spans = squares(state).map(({ x0, x1 }) => x1 - x0);
  const reach = Math.min(...spans) / 2 + 1e-12;
  const crossed = zeroLine(state)
    .filter(([px]) => Math.abs(px - at) <= reach)
    .map(([, py]) => py)
    .sort((a, b) => a - b);
  const start = `With ${lowered(x.factor)} as it stands`;
  if (crossed.length === 0)
    return `${start}, the mean difference keeps its side all along ${lowered(y.factor)}.`;
  const places = [...new Set(crossed.map((value) => said(value, digitsAlong(y.factor)).replace('-', '−')))];
  const few =
    places.length <= 3 ? `near ${places.join(' and ')}` : `${places.length} times, so it says little`;
  return `${start}, the mean difference changes side along ${lowered(y.factor)} ${few}.`;
}
