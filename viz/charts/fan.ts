// A measure over time: for each policy the middle of the runs and two bands around it, with a few real runs, which cross the
// bands' edges as runs do. People read the edge of a band as a limit and its middle as what will be (Padilla; Joslyn & Savelli
// 2021): so the bands say in words what share of the runs they hold, and real runs are there to be seen, or one at a time.

import { max, min } from 'd3-array';
import { area, line } from 'd3-shape';
import { amounts, axisBelow, axisBeside, axisRoom, powers, powerTicks, scaled, weekTicks } from './axes.ts';
import type { Amounts, Linear } from './axes.ts';
import { scaleLinear } from 'd3-scale';
import type { Colours } from './colours.ts';
import { sentence, sheet, sizes, textWidth } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { labelHeight, labelled, legend, legendHeight, settled } from './labels.ts';
import type { Label } from './labels.ts';
import { filled, policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { cell, count, factsLine, listed, previewNote, rounded, said, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface FanPolicy extends Named {
  /** Over the runs, week by week: 5, 25, 50, 75 and 95 of 100 lie below. NaN where no run has a value. */
  readonly quantiles: readonly ArrayLike<number>[];
  /** Courses of real runs, a few, at the weeks of `courseWeeks`. */
  readonly courses?: readonly ArrayLike<number>[];
  /** The middle as it was before the last change, drawn faintly. */
  readonly before?: ArrayLike<number> | undefined;
}

export interface FanData {
  readonly measure: MeasureWords;
  /** Said with the measure: 'to date', 'per week', ''. */
  readonly over?: string;
  readonly weeks: readonly number[];
  readonly courseWeeks?: readonly number[];
  readonly policies: readonly FanPolicy[];
  /** Runs that the bands are made of. */
  readonly runs: number;
  readonly facts: Facts;
}

export interface FanOptions extends ChartOptions {
  /** Amounts by powers of ten, and said so. */
  readonly log?: boolean;
  /** Of the amounts: must not jump while a lever is dragged. */
  readonly domain?: readonly [number, number];
  /** One run alone, by its number among the courses. */
  readonly run?: number;
  /** A rule at this week. */
  readonly week?: number;
}

/** Courses that are drawn of each policy at most. */
const SAMPLE = 12;
const BESIDE = 640;
const LABELS = { least: 120, most: 210 };
/** Room above the plot for the name of the axis, and where labels do not fit into it for what the bands hold. */
const TOP = { beside: 30, above: 48 };

type Plot = {
  readonly x: Linear;
  readonly y: Amounts;
  readonly colours: Colours;
  readonly group: Part;
};

export function fan(data: FanData, options: FanOptions): SVGSVGElement {
  const words = fanWords(data);
  const empty = nothingIn(data);
  if (empty !== null) return sentence(words, empty, options);
  const { width, edge } = sizes(options);
  const { theme } = options;
  const labels = data.policies.map((policy) => ({ ...policy, value: endWords(policy, data) }));
  const beside = width >= BESIDE;
  const column = beside ? labelRoom(labels) : 0;
  const head = beside ? 0 : legendHeight(labels, width - 2 * edge) + 8;
  const height = beside ? 320 : 230;
  const top = head + (beside ? TOP.beside : TOP.above);
  const floor = top + height;
  const ticks = beside ? 6 : 4;
  const y = amountScale(data, options, [floor, top]);
  const left = edge + axisRoom(y, ticks);
  const x = scaleLinear()
    .domain([data.weeks[0]!, data.weeks.at(-1)!])
    .range([left, beside ? width - edge - column - 26 : width - edge - 14]);
  const { svg, picture, colours } = sheet(words, floor + 44, options);
  if (!beside) legend(picture, labels, edge, width - 2 * edge, theme, colours.quiet);
  axes({ x, y, colours }, picture, data, options, ticks, edge, beside ? 12 : 30);
  const group = picture.append('g').attr('data-plot', 'fan') as Part;
  scaled(group, 'x', x);
  scaled(group, 'y', y, options.log);
  const plot = { x, y, colours, group };
  const order = backToFront(data.policies);
  for (const policy of order) bands(plot, policy, data, options);
  for (const policy of data.policies) if (policy.before) ghost(plot, policy.before, data.weeks);
  for (const policy of order) courses(plot, policy, data, options);
  for (const policy of order) middle(plot, policy, data.weeks, options);
  bandWords(plot, data, edge, beside);
  if (options.week !== undefined) cursor(plot, options.week, top, floor);
  if (beside) endLabels(plot, labels, data, options, width - edge - column, column, top, floor);
  return svg.node()!;
}

function labelRoom(labels: readonly Label[]): number {
  const wide = Math.max(
    ...labels.map(({ name, value }) => Math.max(textWidth(name, 14.5), textWidth(value, 12))),
  );
  return Math.min(LABELS.most, Math.max(LABELS.least, wide));
}

function amountScale(
  { policies }: FanData,
  { log, domain }: FanOptions,
  range: readonly [number, number],
): Amounts {
  const all = policies.flatMap(({ quantiles, courses: runs = [], before }) => [
    ...quantiles,
    ...runs.slice(0, SAMPLE),
    ...(before ? [before] : []),
  ]);
  const high = domain?.[1] ?? max(all, (values) => max(values as number[])) ?? 1;
  const low = domain?.[0] ?? min(all, (values) => min(values as number[])) ?? 0;
  if (log) return powers(high, range);
  const scale = amounts(Math.min(0, low), Math.max(0, high), range);
  return domain ? scale.clamp(true) : scale;
}

function axes(
  { x, y, colours }: Omit<Plot, 'group'>,
  picture: Part,
  { measure, over = '' }: FanData,
  { log = false }: FanOptions,
  ticks: number,
  edge: number,
  title: number,
): void {
  const [floor, top] = y.range() as [number, number];
  const [from, to] = x.range() as [number, number];
  const powers = log ? { values: powerTicks(y, ticks), format: count } : {};
  axisBeside(picture, y, from, { colours, ticks, grid: to - from, ...powers });
  const [first, last] = x.domain() as [number, number];
  const values = weekTicks(first, last, Math.max(2, Math.floor((to - from) / 64)));
  axisBelow(picture, x, floor, { colours, ticks: values.length, values, format: String });
  const what = `${measure.title}${over === '' ? '' : ` ${over}`}${unitWords(measure.unit)}${log ? ', by powers of ten' : ''}`;
  const say = (text: string, at: number, y: number, anchor: string): void => {
    picture
      .append('text')
      .attr('x', rounded(at))
      .attr('y', rounded(y))
      .attr('text-anchor', anchor)
      .attr('font-size', 13)
      .attr('fill', colours.quiet)
      .text(text);
  };
  say(what, edge, top - title, 'start');
  say('week', (from + to) / 2, floor + 38, 'middle');
}

const present = (value: number | undefined): value is number => value !== undefined && value === value;

const curve = (x: Linear, y: Amounts, weeks: readonly number[]) =>
  line<number>()
    .defined((value) => present(value))
    .x((_, k) => x(weeks[k]!))
    .y((value) => y(value))
    .digits(1);

// The widest band at the back.
function backToFront(policies: readonly FanPolicy[]): FanPolicy[] {
  const width = ({ quantiles: [low, , , , high] }: FanPolicy): number => {
    let sum = 0;
    for (let k = 0; k < low!.length; k++) if (present(low![k])) sum += high![k]! - low![k]!;
    return sum;
  };
  return policies.slice().sort((a, b) => width(b) - width(a) || b.place - a.place);
}

const ALPHA = { light: [0.14, 0.24], dark: [0.2, 0.3], forced: [0.06, 0.14] } as const;

function bands({ x, y, colours, group }: Plot, policy: FanPolicy, data: FanData, options: FanOptions): void {
  const { theme = 'light', id = 'chart' } = options;
  const { colour, dash } = policyLook(policy.place, theme);
  const preview = isPreview(data);
  const part = group.append('g').attr('data-policy', policy.place) as Part;
  [
    [0, 4],
    [1, 3],
  ].forEach(([from, to], k) => {
    const [low, high] = [policy.quantiles[from!]!, policy.quantiles[to!]!];
    const shape = area<number>()
      .defined((_, t) => present(low[t]) && present(high[t]))
      .x((_, t) => x(data.weeks[t]!))
      .y0((_, t) => y(low[t]!))
      .y1((_, t) => y(high[t]!))
      .digits(1);
    const pattern = `${id}-band-${policy.place}`;
    const fill = preview
      ? k === 0
        ? filled(part, pattern, colour, 'hatched', colours.paper)
        : `url(#${pattern})`
      : colour;
    const band = part
      .append('path')
      .attr('d', shape(low as number[]) ?? '')
      .attr('data-band', k === 0 ? '9 of 10' : 'half')
      .attr('fill', fill)
      .attr('fill-opacity', ALPHA[theme][k]! * (preview ? 1.6 : 1));
    if (theme === 'forced')
      band
        .attr('stroke', colour)
        .attr('stroke-width', 0.75)
        .attr('stroke-dasharray', dash ?? null);
  });
}

function ghost({ x, y, colours, group }: Plot, before: ArrayLike<number>, weeks: readonly number[]): void {
  group
    .append('path')
    .attr('d', curve(x, y, weeks)(before as number[]))
    .attr('data-before', 'true')
    .attr('fill', 'none')
    .attr('stroke', colours.quiet)
    .attr('stroke-opacity', 0.55)
    .attr('stroke-width', 3);
}

function courses({ x, y, group }: Plot, policy: FanPolicy, data: FanData, options: FanOptions): void {
  const { courses: all = [] } = policy;
  const shape = curve(x, y, data.courseWeeks ?? data.weeks);
  const { colour, dash } = policyLook(policy.place, options.theme);
  const alone = options.run !== undefined;
  const shown = alone ? all.slice(options.run, options.run! + 1) : all.slice(0, SAMPLE);
  const part = group
    .append('g')
    .attr('data-courses', policy.place)
    .attr('fill', 'none')
    .attr('stroke', colour)
    .attr('stroke-opacity', alone ? 1 : 0.5)
    .attr('stroke-width', alone ? 2.5 : 0.75);
  if (alone) part.attr('stroke-dasharray', dash);
  for (const course of shown) part.append('path').attr('d', shape(course as number[]) ?? '');
}

function middle(
  { x, y, colours, group }: Plot,
  policy: FanPolicy,
  weeks: readonly number[],
  options: FanOptions,
): void {
  const values = policy.quantiles[2]!;
  const { colour, dash, mark } = policyLook(policy.place, options.theme);
  const d = curve(x, y, weeks)(values as number[]) ?? '';
  const alone = options.run !== undefined;
  const part = group.append('g').attr('data-middle', policy.place).attr('fill', 'none');
  if (!alone) part.append('path').attr('d', d).attr('stroke', colours.paper).attr('stroke-width', 4.5);
  part
    .append('path')
    .attr('d', d)
    .attr('stroke', colour)
    .attr('stroke-width', alone ? 1 : 2.5)
    .attr('stroke-dasharray', dash);
  const last = lastOf(values);
  if (last < 0) return;
  part
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(${rounded(x(weeks[last]!))},${rounded(y(values[last]!))})`)
    .attr('fill', colour)
    .attr('stroke', colours.paper);
}

function lastOf(values: ArrayLike<number>): number {
  let k = values.length - 1;
  while (k >= 0 && !present(values[k])) k--;
  return k;
}

interface Roomy {
  readonly k: number;
  readonly room: number;
  readonly middle: number;
}

// Where a band is high enough for words over their whole width, the highest there is; edges in pixels, week by week.
function roomiest(low: readonly number[], high: readonly number[], half: number): Roomy {
  let best: Roomy = { k: -1, room: 0, middle: 0 };
  for (let k = half; k < low.length - half; k++) {
    // The words are level: what is free is between the lowest ceiling and the highest floor.
    let [ceiling, ground] = [-Infinity, Infinity];
    for (let t = k - half; t <= k + half && ground - ceiling > best.room; t++) {
      ceiling = Math.max(ceiling, high[t]!);
      ground = Math.min(ground, low[t]!);
    }
    if (ground - ceiling > best.room) best = { k, room: ground - ceiling, middle: (ground + ceiling) / 2 };
  }
  return best;
}

const BAND_WORDS = { half: 'half of runs', most: '9 of 10 runs' };

/** What the bands hold, written on one that has room for it, else above the plot. */
function bandWords(plot: Plot, data: FanData, edge: number, beside: boolean): void {
  const { half, most } = BAND_WORDS;
  const [from, to] = plot.x.range() as [number, number];
  const week = (to - from) / Math.max(1, data.weeks.length - 1);
  const pixels = (values: ArrayLike<number>): number[] => Array.from(values, (value) => plot.y(value));
  const spot = (text: string, bandsOf: readonly (readonly [ArrayLike<number>, ArrayLike<number>])[]) =>
    bandsOf
      .map(([low, high]) => roomiest(pixels(low), pixels(high), Math.ceil(textWidth(text, 12) / 2 / week)))
      .reduce((a, b) => (b.room > a.room ? b : a));
  const edges = data.policies.map(({ quantiles }) => quantiles);
  const ends = edges.map((quantiles) => ({
    quantiles,
    high: endHigh(quantiles[4]!),
    low: endHigh(quantiles[0]!),
  }));
  // The upper part of the highest and the lower of the lowest: there is no other band's inside.
  const highest = ends.reduce((a, b) => (b.high > a.high ? b : a)).quantiles;
  const lowest = ends.reduce((a, b) => (b.low < a.low ? b : a)).quantiles;
  const outer = spot(most, [
    [highest[3]!, highest[4]!],
    [lowest[0]!, lowest[1]!],
  ]);
  const inner = spot(
    half,
    edges.flatMap((q): [ArrayLike<number>, ArrayLike<number>][] => [
      [q[1]!, q[2]!],
      [q[2]!, q[3]!],
    ]),
  );
  if (beside && outer.room >= 15 && inner.room >= 15) {
    haloed(plot, most, plot.x(data.weeks[outer.k]!), outer.middle + 4, 'middle');
    haloed(plot, half, plot.x(data.weeks[inner.k]!), inner.middle + 4, 'middle');
    return;
  }
  const [x, anchor] = beside ? [plot.x.range()[1]!, 'end'] : [edge, 'start'];
  const said = beside ? `darker band: ${half}; lighter: ${most}` : `dark: ${half}, light: 9 of 10`;
  haloed(plot, said, x, plot.y.range()[1]! - 12, anchor);
}

function endHigh(values: ArrayLike<number>): number {
  const last = lastOf(values);
  return last < 0 ? 0 : values[last]!;
}

function haloed({ group, colours }: Plot, text: string, x: number, y: number, anchor: string): void {
  group
    .append('text')
    .attr('x', rounded(x))
    .attr('y', rounded(y))
    .attr('text-anchor', anchor)
    .attr('font-size', 12)
    .attr('fill', colours.ink)
    .attr('stroke', colours.paper)
    .attr('stroke-opacity', 0.75)
    .attr('stroke-width', 3)
    .attr('paint-order', 'stroke')
    .text(text);
}

function cursor({ x, colours, group }: Plot, week: number, top: number, floor: number): void {
  group
    .append('line')
    .attr('data-week', week)
    .attr('x1', rounded(x(week)))
    .attr('x2', rounded(x(week)))
    .attr('y1', top)
    .attr('y2', floor)
    .attr('stroke', colours.picked)
    .attr('stroke-width', 1.5);
}

function endLabels(
  { y, group, colours }: Plot,
  labels: readonly Label[],
  { policies }: FanData,
  { theme }: FanOptions,
  left: number,
  room: number,
  top: number,
  floor: number,
): void {
  const wanted = policies.map(({ quantiles }) => {
    const values = quantiles[2]!;
    const last = lastOf(values);
    return last < 0 ? floor : y(values[last]!);
  });
  const heights = labels.map((label) => labelHeight(label, room));
  const places = settled(wanted, heights, top - 10, floor + 40);
  labels.forEach((label, k) => labelled(group, label, left, places[k]!, room, theme, colours.quiet));
}

function isPreview({ runs, facts }: FanData): boolean {
  return previewNote(runs, facts) !== undefined;
}

/** Why there is nothing to draw, in a sentence; null where there is something. */
function nothingIn({ measure, policies, runs }: FanData): string | null {
  const values = policies.flatMap(({ quantiles, courses: all = [] }) => [...quantiles, ...all]);
  const some = (is: (value: number) => boolean): boolean =>
    values.some((each) => Array.prototype.some.call(each, (value: number) => present(value) && is(value)));
  if (policies.length === 0 || runs === 0 || !some(() => true))
    return `No run has a value of ${measure.title}.`;
  return measure.none !== undefined && !some((value) => value !== 0) ? `${measure.none} in any run.` : null;
}

function endOf({ quantiles }: FanPolicy): readonly number[] {
  const last = lastOf(quantiles[2]!);
  return quantiles.map((values) => (last < 0 ? NaN : values[last]!));
}

function endWords(policy: FanPolicy, { measure: { digits } }: FanData): string {
  const [low, , mid, , high] = endOf(policy).map((value) => said(value, digits));
  return `${mid!} (${low!} to ${high!})`;
}

export function fanWords(data: FanData): Words {
  const { measure, over = '', weeks, policies, runs, facts } = data;
  const what = `${measure.title}${over === '' ? '' : ` ${over}`}`;
  const ends = policies.map((policy) => `${said(endOf(policy)[2]!, measure.digits)} under ${policy.name}`);
  const [first = 0, last = 0] = [weeks[0], weeks.at(-1)];
  return {
    title: policies.length === 0 ? what : `${what}: ${listed(ends)} in the middle run`,
    lead: `Darker band: ${BAND_WORDS.half}. Lighter band: ${BAND_WORDS.most}. Thin lines: single runs, a few of them; one run in ten leaves the bands.`,
    summary:
      `Lines over time with bands around them, one for each policy. Across: weeks ${first} to ${last}. Up: ${what}` +
      `${unitWords(measure.unit)}. In the last week: ${policies.map((p) => `${p.name}: ${endWords(p, data)}`).join('; ')} ` +
      `(the middle run, and between what 9 of 10 runs lie). ${patternOf(data)}`,
    note: previewNote(runs, facts),
    foot: [...(facts.remarks ?? []), factsLine(`${count(runs)} runs of each policy`, facts)],
  };
}

// Whether the bands of the last week overlap: an overlap is no tie, for runs are paired, and it says so.
function patternOf({ policies }: FanData): string {
  if (policies.length < 2) return '';
  const apart = policies.every((a, k) =>
    policies.slice(k + 1).every((b) => {
      const [p, q] = [endOf(a), endOf(b)];
      return p[4]! < q[0]! || q[4]! < p[0]!;
    }),
  );
  return apart
    ? 'The bands of 9 of 10 runs do not overlap in the last week.'
    : 'The bands of 9 of 10 runs overlap in the last week; which policy ends lower in the same run is told by the differences, run by run.';
}

/** The numbers at a few weeks, the last among them: a row a week and policy. */
export function fanTable({ measure, over = '', weeks, policies }: FanData): ChartTable {
  const [first = 0, last = 0] = [weeks[0], weeks.at(-1)];
  const named = new Set([...weekTicks(first, last, 12), last]);
  const at = weeks.map((_, k) => k).filter((k) => named.has(weeks[k]!) || k === weeks.length - 1);
  const kept =
    at.length > 3
      ? at
      : weeks
          .map((_, k) => k)
          .filter((k) => k % Math.ceil(weeks.length / 12) === 0 || k === weeks.length - 1);
  const { digits } = measure;
  const column = (title: string) => ({ title, numeric: true, digits });
  return {
    caption: `${measure.title}${over === '' ? '' : ` ${over}`}${unitWords(measure.unit)}, over the runs`,
    columns: [
      { title: 'Policy', numeric: false },
      { title: 'Week', numeric: true, digits: 0 },
      ...[
        '5 of 100 are below',
        '25 of 100 are below',
        'middle run',
        '25 of 100 are above',
        '5 of 100 are above',
      ].map(column),
    ],
    rows: policies.flatMap(({ name, quantiles }) =>
      kept.map((k) => [name, weeks[k]!, ...quantiles.map((values) => cell(values[k]))]),
    ),
  };
}
