// The break-even map: the difference between two policies over two assumptions. The fill is the size of the difference in nine
// steps, neutral at zero; the thick line is where it turns around; hatched is what the runs do not decide, which is a result.
// A dashed box is what the evidence allows, a cross is what the scenario says now. Cells may be coarse where the sign is clear.

import { scaleLinear } from 'd3-scale';
import { axisBelow, axisBeside, axisRoom, scaled } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours } from './colours.ts';
import { broken, charWidth, lines, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { capital, cell, count, factsLine, gap, rounded, said, sideWords, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';
import { zeroLine } from './zero.ts';
import type { Level, Rectangle } from './zero.ts';

export interface MapCell extends Level {
  /** Written as `data-cell`, for who moves over the map by keyboard: '3,2'. */
  readonly key: string;
  readonly sign: 'below' | 'above' | 'undecided';
}

export interface MapAxis {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly from: number;
  readonly to: number;
  /** What the evidence allows. */
  readonly low: number;
  readonly high: number;
  /** What the scenario says; NaN where that is no number on the axis. */
  readonly current: number;
  /** A lever, which is a choice: no evidence says where it lies, and `low` and `high` are the ends of the axis. */
  readonly isChoice?: boolean;
}

export interface BreakevenData {
  readonly measure: MeasureWords & { readonly betterWhen: 'lower' | 'higher' | null };
  readonly policy: string;
  readonly baseline: string;
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly cells: readonly MapCell[];
  /** In all cells together. */
  readonly runs: number;
  readonly facts: Facts;
}

export interface BreakevenOptions extends ChartOptions {
  /** The key of the cell that the reader is at. */
  readonly cell?: string;
}

const BESIDE = 640;
const KEY = 250;

export function breakeven(data: BreakevenData, options: BreakevenOptions): SVGSVGElement {
  const words = breakevenWords(data);
  const known = data.cells.filter(({ mean }) => mean !== null);
  if (known.length === 0) return sentence(words, 'No cell of the map has been run yet.', options);
  const { width, edge } = sizes(options);
  const beside = width >= BESIDE;
  const name = broken(axisWords(data.y), (width - 2 * edge) / charWidth(13), 2);
  const top = 14 + name.length * 17;
  const y = scaleLinear().domain([data.y.from, data.y.to]);
  const left = edge + axisRoom(y, 5);
  const right = beside ? Math.min(width - edge - KEY - 24, left + 560) : width - edge - 12;
  const height = Math.min(400, Math.round((right - left) * 0.8));
  const floor = top + height;
  y.range([floor, top]);
  const x = scaleLinear().domain([data.x.from, data.x.to]).range([left, right]);
  const along = broken(axisWords(data.x), (width - 2 * edge) / charWidth(13), 2);
  const key = { x: beside ? right + 24 : edge, y: beside ? top : floor + 40 + along.length * 17 };
  const keyHeight = 150;
  const { svg, picture, colours } = sheet(
    words,
    Math.max(floor + 26 + along.length * 17, key.y + keyHeight),
    options,
  );
  lines(picture, name, { x: edge, y: 14, step: 17, size: 13 }).attr('fill', colours.quiet);
  lines(picture, along, { x: edge, y: rounded(floor + 38), step: 17, size: 13 }).attr('fill', colours.quiet);
  axisBeside(picture, y, left, { colours, ticks: 5 });
  axisBelow(picture, x, floor, { colours, ticks: Math.max(2, Math.floor((right - left) / 70)) });
  const plot = picture.append('g').attr('data-plot', 'breakeven') as Part;
  scaled(plot, 'x', x);
  scaled(plot, 'y', y);
  const hatch = hatching(plot, `${options.id ?? 'chart'}-undecided`, colours);
  const most = mostOf(known);
  for (const each of data.cells) celled(plot, each, x, y, most, hatch, colours, options);
  contour(plot, data.cells, x, y, colours);
  if (hasEvidence(data)) evidence(plot, data, x, y, colours);
  picked(plot, data.cells, options.cell, x, y, colours);
  here(plot, data, x, y, colours);
  keyed(picture, data, key.x, key.y, beside ? KEY : width - 2 * edge, most, hatch, colours);
  return svg.node()!;
}

const mostOf = (cells: readonly MapCell[]): number =>
  Math.max(...cells.map(({ mean }) => Math.abs(mean ?? 0))) || 1;

/** The step of nine that a difference is in; 4 is around zero. */
export function stepOf(mean: number, most: number): number {
  return Math.max(0, Math.min(8, Math.floor(((mean + most) / (2 * most)) * 9)));
}

/** Decimals of the ends of the key: never so few that the largest difference reads as none. */
function digitsFor(most: number, digits: number): number {
  return Number(most.toFixed(digits)) > 0 ? digits : Math.min(6, Math.ceil(-Math.log10(most)));
}

function axisWords({ title, unit }: MapAxis): string {
  return `${title}${unitWords(unit)}`;
}

// Two rims, so that the lines are seen on dark and on light steps.
function hatching(plot: Part, id: string, colours: Colours): string {
  const pattern = plot
    .append('defs')
    .append('pattern')
    .attr('id', id)
    .attr('width', 7)
    .attr('height', 7)
    .attr('patternUnits', 'userSpaceOnUse');
  const d = 'M-1,1L1,-1M0,7L7,0M6,8L8,6';
  pattern.append('path').attr('d', d).attr('stroke', colours.paper).attr('stroke-width', 2.6);
  pattern.append('path').attr('d', d).attr('stroke', colours.ink).attr('stroke-width', 1.1);
  return `url(#${id})`;
}

function box(part: Part, { x0, x1, y0, y1 }: Rectangle, x: Linear, y: Linear) {
  return part
    .append('rect')
    .attr('x', rounded(x(x0)))
    .attr('y', rounded(y(y1)))
    .attr('width', rounded(Math.max(0, x(x1) - x(x0))))
    .attr('height', rounded(Math.max(0, y(y0) - y(y1))));
}

function celled(
  plot: Part,
  each: MapCell,
  x: Linear,
  y: Linear,
  most: number,
  hatch: string,
  colours: Colours,
  { theme }: ChartOptions,
): void {
  const { mean, sign, key } = each;
  const group = plot
    .append('g')
    .attr('data-cell', key)
    .attr('data-sign', mean === null ? 'none' : sign) as Part;
  const fill = mean === null ? colours.paper : colours.scale[stepOf(mean, most)]!;
  box(group, each, x, y)
    .attr('fill', fill)
    .attr('stroke', mean === null || theme === 'forced' ? colours.rule : fill)
    .attr('stroke-width', 0.5);
  if (mean === null) return;
  if (sign === 'undecided') box(group, each, x, y).attr('fill', hatch);
  // Without colours of their own, cells say their side.
  else if (theme === 'forced')
    group
      .append('text')
      .attr('x', rounded((x(each.x0) + x(each.x1)) / 2))
      .attr('y', rounded((y(each.y0) + y(each.y1)) / 2 + 4))
      .attr('text-anchor', 'middle')
      .attr('font-size', 12)
      .text(sign === 'below' ? '−' : '+');
}

function contour(plot: Part, cells: readonly MapCell[], x: Linear, y: Linear, colours: Colours): void {
  const d = zeroLine(cells)
    .map(([[x0, y0], [x1, y1]]) => `M${rounded(x(x0))},${rounded(y(y0))}L${rounded(x(x1))},${rounded(y(y1))}`)
    .join('');
  if (d === '') return;
  for (const [stroke, wide] of [
    [colours.paper, 6],
    [colours.ink, 3],
  ] as const)
    plot
      .append('path')
      .attr('d', d)
      .attr('data-zero', 'line')
      .attr('fill', 'none')
      .attr('stroke', stroke)
      .attr('stroke-width', wide)
      .attr('stroke-linecap', 'round');
}

/** Levers alone have no evidence that could be drawn. */
const hasEvidence = ({ x, y }: BreakevenData): boolean => !(x.isChoice === true && y.isChoice === true);

/** What the shares are shares of. */
export function boxName({ x, y }: { readonly x: Chosen; readonly y: Chosen }): string {
  if (x.isChoice !== true && y.isChoice !== true) return 'the evidence box';
  if (x.isChoice === true && y.isChoice === true) return 'the map';
  return `the range that the evidence leaves to ${lowered(x.isChoice === true ? y.title : x.title)}`;
}

type Chosen = Pick<MapAxis, 'title' | 'isChoice'>;

const lowered = (title: string): string => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;

/** 'two assumptions', 'two levers', 'an assumption and a lever'. */
function overWords({ x, y }: BreakevenData): string {
  if (x.isChoice === y.isChoice || (x.isChoice !== true && y.isChoice !== true))
    return x.isChoice === true ? 'two levers' : 'two assumptions';
  return 'an assumption and a lever';
}

const boxOf = ({ x, y }: BreakevenData): Rectangle => ({
  x0: Math.max(x.from, x.low),
  x1: Math.min(x.to, x.high),
  y0: Math.max(y.from, y.low),
  y1: Math.min(y.to, y.high),
});

function evidence(plot: Part, data: BreakevenData, x: Linear, y: Linear, colours: Colours): void {
  for (const [stroke, wide, dash] of [
    [colours.paper, 4.5, null],
    [colours.ink, 2, '7 4'],
  ] as const)
    box(plot, boxOf(data), x, y)
      .attr('data-evidence', 'box')
      .attr('fill', 'none')
      .attr('stroke', stroke)
      .attr('stroke-width', wide)
      .attr('stroke-dasharray', dash);
}

const isOn = ({ current, from, to }: MapAxis): boolean => current >= from && current <= to;

const CROSS = 'M-8,0L8,0M0,-8L0,8';

function here(plot: Part, { x: across, y: up }: BreakevenData, x: Linear, y: Linear, colours: Colours): void {
  if (isOn(across) && isOn(up))
    cross(plot, x(across.current), y(up.current), colours).forEach((part) => part.attr('data-here', 'cross'));
}

function cross(parent: Part, x: number, y: number, colours: Colours) {
  return (
    [
      [colours.paper, 6],
      [colours.ink, 2.5],
    ] as const
  ).map(([stroke, wide]) =>
    parent
      .append('path')
      .attr('d', CROSS)
      .attr('transform', `translate(${rounded(x)},${rounded(y)})`)
      .attr('stroke', stroke)
      .attr('stroke-width', wide),
  );
}

function picked(
  plot: Part,
  cells: readonly MapCell[],
  key: string | undefined,
  x: Linear,
  y: Linear,
  colours: Colours,
): void {
  const at = cells.find((each) => each.key === key);
  if (at === undefined) return;
  for (const [stroke, wide] of [
    [colours.paper, 6],
    [colours.picked, 3],
  ] as const)
    box(plot, at, x, y)
      .attr('data-picked', at.key)
      .attr('fill', 'none')
      .attr('stroke', stroke)
      .attr('stroke-width', wide);
}

// What the marks mean, in words beside them.
function keyed(
  picture: Part,
  data: BreakevenData,
  x: number,
  y: number,
  room: number,
  most: number,
  hatch: string,
  colours: Colours,
): void {
  const { measure } = data;
  const [low, high] = sideWords(measure);
  let at = y + 4;
  const wide = Math.min(26, Math.floor(room / 9));
  colours.scale.forEach((fill, k) =>
    picture
      .append('rect')
      .attr('x', x + k * wide)
      .attr('y', at)
      .attr('width', wide)
      .attr('height', 14)
      .attr('fill', fill)
      .attr('stroke', colours.rule)
      .attr('stroke-width', 0.5),
  );
  const say = (text: string, left: number, top: number, anchor: string): void => {
    picture
      .append('text')
      .attr('x', rounded(left))
      .attr('y', rounded(top))
      .attr('font-size', 12)
      .attr('text-anchor', anchor)
      .attr('fill', colours.quiet)
      .text(text);
  };
  const end = said(most, digitsFor(most, measure.digits));
  say(`${end} ${low}`, x, at + 29, 'start');
  say('0', x + 4.5 * wide, at + 29, 'middle');
  say(`${end} ${high}`, x + 9 * wide, at + 29, 'end');
  at += 50;
  const letters = (room - 34) / charWidth(12);
  const item = (text: string, draw: (middle: number) => void): void => {
    draw(at - 4);
    say(broken(text, letters, 1)[0]!, x + 34, at, 'start');
    at += 20;
  };
  const stroke = (middle: number, width: number, dash: string | null): void => {
    picture
      .append('line')
      .attr('x1', x)
      .attr('x2', x + 26)
      .attr('y1', rounded(middle))
      .attr('y2', rounded(middle))
      .attr('stroke', colours.ink)
      .attr('stroke-width', width)
      .attr('stroke-dasharray', dash);
  };
  item('no difference, in the mean', (middle) => stroke(middle, 3, null));
  item('undecided by the runs', (middle) =>
    picture
      .append('rect')
      .attr('x', x)
      .attr('y', rounded(middle - 6))
      .attr('width', 26)
      .attr('height', 12)
      .attr('fill', hatch),
  );
  if (hasEvidence(data)) item('what the evidence allows', (middle) => stroke(middle, 2, '7 4'));
  if (isOn(data.x) && isOn(data.y))
    item('as the scenario stands', (middle) => cross(picture, x + 13, middle, colours));
}

/** The share of what the evidence leaves of the map, by area, in which the policy is better, worse, undecided, or nothing was run. */
export function boxShares(data: BreakevenData): {
  readonly below: number;
  readonly above: number;
  readonly undecided: number;
  readonly unknown: number;
} {
  const at = boxOf(data);
  const whole = Math.max(0, at.x1 - at.x0) * Math.max(0, at.y1 - at.y0);
  const shares = { below: 0, above: 0, undecided: 0, unknown: 0 };
  let covered = 0;
  for (const { x0, x1, y0, y1, mean, sign } of data.cells) {
    const wide = Math.min(x1, at.x1) - Math.max(x0, at.x0);
    const high = Math.min(y1, at.y1) - Math.max(y0, at.y0);
    if (wide <= 0 || high <= 0 || whole === 0) continue;
    const share = (wide * high) / whole;
    covered += share;
    shares[mean === null ? 'unknown' : sign] += share;
  }
  return { ...shares, unknown: shares.unknown + Math.max(0, 1 - covered) };
}

/** 'Defectors speak is better in 71 % of the evidence box, worse in 9 %, undecided in 20 %.' */
export function boxWords(data: BreakevenData): string {
  const { below, above, undecided, unknown } = boxShares(data);
  const { measure, policy } = data;
  const [low, high] = sideWords(measure);
  const where = boxName(data);
  const sides =
    measure.betterWhen === null
      ? [`ends with ${low} ${measure.more} in ${percent(below)} of ${where}`, `${high} in ${percent(above)}`]
      : measure.betterWhen === 'lower'
        ? [`is better in ${percent(below)} of ${where}`, `worse in ${percent(above)}`]
        : [`is better in ${percent(above)} of ${where}`, `worse in ${percent(below)}`];
  const rest = unknown > 0.005 ? `, not yet run in ${percent(unknown)}` : '';
  return `${policy} ${sides.join(', ')}, undecided in ${percent(undecided)}${rest}.`;
}

// Never 0 % or 100 % of what is only almost none or all.
function percent(share: number): string {
  const whole = Math.round(100 * share);
  if (share > 1e-9 && whole === 0) return 'under 1\u00a0%';
  if (share < 1 - 1e-9 && whole === 100) return 'over 99\u00a0%';
  return `${whole}\u00a0%`;
}

/** What a cell says, for who is at it. */
export function cellWords(
  { x, y, measure, policy }: BreakevenData,
  { x0, x1, y0, y1, mean, sign }: MapCell,
): string {
  const at = `${x.title} ${said(x0, x.digits)} to ${said(x1, x.digits)}, ${y.title} ${said(y0, y.digits)} to ${said(y1, y.digits)}`;
  if (mean === null) return `${at}: not yet run.`;
  return `${at}: ${gap(mean, measure)} with ${policy}${sign === 'undecided' ? ', undecided by the runs' : ''}.`;
}

export function breakevenWords(data: BreakevenData): Words {
  const { measure, policy, baseline, x, y, cells, runs, facts } = data;
  const known = cells.filter(({ mean }) => mean !== null);
  const turning =
    zeroLine(cells).length > 0
      ? 'There is a line along which the difference is none.'
      : 'Nowhere on the map the mean difference turns around.';
  return {
    title: boxWords(data).replace(/\.$/, ''),
    lead: `${capital(measure.more)}, ${policy} minus ${baseline}, the mean of paired runs, over ${overWords(data)}.`,
    summary:
      `A map of the difference over ${overWords(data)}. Across: ${axisWords(x)}, ${said(x.from, x.digits)} to ${said(x.to, x.digits)}. ` +
      `Up: ${axisWords(y)}, ${said(y.from, y.digits)} to ${said(y.to, y.digits)}. ${known.length} of ${cells.length} cells have been run. ${boxWords(data)} ${turning}`,
    foot: [
      ...(facts.remarks ?? []),
      factsLine(`${count(runs)} paired runs in ${count(cells.length)} cells`, facts),
    ],
  };
}

export function breakevenTable(data: BreakevenData): ChartTable {
  const { measure, policy, baseline, x, y, cells } = data;
  const number = (title: string, digits: number) => ({ title, numeric: true, digits });
  return {
    caption: `Mean difference in ${measure.more}${unitWords(measure.unit)}, ${policy} minus ${baseline}, over ${overWords(data)}`,
    columns: [
      number(`${x.title}, from`, x.digits),
      number('to', x.digits),
      number(`${y.title}, from`, y.digits),
      number('to', y.digits),
      number('difference', measure.digits),
      { title: 'side', numeric: false },
    ],
    rows: cells.map(({ x0, x1, y0, y1, mean, sign }) => [
      x0,
      x1,
      y0,
      y1,
      cell(mean),
      mean === null
        ? 'not yet run'
        : sign === 'undecided'
          ? sign
          : sideWords(measure)[sign === 'below' ? 0 : 1],
    ]),
  };
}
