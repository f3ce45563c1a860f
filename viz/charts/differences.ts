// Paired differences, run by run: for each policy fifty dots, each an equal share of the runs, stacked where the policy
// differed so much from the baseline under the same chance. Who reads it counts dots on either side of the zero rule; there
// is no bar for the mean, which would make the effect look larger and surer than the runs are (Hofman, Goldstein & Hullman
// 2020; Kale, Kay & Hullman 2020), and fifty dots are what people decide best with (Fernandes et al. 2018), twenty on a phone.

import { extent, max, quantileSorted, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Wording } from '../../sim/amount.ts';
import type { Counts } from '../../sim/summary.ts';
import { axisBelow, scaled, signedTick } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours } from './colours.ts';
import { ascending, height as heightOf, shares, stacked } from './dots.ts';
import type { Dot } from './dots.ts';
import { broken, charWidth, haloed, lines, NARROW, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { filled, policyLook } from './looks.ts';
import {
  capital,
  cell,
  count,
  factsLine,
  gap,
  listed,
  previewNote,
  rounded,
  sideWords,
  unitWords,
} from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface DifferencesRow {
  readonly name: string;
  /** Among the policies, the baseline being 0. Default: its place among the rows, from 1. */
  readonly place?: number;
  /** Policy minus baseline, by replicate; NaN where a replicate has none. */
  readonly differences: ArrayLike<number>;
  /** The same comparison's counts with the guesses drawn from their ranges. */
  readonly drawn?: Counts | undefined;
  /** Differences as they were before the last change, drawn faintly below. */
  readonly before?: ArrayLike<number> | undefined;
  /** What a reader guessed of the middle run. */
  readonly guess?: number | undefined;
}

export interface DifferencesData {
  readonly measure: MeasureWords;
  /** Its name. */
  readonly baseline: string;
  readonly rows: readonly DifferencesRow[];
  readonly facts: Facts;
}

export interface DifferencesOptions extends ChartOptions {
  /** Of the axis, which must not jump while a lever is dragged; dots beyond it stand at its ends. */
  readonly domain?: readonly [number, number];
}

const DOTS = { wide: 50, narrow: 20 };
/** Below this width what is said of a row stands above its dots. */
const STACKED = 680;
const SIDES = 30;
const ROW = { least: 76, most: 140, edge: 10 };
/** Above the dots of a row, for the flag of a guess. */
const FLAG = 22;
const DOT = { least: 5, most: 10 };
const AXIS = 46;
/** The zero rule stays this far from either end, so that both sides have room for their name. */
const SIDE_ROOM = 150;

interface Row extends Counts {
  readonly name: string;
  readonly place: number;
  readonly drawn: Counts | undefined;
  readonly n: number;
  readonly sorted: readonly number[];
  readonly values: readonly number[];
  readonly before: readonly number[];
  readonly guess: number | undefined;
}

interface Layout {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly edge: number;
  readonly above: boolean;
}

/** The chart of the differences in one measure. */
export function differences(data: DifferencesData, options: DifferencesOptions): SVGSVGElement {
  const { width, edge } = sizes(options);
  const rows = data.rows.map((row, k) => rowOf(row, k, dotsAt(width)));
  if (rows.length === 0)
    return sentence(wordsOf(data, rows), 'There is no policy to compare with the baseline.', options);
  const above = width < STACKED;
  const layout = { width, edge, above, left: above ? edge + 18 : 206, right: above ? edge + 18 : 226 };
  const scale = scaleOf(rows, layout, options.domain);
  const { diameter, stacks, heights: bare } = stackAll(rows, scale);
  const heads = rows.map((row) => (above ? headHeight(row, data.measure, layout) : 0) + flagHeight(row));
  const heights = bare.map((height, k) => height + heads[k]!);
  const bottom = SIDES + sum(heights);
  const { svg, picture, colours } = sheet(wordsOf(data, rows), bottom + AXIS, options);
  scaled(picture, 'x', scale);

  sides(picture, data, scale, layout);
  picture
    .append('line')
    .attr('x1', scale(0))
    .attr('x2', scale(0))
    .attr('y1', SIDES - 22)
    .attr('y2', bottom)
    .attr('stroke', colours.ink)
    .attr('stroke-width', 2.5);
  rows.forEach((row, k) => {
    const top = SIDES + sum(heights.slice(0, k));
    const height = heights[k]!;
    const { colour, mark } = policyLook(row.place, options.theme);
    const floor = top + height - ROW.edge;
    rule(picture, edge, width - edge, top, colours);
    if (above) veil(picture, scale(0), top, heads[k]! - flagHeight(row), colours);
    if (above) headed(picture, row, data.measure, top, layout, colour, mark, colours);
    else named(picture, row, top + height / 2, layout, colour, mark);
    if (row.before.length > 0) ghosts(picture, row.before, scale, floor, diameter, colours);
    const id = `${options.id ?? 'chart'}-row-${k}`;
    const fill =
      row.n < (data.facts.asked ?? 0) ? filled(picture, id, colour, 'hatched', colours.paper) : colour;
    dots(picture, stacks[k]!, floor, diameter, colour, fill, colours);
    if (row.guess !== undefined)
      flag(picture, scale, row.guess, [top + heads[k]!, floor], data.measure, colours);
    if (!above) counted(picture, row, data.measure, width - layout.right + 16, top + height / 2, colours);
    if (options.domain) beyond(picture, row, scale, floor, colours);
  });
  axis(picture, scale, bottom, data.measure, colours);
  return svg.node()!;
}

/** The numbers of the chart: a row a policy. */
export function differencesTable(data: DifferencesData): ChartTable {
  const [low, high] = sideWords(data.measure);
  const { digits } = data.measure;
  const rows = data.rows.map((row, k) => rowOf(row, k, DOTS.wide));
  const drawn = rows.some((row) => row.drawn !== undefined);
  const guessed = rows.some((row) => row.guess !== undefined);
  const runs = (title: string) => ({ title, numeric: true, digits: 0 });
  const value = (title: string) => ({ title, numeric: true, digits });
  return {
    caption: `Difference in ${data.measure.more}${unitWords(data.measure.unit)}: policy minus ${data.baseline}, run by run`,
    columns: [
      { title: 'Policy', numeric: false },
      ...[`runs with ${low}`, 'runs with the same', `runs with ${high}`, 'runs'].map(runs),
      ...['5 of 100 runs are below', 'middle run', '5 of 100 runs are above'].map(value),
      ...(drawn ? [`guesses drawn: runs with ${low}`, 'the same', high].map(runs) : []),
      ...(guessed ? ['your guess'].map(value) : []),
    ],
    rows: rows.map((row) => [
      row.name,
      ...[row.below, row.equal, row.above, row.n],
      ...[0.05, 0.5, 0.95].map((p) => cell(quantileSorted(row.sorted as number[], p))),
      ...(drawn ? [row.drawn?.below, row.drawn?.equal, row.drawn?.above].map(cell) : []),
      ...(guessed ? [cell(row.guess)] : []),
    ]),
  };
}

/** What it says at this width, of which it has more or fewer dots: for a heading and for who cannot see it. */
export function differencesWords(data: DifferencesData, width: number = NARROW): Words {
  return wordsOf(
    data,
    data.rows.map((row, k) => rowOf(row, k, dotsAt(width))),
  );
}

const dotsAt = (width: number): number => (width < NARROW ? DOTS.narrow : DOTS.wide);

function rowOf(
  { name, place, differences: all, drawn, before = [], guess }: DifferencesRow,
  k: number,
  dotted: number,
): Row {
  const sorted = ascending(all);
  return {
    name,
    place: place ?? k + 1,
    drawn,
    guess,
    n: sorted.length,
    sorted,
    values: shares(sorted, dotted),
    before: shares(ascending(before), dotted),
    below: sorted.filter((d) => d < 0).length,
    equal: sorted.filter((d) => d === 0).length,
    above: sorted.filter((d) => d > 0).length,
  };
}

const runsOf = (rows: readonly Row[]): number => max(rows, ({ n }) => n) ?? 0;

/** The domain that the chart would take for these differences: to be kept while a lever is dragged. */
export function differencesDomain(data: DifferencesData): readonly [number, number] {
  const [least = 0, most = 0] = extent(
    data.rows.flatMap(({ differences: all, before = [] }) => [...ascending(all), ...ascending(before)]),
  );
  return [Math.min(0, least), Math.max(0, most)];
}

function scaleOf(
  rows: readonly Row[],
  { left, right, width, above }: Layout,
  domain?: readonly [number, number],
): Linear {
  const [least = 0, most = 0] =
    domain ?? extent(rows.flatMap(({ values, before, guess = 0 }) => [...values, ...before, guess]));
  let [low, high] = [Math.min(0, least), Math.max(0, most)];
  if (low === high) [low, high] = [-1, 1];
  const plot = width - left - right;
  const room = above ? plot / 8 : Math.min(SIDE_ROOM, plot / 3);
  low = Math.min(low, (-room / (plot - room)) * high);
  high = Math.max(high, (-room / (plot - room)) * low);
  return scaleLinear()
    .domain([low, high])
    .range([left, width - right])
    .nice()
    .clamp(true);
}

// One size of dot for all rows, as large as their stacks allow; a row is as high as its tallest stack.
function stackAll(
  rows: readonly Row[],
  scale: Linear,
): { diameter: number; stacks: readonly (readonly Dot[])[]; heights: readonly number[] } {
  for (let diameter = DOT.most; ; diameter -= 0.5) {
    const stacks = rows.map(({ values }) => stacked(values, scale, diameter));
    const ghosts = rows.map(({ before }) => stacked(before, scale, diameter));
    const heights = stacks.map((dots, k) => Math.max(heightOf(dots), heightOf(ghosts[k]!), 1) * diameter);
    if (diameter <= DOT.least || heights.every((height) => height <= ROW.most))
      return {
        diameter,
        stacks,
        heights: heights.map((height) => Math.max(ROW.least, height + 2 * ROW.edge)),
      };
  }
}

function dots(
  picture: Part,
  stack: readonly Dot[],
  bottom: number,
  diameter: number,
  colour: string,
  fill: string,
  { paper }: Colours,
): void {
  const group = picture.append('g').attr('fill', fill).attr('stroke', colour);
  for (const { x, level, open } of stack) {
    const dot = group
      .append('circle')
      .attr('cx', rounded(x))
      .attr('cy', rounded(bottom - (level + 0.5) * diameter))
      .attr('r', rounded(0.46 * diameter - 0.5));
    if (open) dot.attr('fill', paper);
  }
}

function ghosts(
  picture: Part,
  values: readonly number[],
  scale: Linear,
  bottom: number,
  diameter: number,
  { quiet }: Colours,
): void {
  const group = picture
    .append('g')
    .attr('data-before', 'true')
    .attr('fill', quiet)
    .attr('fill-opacity', 0.22);
  for (const { x, level } of stacked(values, scale, diameter))
    group
      .append('circle')
      .attr('cx', rounded(x))
      .attr('cy', rounded(bottom - (level + 0.5) * diameter))
      .attr('r', rounded(0.5 * diameter));
}

const flagHeight = ({ guess }: Row): number => (guess === undefined ? 0 : FLAG);

// A guess stands over the dots: a broken line with its words at the top, on the side where there is room.
function flag(
  picture: Part,
  scale: Linear,
  guess: number,
  [top, floor]: readonly [number, number],
  wording: Wording,
  colours: Colours,
): void {
  const [from, to] = scale.range() as [number, number];
  const x = rounded(scale(guess));
  const isLeft = x - from < to - x;
  picture
    .append('line')
    .attr('data-guess', guess)
    .attr('x1', x)
    .attr('x2', x)
    .attr('y1', rounded(top - FLAG + 6))
    .attr('y2', rounded(floor))
    .attr('stroke', colours.ink)
    .attr('stroke-width', 2)
    .attr('stroke-dasharray', '5 3');
  const text = picture
    .append('text')
    .attr('x', x + (isLeft ? 6 : -6))
    .attr('y', rounded(top - FLAG + 16))
    .attr('text-anchor', isLeft ? 'start' : 'end')
    .attr('font-size', 13)
    .attr('font-weight', 600)
    .text(broken(`guess: ${gap(guess, wording)}`, (to - from) / 2 / charWidth(13, true), 1)[0]!);
  haloed(text, colours);
}

// Dots that a fixed axis has no room for are at its ends, and how many they are is said.
function beyond(picture: Part, { values }: Row, scale: Linear, floor: number, { quiet }: Colours): void {
  const [low, high] = scale.domain() as [number, number];
  const [from, to] = scale.range() as [number, number];
  const say = (dots: number, x: number, anchor: string): void => {
    if (dots === 0) return;
    picture
      .append('text')
      .attr('x', x)
      .attr('y', rounded(floor - ROW.least + 30))
      .attr('text-anchor', anchor)
      .attr('font-size', 12)
      .attr('fill', quiet)
      .text(`${dots} beyond`);
  };
  say(values.filter((value) => value < low).length, from, 'start');
  say(values.filter((value) => value > high).length, to, 'end');
}

function sides(
  picture: Part,
  { measure }: DifferencesData,
  scale: Linear,
  { above, edge, width }: Layout,
): void {
  const [low, high] = sideWords(measure);
  const of = above ? [''] : [` ${measure.more}`, ''];
  const [from, to] = above ? [edge, width - edge] : [scale.range()[0]! - 60, scale.range()[1]! + 60];
  // As much of it as there is room for.
  const say = (texts: readonly string[], x: number, anchor: string, room: number): void => {
    const letters = room / charWidth(14.5);
    picture
      .append('text')
      .attr('x', x)
      .attr('y', SIDES - 10)
      .attr('text-anchor', anchor)
      .attr('font-weight', 600)
      .text(texts.find((text) => text.length <= letters) ?? broken(texts.at(-1)!, letters, 1)[0]!);
  };
  say([...of.map((more) => `← ${low}${more}`), low], scale(0) - 10, 'end', scale(0) - 10 - from);
  say([...of.map((more) => `${high}${more} →`), high], scale(0) + 10, 'start', to - scale(0) - 10);
}

function named(
  picture: Part,
  { name }: Row,
  middle: number,
  { left }: Layout,
  colour: string,
  mark: string,
): void {
  picture
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(33,${rounded(middle)})`)
    .attr('fill', colour);
  const text = broken(name, (left - 56) / charWidth(15, true), 3);
  lines(picture, text, { x: 48, y: middle + 5 - ((text.length - 1) * 18) / 2, step: 18, size: 15 })
    .attr('fill', colour)
    .attr('font-weight', 600);
}

function counted(
  picture: Part,
  row: Row,
  wording: Wording,
  x: number,
  middle: number,
  { quiet }: Colours,
): void {
  const [first, ...rest] = countsOf(row, wording);
  const y = middle + 5 - (rest.length * 17) / 2;
  lines(picture, [first!], { x, y, step: 17, size: 14.5 }).attr('font-weight', 600);
  lines(picture, rest, { x, y: y + 17, step: 17, size: 13 }).attr('fill', quiet);
}

const HEAD = { name: 19, line: 17, top: 6 };

function headLines(row: Row, wording: Wording, { width, edge }: Layout) {
  const letters = (size: number, bold = false): number => (width - 2 * edge) / charWidth(size, bold);
  const [first, ...rest] = countsOf(row, wording);
  return {
    name: broken(row.name, letters(15, true) - 2, 2),
    first: broken(first!, letters(14, true)),
    rest: rest.flatMap((line) => broken(line, letters(13))),
  };
}

function headHeight(row: Row, wording: Wording, layout: Layout): number {
  const { name, first, rest } = headLines(row, wording, layout);
  return HEAD.top + name.length * HEAD.name + (first.length + rest.length) * HEAD.line;
}

function headed(
  picture: Part,
  row: Row,
  wording: Wording,
  top: number,
  layout: Layout,
  colour: string,
  mark: string,
  { quiet }: Colours,
): void {
  const { name, first, rest } = headLines(row, wording, layout);
  const x = layout.edge;
  let y = top + HEAD.top + 14;
  picture
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(${x + 7},${rounded(y - 5)})`)
    .attr('fill', colour);
  lines(picture, name, { x: x + 20, y, step: HEAD.name, size: 15 })
    .attr('fill', colour)
    .attr('font-weight', 600);
  y += name.length * HEAD.name;
  lines(picture, first, { x, y, step: HEAD.line, size: 14 }).attr('font-weight', 600);
  y += first.length * HEAD.line;
  lines(picture, rest, { x, y, step: HEAD.line, size: 13 }).attr('fill', quiet);
}

