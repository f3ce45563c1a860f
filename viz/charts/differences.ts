// Paired differences, run by run: for each policy fifty dots, each an equal share of the runs, stacked where the policy
// differed so much from the baseline under the same chance. Who reads it counts dots on either side of the zero rule; there
// is no bar for the mean, which would make the effect look larger and surer than the runs are (Hofman, Goldstein & Hullman
// 2020; Kale, Kay & Hullman 2020), and fifty dots are what people decide best with (Fernandes et al. 2018).

import { extent, max, rollup, sum } from 'd3-array';
import { axisBottom } from 'd3-axis';
import { format } from 'd3-format';
import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import type { Wording } from '../../sim/amount.ts';
import type { Counts } from '../../sim/summary.ts';
import { broken, charWidth, count, INK, lines, PAPER, policyLook, QUIET, RULE, sheet } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';

export interface DifferencesRow {
  readonly name: string;
  /** Policy minus baseline, by replicate; NaN where a replicate has none. */
  readonly differences: ArrayLike<number>;
  /** The same comparison's counts with the guesses drawn from their ranges. */
  readonly drawn?: Counts | undefined;
}

export interface DifferencesData {
  readonly measure: Wording & { readonly title: string };
  /** Its name. */
  readonly baseline: string;
  readonly rows: readonly DifferencesRow[];
  readonly facts: {
    readonly people: number;
    readonly weeks: number;
    readonly seed: string;
    readonly engine: string;
    /** What else must be said: that it is partial, that the assumptions are drawn. */
    readonly remarks?: readonly string[];
  };
}

const DOTS = 50;
const LEFT = 206;
const RIGHT = 226;
const SIDES = 30;
const ROW = { least: 76, most: 140, edge: 10 };
const DOT = { least: 5, most: 10 };
/** Pixels between the middle of the zero rule and the nearest dot. */
const CLEAR = 2;
const AXIS = 46;
/** The zero rule stays this far from either end, so that both sides have room for their name. */
const SIDE_ROOM = 150;

interface Dot {
  readonly x: number;
  /** From the bottom of the row, in dots. */
  readonly level: number;
  /** Of runs that differ in nothing. */
  readonly open: boolean;
}

interface Row extends Counts {
  readonly name: string;
  readonly drawn: Counts | undefined;
  readonly n: number;
  readonly values: readonly number[];
}

/** The chart of the differences in one measure. */
export function differences(data: DifferencesData, options: ChartOptions): SVGSVGElement {
  const { width = 960 } = options;
  const rows = data.rows.map(rowOf);
  const scale = scaleOf(rows, width);
  const { diameter, stacks, heights } = stackAll(rows, scale);
  const bottom = SIDES + sum(heights);
  const { svg, picture } = sheet(wordsOf(data, rows), bottom + AXIS, options);

  sides(picture, data, scale);
  picture
    .append('line')
    .attr('x1', scale(0))
    .attr('x2', scale(0))
    .attr('y1', SIDES - 22)
    .attr('y2', bottom)
    .attr('stroke', INK)
    .attr('stroke-width', 2.5);
  rows.forEach((row, k) => {
    const top = SIDES + sum(heights.slice(0, k));
    const height = heights[k]!;
    const { colour, mark } = policyLook(k);
    rule(picture, 24, width - 24, top);
    named(picture, row, top + height / 2, colour, mark);
    dots(picture, stacks[k]!, top + height - ROW.edge, diameter, colour);
    counted(picture, row, data.measure, width - RIGHT + 16, top + height / 2);
  });
  axis(picture, scale, bottom, data.measure);
  return svg.node()!;
}

function rowOf({ name, differences: all, drawn }: DifferencesRow): Row {
  const ascending = Array.from(all)
    .filter((d) => d === d)
    .sort((a, b) => a - b);
  const n = ascending.length;
  const dotted = Math.min(DOTS, n);
  // The middle run of each equal share: a value that a run had, on the side that it had it.
  const values = Array.from({ length: dotted }, (_, k) => ascending[Math.floor(((k + 0.5) * n) / dotted)]!);
  return {
    name,
    drawn,
    n,
    values,
    below: ascending.filter((d) => d < 0).length,
    equal: ascending.filter((d) => d === 0).length,
    above: ascending.filter((d) => d > 0).length,
  };
}

function scaleOf(rows: readonly Row[], width: number): ScaleLinear<number, number> {
  const [least = 0, most = 0] = extent(rows.flatMap(({ values }) => values));
  let [low, high] = [Math.min(0, least), Math.max(0, most)];
  if (low === high) [low, high] = [-1, 1];
  const plot = width - LEFT - RIGHT;
  const room = Math.min(SIDE_ROOM, plot / 3);
  low = Math.min(low, (-room / (plot - room)) * high);
  high = Math.max(high, (-room / (plot - room)) * low);
  return scaleLinear()
    .domain([low, high])
    .range([LEFT, width - RIGHT])
    .nice();
}

