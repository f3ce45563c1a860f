// The tornado on the page: which assumption, alone, could turn the answer around. The widest bars are shown, the rest when
// asked for; the table has the counts at either end.

import { tornado as draw, tornadoWords } from '../charts/tornado.ts';
import type { TornadoData, TornadoRow } from '../charts/tornado.ts';
import { progressOf, tornado } from '../../sim/experiment/oneway.ts';
import type { Bar, Tornado } from '../../sim/experiment/oneway.ts';
import type { Tally } from '../../sim/experiment/tally.ts';
import { figure, takeable } from '../figure.ts';
import type { TableData } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Bench, Looking } from './bench.ts';
import { digitsOf, factsOf, optionsOf } from './facing.ts';
import { progress } from './progress.ts';

/** Bars that are drawn before all are asked for. */
const FIRST = 12;

const all = signal(false);

export function tornadoFigure(store: Store, bench: Bench): TemplateResult {
  const looking = bench.looking.value;
  const state = bench.tornado.state.value!;
  const found = tornado(state);
  const data = tornadoData(looking, found, all.value ? Infinity : FIRST);
  const begun = found.bars.length > 0;
  const heading = headingOf(data, found, begun);
  return figure({
    id: 'tornado',
    heading,
    lead: leadOf(looking, found),
    chart: begun ? draw(data, optionsOf(store, 'tornado')) : null,
    empty: `${looking.policy.name} against ${looking.baseline.name}, with each assumption at either end of its range, all others as they stand.`,
    controls: progress(bench.tornado, progressOf(state), {
      id: 'tornado',
      run: `Try ${state.arms.length} assumptions, one at a time`,
      name: 'The tornado',
      begun,
      seconds: (runs) => store.lab.secondsOf(looking.scenario, 2 * runs),
      ...(found.waiting > 0 && begun ? { rest: `${found.waiting} assumptions not yet tried` } : {}),
    }),
    ...(begun ? { table: tornadoTable(looking, found) } : {}),
    notes: notes(found, begun),
    ...(begun
      ? takeable(store, {
          id: 'tornado',
          view: 'whatif',
          title: heading,
          draw: (options) => draw(data, options),
        })
      : {}),
  });
}

/** What the chart draws: the widest bars. Differences are those of the middle run. */
export function tornadoData(
  { scenario, policy, baseline, measure }: Looking,
  { bars, current }: Tornado,
  most: number,
): TornadoData {
  const shown = bars.slice(0, most);
  const runs = shown.map(({ n }) => n);
  const remark =
    runs.length > 0 && Math.max(...runs) > Math.min(...runs)
      ? [`Bars that moved the difference most have more paired runs at each end: up to ${Math.max(...runs)}.`]
      : [];
  return {
    ...{ measure, policy: policy.name, baseline: baseline.name },
    centre: current.median ?? NaN,
    of: 'the middle run',
    rows: shown.map(rowOf),
    runs: runs.length === 0 ? 0 : Math.min(...runs),
    facts: factsOf(scenario, remark),
  };
}

function rowOf({ factor, low, high, flips }: Bar): TornadoRow {
  const { title, unit, grade } = factor;
  return {
    ...{ title, unit, flips },
    ...(grade === null ? {} : { grade }),
    digits: digitsOf([factor.low, factor.high]),
    low: { value: factor.low, difference: low.median ?? NaN },
    high: { value: factor.high, difference: high.median ?? NaN },
  };
}

function headingOf(data: TornadoData, { waiting, current, bars }: Tornado, begun: boolean): string {
  if (!begun) return 'Which assumption, alone, could turn the answer around?';
  const soFar = waiting > 0 ? 'So far: ' : '';
  const flipping = bars.some(({ flips }) => flips);
  if (
    !flipping &&
    current.side === null &&
    bars.every(({ low, high }) => low.side === null && high.side === null)
  )
    return `${soFar}the model cannot tell the two policies apart at any end of any range`;
  return `${soFar}${tornadoWords(data).title}`;
}

function leadOf({ policy, baseline }: Looking, { current }: Tornado): string {
  const side = current.side === null ? ', which decides nothing' : '';
  const counts = `more in ${current.above} and fewer in ${current.below} of ${current.n} paired runs${side}`;
  return (
    `${policy.name} against ${baseline.name}, one assumption at a time. The open end is the low one, the full end the high one. ` +
    (current.n === 0 ? '' : `As things stand: ${counts}.`)
  );
}

function notes({ bars }: Tornado, begun: boolean): TemplateResult | typeof nothing {
  if (!begun) return nothing;
  const rest = bars.length - FIRST;
  return html`<p class="note">
      “Can flip” is said where the difference is certain of one sign at one end, and of the other at the other
      end or as things stand. Two assumptions together can do what neither does alone: the map shows two at a
      time.
    </p>
    ${
      rest > 0
        ? html`<button
            type="button"
            class="quiet"
            aria-expanded=${all.value ? 'true' : 'false'}
            @click=${() => (all.value = !all.value)}
          >
            ${all.value ? `Only the ${FIRST} widest` : `Show ${rest} more`}
          </button>`
        : nothing
    }`;
}

/** Every assumption that has been tried, with the counts behind its ends. */
export function tornadoTable({ measure, policy, baseline }: Looking, { bars }: Tornado): TableData {
  const ends = (end: string) => [
    { title: `${end} end`, numeric: true },
    { title: `difference at the ${end} end`, numeric: true, digits: measure.digits },
    { title: `above and below 0 at the ${end} end` },
  ];
  return {
    caption: `Difference in ${measure.more}, ${policy.name} minus ${baseline.name}, in the middle run, at either end of each assumption’s range`,
    columns: [
      { title: 'Assumption' },
      { title: 'Grade' },
      ...ends('low'),
      ...ends('high'),
      { title: 'paired runs', numeric: true, digits: 0 },
      { title: 'can flip the answer' },
    ],
    rows: bars.map(({ factor, n, low, high, flips }) => [
      factor.title,
      factor.grade ?? '–',
      ...[factor.low, low.median ?? '–', countsOf(low)],
      ...[factor.high, high.median ?? '–', countsOf(high)],
      ...[n, flips ? 'yes' : 'no'],
    ]),
  };
}

const countsOf = ({ above, below, side }: Tally): string =>
  `${above} above, ${below} below${side === null ? ': undecided' : ''}`;