// The zero rule does not run through words.
function veil(picture: Part, x: number, top: number, height: number, { paper }: Colours): void {
  picture
    .append('rect')
    .attr('x', rounded(x - 3))
    .attr('y', rounded(top + 1))
    .attr('width', 6)
    .attr('height', rounded(height - 1))
    .attr('fill', paper);
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

function rule(picture: Part, from: number, to: number, y: number, colours: Colours): void {
  picture
    .append('line')
    .attr('x1', from)
    .attr('x2', to)
    .attr('y1', rounded(y))
    .attr('y2', rounded(y))
    .attr('stroke', colours.rule);
}

function axis(picture: Part, scale: Linear, y: number, { more, unit }: Wording, colours: Colours): void {
  const [from, to] = scale.range() as [number, number];
  const ticks = Math.max(2, Math.floor((to - from) / 90));
  axisBelow(picture, scale, y, { colours, ticks, format: signedTick(scale) });
  const title = `difference in ${more}${unitWords(unit)}`;
  const shown = broken(title, (to - from + 8) / charWidth(13), 1)[0]!;
  picture
    .append('text')
    .attr('x', (from + to) / 2)
    .attr('y', rounded(y + 40))
    .attr('text-anchor', 'middle')
    .attr('font-size', 13)
    .attr('fill', colours.quiet)
    .text(shown);
}

function wordsOf({ measure, baseline, facts }: DifferencesData, rows: readonly Row[]): Words {
  const [low, high] = sideWords(measure);
  const title = `${capital(low)} or ${high} ${measure.more} than under ${baseline}, run by run`;
  const runs = runsOf(rows);
  const summary = rows
    .map((row) => `${row.name}: ${countsOf(row, measure).join('; ')}${guessOf(row, measure)}.`)
    .join(' ');
  return {
    title,
    lead:
      `${shareOf(runs, rows)}${rows.some(({ values }) => values.includes(0)) ? ', open where nothing differs' : ''}; ` +
      (rows.some(({ guess }) => guess !== undefined) ? 'the broken line is the guess; ' : '') +
      'both policies of a run have the same people and the same chance.',
    summary:
      `A row of dots for each policy. ${shareOf(runs, rows)}. Across: the difference in ${measure.more} from ` +
      `${baseline}${unitWords(measure.unit)}, ${low} at the left of zero, ${high} at its right. ${summary}${patternOf(rows, measure)}`,
    note: previewNote(Math.min(...rows.map(({ n }) => n)), facts),
    foot: [
      ...(facts.remarks ?? []),
      ...(rows.some(({ drawn }) => drawn !== undefined)
        ? ['drawn: counted again with every guess (grade H) drawn from its range, once a replicate.']
        : []),
      factsLine(`${count(runs)} paired runs`, facts),
    ],
  };
}

function guessOf({ guess }: Row, wording: Wording): string {
  return guess === undefined ? '' : `; the guess was ${gap(guess, wording)}`;
}

// Where most runs of every policy stand, where that can be said in a sentence.
function patternOf(rows: readonly Row[], wording: Wording): string {
  const [low, high] = sideWords(wording);
  const kept = rows.filter(({ n }) => n > 0);
  const most = (side: 'below' | 'above' | 'equal'): string[] =>
    kept.filter((row) => row[side] * 2 > row.n).map(({ name }) => name);
  const sentences = [
    [low, most('below')] as const,
    [high, most('above')] as const,
    ['the same', most('equal')] as const,
  ]
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what} under ${listed(names)}`);
  return sentences.length === 0 ? '' : ` In most runs: ${sentences.join('; ')}.`;
}

function shareOf(runs: number, rows: readonly Row[]): string {
  const dotted = max(rows, ({ values }) => values.length) ?? 0;
  if (runs <= dotted) return 'Each dot is one run';
  return runs % dotted === 0
    ? `Each dot is ${runs / dotted} of ${count(runs)} runs`
    : `Each dot is one in ${dotted === DOTS.wide ? 'fifty' : 'twenty'} of the ${count(runs)} runs`;
}