// One size of dot for all rows, as large as their stacks allow; a row is as high as its tallest stack.
function stackAll(
  rows: readonly Row[],
  scale: ScaleLinear<number, number>,
): { diameter: number; stacks: readonly (readonly Dot[])[]; heights: readonly number[] } {
  for (let diameter = DOT.most; ; diameter -= 0.5) {
    const stacks = rows.map(({ values }) => stacked(values, scale, diameter));
    const heights = stacks.map((dots) => (1 + (max(dots, ({ level }) => level) ?? 0)) * diameter);
    if (diameter <= DOT.least || heights.every((height) => height <= ROW.most))
      return {
        diameter,
        stacks,
        heights: heights.map((height) => Math.max(ROW.least, height + 2 * ROW.edge)),
      };
  }
}

// Columns of a dot's width, counted from the zero rule outwards, so that no dot is on the wrong side of it. Differences of
// exactly 0 are a block on the rule that pushes the others aside.
function stacked(values: readonly number[], scale: ScaleLinear<number, number>, diameter: number): Dot[] {
  const sides = values.filter((value) => value !== 0);
  const same = values.length - sides.length;
  const columnOf = (gap: number) => (value: number) => {
    const steps = Math.floor((Math.abs(scale(value) - scale(0)) - gap) / diameter);
    return (value > 0 ? 1 : -1) * (1 + Math.max(0, steps));
  };
  const count = (gap: number): Map<number, number> =>
    rollup(sides, (members) => members.length, columnOf(gap));
  const levels = Math.max(Math.ceil(Math.sqrt(same)), max(count(CLEAR).values()) ?? 0);
  const wide = Math.ceil(same / Math.max(1, levels));
  const gap = CLEAR + (wide * diameter) / 2;
  const block = Array.from({ length: same }, (_, k) => ({
    x: scale(0) + ((k % wide) - (wide - 1) / 2) * diameter,
    level: Math.floor(k / wide),
    open: true,
  }));
  const beside = Array.from(count(gap), ([column, size]) => {
    const x = scale(0) + Math.sign(column) * (gap + (Math.abs(column) - 0.5) * diameter);
    return Array.from({ length: size }, (_, level) => ({ x, level, open: false }));
  });
  return [...block, ...beside.flat()];
}

function dots(picture: Part, stack: readonly Dot[], bottom: number, diameter: number, colour: string): void {
  const group = picture.append('g').attr('fill', colour).attr('stroke', colour);
  for (const { x, level, open } of stack) {
    const dot = group
      .append('circle')
      .attr('cx', rounded(x))
      .attr('cy', rounded(bottom - (level + 0.5) * diameter))
      .attr('r', rounded(0.46 * diameter - 0.5));
    if (open) dot.attr('fill', PAPER);
  }
}

function sides(picture: Part, { measure }: DifferencesData, scale: ScaleLinear<number, number>): void {
  const { more } = measure;
  const [low, high] = sideWords(measure);
  const [from, to] = scale.range() as [number, number];
  const say = (text: string, x: number, anchor: string, room: number): void => {
    picture
      .append('text')
      .attr('x', x)
      .attr('y', SIDES - 10)
      .attr('text-anchor', anchor)
      .attr('font-weight', 600)
      .text(broken(text, room / charWidth(14.5), 1)[0]!);
  };
  say(`← ${low} ${more}`, scale(0) - 10, 'end', scale(0) - 10 - (from - 60));
  say(`${high} ${more} →`, scale(0) + 10, 'start', to + 60 - scale(0) - 10);
}

