// Axes of two kinds: amounts and weeks. What d3 says by class and currentColor is said outright, for programs that open the
// file know neither. A plot tells its scales, so that a page can read a place in it back as a number.

import { axisBottom, axisLeft } from 'd3-axis';
import type { Axis } from 'd3-axis';
import { format } from 'd3-format';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ScaleLinear, ScaleLogarithmic } from 'd3-scale';
import type { Colours } from './colours.ts';
import { textWidth } from './frame.ts';
import type { Part } from './frame.ts';
import { exactly, rounded } from './words.ts';

export type Linear = ScaleLinear<number, number>;
export type Amounts = Linear | ScaleLogarithmic<number, number>;

interface AxisOptions {
  readonly colours: Colours;
  readonly ticks: number;
  /** Instead of round numbers. */
  readonly values?: readonly number[];
  readonly format?: (value: number) => string;
  /** Pixels of hairlines through the plot. */
  readonly grid?: number;
}

/** An axis below a plot, its line at y. */
export function axisBelow(parent: Part, scale: Amounts, y: number, options: AxisOptions): Part {
  const axis = dressed(axisBottom<number>(scale), scale, options);
  const group = parent
    .append('g')
    .attr('transform', `translate(0,${rounded(y)})`)
    .attr('color', options.colours.quiet) as Part;
  return undressed(group, axis, options.colours, true);
}

/** An axis at the left of a plot, its line at x, with hairlines through the plot. */
export function axisBeside(parent: Part, scale: Amounts, x: number, options: AxisOptions): Part {
  const axis = dressed(axisLeft<number>(scale), scale, options);
  const group = parent
    .append('g')
    .attr('transform', `translate(${rounded(x)},0)`)
    .attr('color', options.colours.quiet) as Part;
  undressed(group, axis, options.colours, false);
  if (options.grid)
    group.selectAll('line').attr('x2', rounded(options.grid)).attr('stroke', options.colours.rule);
  return group;
}

function dressed(axis: Axis<number>, scale: Amounts, { ticks, values, format: say }: AxisOptions) {
  const shown = axis.ticks(ticks).tickSizeOuter(0).offset(0);
  if (values) shown.tickValues(values);
  return shown.tickFormat(say ?? plainTick(scale, ticks));
}

function undressed(group: Part, axis: Axis<number>, colours: Colours, line: boolean): Part {
  group.call(axis as never);
  group.attr('font-size', 12).attr('font-family', null).attr('class', null);
  group.selectAll('.tick line').attr('stroke', colours.quiet);
  group.selectAll('.tick text').attr('fill', colours.quiet);
  group.selectAll('.tick').attr('class', null);
  group
    .selectAll('.domain')
    .attr('stroke', line ? colours.quiet : 'none')
    .attr('class', null);
  return group;
}

/** Numbers with as many decimals as their steps need. */
export function plainTick(scale: Amounts, ticks: number): (value: number) => string {
  const decimals = decimalsOf(scale, ticks);
  return (value) => format(`,.${decimals}f`)(value);
}

/** With a sign, but for 0. */
export function signedTick(scale: Amounts, ticks = 6): (value: number) => string {
  const decimals = decimalsOf(scale, ticks);
  return (value) => (value === 0 ? '0' : format(`+,.${decimals}f`)(value));
}

function decimalsOf(scale: Amounts, ticks: number): number {
  const [a, b] = scale.ticks(ticks);
  const step = Math.abs((b ?? 1) - (a ?? 0));
  return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
}

const WEEK_STEPS = [1, 2, 4, 13, 26, 52, 104, 260, 520, 1040, 2600];

/** Weeks to name on an axis: every fourth, a quarter, a year, so that at most so many stand there. */
export function weekTicks(from: number, to: number, most: number): number[] {
  const step = WEEK_STEPS.find((each) => (to - from) / each <= most) ?? 5200;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, k) => first + k * step);
}

/** Room at the left of a plot for the numbers of its axis. */
export function axisRoom(scale: Amounts, ticks: number, say = plainTick(scale, ticks)): number {
  return 14 + Math.max(...scale.ticks(ticks).map((value) => textWidth(say(value), 12)), 8);
}

/** Amounts from `low` to `high` on a scale that begins at a round number; one that has no length is given one. */
export function amounts(low: number, high: number, range: readonly [number, number]): Linear {
  const [from, to] = low < high ? [low, high] : low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  return scaleLinear().domain([from, to]).range(range).nice(5);
}

/** Counts from 1 on, by powers of ten; what is below 1 stands at 1. */
export function powers(high: number, range: readonly [number, number]): ScaleLogarithmic<number, number> {
  return scaleLog()
    .domain([1, Math.max(10, high)])
    .range(range)
    .clamp(true)
    .nice();
}

/** 1, 10, 100 …, with 2 and 5 between them where so many ticks allow it. */
export function powerTicks(scale: Amounts, ticks: number): number[] {
  const [low, high] = scale.domain() as [number, number];
  const decades = Math.round(Math.log10(high / low));
  const steps = decades * 3 <= ticks + 2 ? [1, 2, 5] : [1];
  const all = Array.from({ length: decades + 1 }, (_, k) => steps.map((step) => step * 10 ** k)).flat();
  return all.filter((value) => value >= low && value <= high);
}

/** Writes on a plot where its numbers are: 'from to', in numbers and in pixels. */
export function scaled(plot: Part, name: 'x' | 'y', scale: Amounts, log = false): void {
  const [d0, d1] = scale.domain() as [number, number];
  const [r0, r1] = scale.range() as [number, number];
  plot.attr(`data-${name}`, [d0, d1, rounded(r0), rounded(r1)].map(exactly).join(' '));
  if (log) plot.attr(`data-${name}-log`, 'true');
}

/** The number at a place in a plot, and the place of a number; null where the plot has no such scale. */
export function readScale(
  plot: Element,
  name: 'x' | 'y',
): { readonly at: (pixel: number) => number; readonly of: (value: number) => number } | null {
  const parts = plot.getAttribute(`data-${name}`)?.split(' ').map(Number);
  if (parts === undefined || parts.length !== 4) return null;
  const [d0, d1, r0, r1] = parts as [number, number, number, number];
  const log = plot.getAttribute(`data-${name}-log`) === 'true';
  const scale = (log ? scaleLog() : scaleLinear()).domain([d0, d1]).range([r0, r1]);
  return { at: (pixel) => scale.invert(pixel), of: (value) => scale(value) };
}