function named(picture: Part, { name }: Row, middle: number, colour: string, mark: string): void {
  picture
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(33,${rounded(middle)})`)
    .attr('fill', colour);
  const text = broken(name, (LEFT - 64) / charWidth(15), 3);
  lines(picture, text, { x: 48, y: middle + 5 - ((text.length - 1) * 18) / 2, step: 18, size: 15 })
    .attr('fill', colour)
    .attr('font-weight', 600);
}

function counted(picture: Part, row: Row, wording: Wording, x: number, middle: number): void {
  const [first, ...rest] = countsOf(row, wording);
  const y = middle + 5 - (rest.length * 17) / 2;
  lines(picture, [first!], { x, y, step: 17, size: 14.5 }).attr('font-weight', 600);
  lines(picture, rest, { x, y: y + 17, step: 17, size: 13 }).attr('fill', QUIET);
}

/** 'fewer in 187 of 200', then what the other runs did, then the count with the guesses drawn. */
function countsOf(row: Row, wording: Wording): string[] {
  if (row.n === 0) return ['no run has a value'];
  const [low, high] = sideWords(wording);
  const counts = [
    { what: low, runs: row.below },
    { what: high, runs: row.above },
    { what: 'the same', runs: row.equal },
  ];
  const [first, ...rest] = counts.filter(({ runs }) => runs > 0).sort((a, b) => b.runs - a.runs);
  if (rest.length === 0) return [`${first!.what} in all ${count(row.n)}`, ...drawnCount(row, wording)];
  return [
    `${first!.what} in ${count(first!.runs)} of ${count(row.n)}`,
    rest.map(({ what, runs }) => `${what} in ${count(runs)}`).join(', '),
    ...drawnCount(row, wording),
  ];
}

// Of the side that has more runs with the assumptions as they stand.
function drawnCount({ below, above, drawn }: Row, wording: Wording): string[] {
  if (drawn === undefined) return [];
  const [low, high] = sideWords(wording);
  const n = drawn.below + drawn.equal + drawn.above;
  const side = below >= above ? `${low} in ${count(drawn.below)}` : `${high} in ${count(drawn.above)}`;
  return [`drawn: ${side} of ${count(n)}`];
}

function sideWords({ words = 'fewer' }: Wording): readonly [low: string, high: string] {
  return words === 'lower' ? ['lower', 'higher'] : [words, 'more'];
}

function rule(picture: Part, from: number, to: number, y: number): void {
  picture
    .append('line')
    .attr('x1', from)
    .attr('x2', to)
    .attr('y1', rounded(y))
    .attr('y2', rounded(y))
    .attr('stroke', RULE);
}

function axis(picture: Part, scale: ScaleLinear<number, number>, y: number, { more, unit }: Wording): void {
  const [from, to] = scale.range() as [number, number];
  const ticks = axisBottom(scale)
    .ticks(Math.max(2, Math.floor((to - from) / 90)))
    .tickSizeOuter(0)
    .offset(0)
    .tickFormat((value) => signedTick(Number(value), scale));
  const group = picture
    .append('g')
    .attr('transform', `translate(0,${rounded(y)})`)
    .attr('color', QUIET) as Part;
  group.call(ticks as never);
  group.attr('font-size', 12).attr('font-family', null).attr('class', null);
  // What d3 says by class and currentColor is said outright: programs that open the file know neither.
  group.selectAll('.domain').attr('stroke', QUIET).attr('class', null);
  group.selectAll('.tick line').attr('stroke', QUIET);
  group.selectAll('.tick text').attr('fill', QUIET);
  group.selectAll('.tick').attr('class', null);
  picture
    .append('text')
    .attr('x', (from + to) / 2)
    .attr('y', rounded(y + 40))
    .attr('text-anchor', 'middle')
    .attr('font-size', 13)
    .attr('fill', QUIET)
    .text(`difference in ${more}${unit === '' || unit === 'people' ? '' : ` (${unit})`}`);
}

function signedTick(value: number, scale: ScaleLinear<number, number>): string {
  const ticks = scale.ticks(6);
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
  return value === 0 ? '0' : format(`+,.${decimals}f`)(value);
}

function wordsOf({ measure, baseline, facts }: DifferencesData, rows: readonly Row[]) {
  const [low, high] = sideWords(measure);
  const either = `${low[0]!.toUpperCase()}${low.slice(1)} or ${high}`;
  const title = `${either} ${measure.more} than under ${baseline}, run by run`;
  const runs = max(rows, ({ n }) => n) ?? 0;
  const summary = rows.map((row) => `${row.name}: ${countsOf(row, measure).join('; ')}.`).join(' ');
  return {
    title,
    lead:
      `${shareOf(runs)}${rows.some(({ values }) => values.includes(0)) ? ', open where nothing differs' : ''}; ` +
      'both policies of a run have the same people and the same chance.',
    summary: `A row of dots for each policy. ${shareOf(runs)}. ${summary}`,
    foot: [
      ...(facts.remarks ?? []),
      ...(rows.some(({ drawn }) => drawn !== undefined)
        ? ['drawn: counted again with every guess (grade H) drawn from its range, once a replicate.']
        : []),
      `n = ${count(runs)} paired runs · ${count(facts.people)} people · ${count(facts.weeks)} weeks · seed ${facts.seed} · ` +
        `${facts.engine} · modelled, invented people`,
    ],
  };
}

function shareOf(runs: number): string {
  if (runs <= DOTS) return 'Each dot is one run';
  return runs % DOTS === 0
    ? `Each dot is ${runs / DOTS} of ${count(runs)} runs`
    : `Each dot is one in fifty of the ${count(runs)} runs`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
