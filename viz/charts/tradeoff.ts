// Two outcomes against each other: every run of a policy as a faint dot, around nine of ten of them a line, and the policy's
// mark where the middle of its runs is in both. What a policy gains in one it may pay in the other; one that does no better
// in either is named in words.

import { deviation, extent, median } from 'd3-array';
import { amounts, axisBelow, axisBeside, axisRoom, scaled } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours } from './colours.ts';
import { broken, charWidth, lines, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { labelHeight, labelled, legend, legendHeight, settled } from './labels.ts';
import type { Label } from './labels.ts';
import { policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { capital, cell, count, factsLine, listed, previewNote, rounded, said, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface TradeoffMeasure extends MeasureWords {
  readonly betterWhen: 'lower' | 'higher' | null;
}

export interface TradeoffPolicy extends Named {
  /** Outcomes by replicate, equally long; NaN where a run has none. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface TradeoffData {
  readonly x: TradeoffMeasure;
  readonly y: TradeoffMeasure;
  readonly policies: readonly TradeoffPolicy[];
  readonly facts: Facts;
}

type Point = readonly [x: number, y: number];

interface Cloud extends Named {
  readonly points: readonly Point[];
  readonly middle: Point;
}

const BESIDE = 640;
const COLUMN = 190;

export function tradeoff(data: TradeoffData, options: ChartOptions): SVGSVGElement {
  const clouds = data.policies.map(cloudOf);
  const words = tradeoffWords(data);
  const points = clouds.flatMap((cloud) => cloud.points);
  if (points.length === 0)
    return sentence(words, `No run has both ${data.x.title} and ${data.y.title}.`, options);
  const { width, edge } = sizes(options);
  const { theme } = options;
  const beside = width >= BESIDE;
  const labels = clouds.map((cloud) => ({ ...cloud, value: valueOf(cloud, data) }));
  const head = beside ? 0 : legendHeight(labels, width - 2 * edge, false) + 8;
  const remarks = dominated(data, clouds).flatMap((line) => broken(line, (width - 2 * edge) / charWidth(13)));
  const [up, along] = [
    axisName(data.y, 'lower down', 'higher up', width - 2 * edge),
    axisName(data.x, 'further left', 'further right', width - 2 * edge),
  ];
  const top = head + 13 + up.length * 17;
  const floor = top + (beside ? 330 : 250);
  const ticks = beside ? 6 : 4;
  const y = amounts(...fromZero(points.map(([, value]) => value)), [floor, top]);
  const left = edge + axisRoom(y, ticks);
  const right = beside ? width - edge - COLUMN - 20 : width - edge - 14;
  const x = amounts(...fromZero(points.map(([value]) => value)), [left, right]);
  const { svg, picture, colours } = sheet(
    words,
    floor + 31 + along.length * 17 + remarks.length * 18,
    options,
  );
  if (!beside) legend(picture, labels, edge, width - 2 * edge, theme, colours.quiet, false);
  axisBeside(picture, y, left, { colours, ticks, grid: right - left });
  const across = Math.max(2, Math.floor((right - left) / 80));
  axisBelow(picture, x, floor, { colours, ticks: across });
  named(picture, up, edge, top - 12 - (up.length - 1) * 17, colours);
  named(picture, along, edge, floor + 38, colours);
  lines(picture, remarks, { x: edge, y: floor + 43 + along.length * 17, step: 18, size: 13 });
  const plot = picture.append('g').attr('data-plot', 'tradeoff') as Part;
  scaled(plot, 'x', x);
  scaled(plot, 'y', y);
  for (const cloud of clouds) scattered(plot, cloud, x, y, options);
  for (const cloud of clouds) marked(plot, cloud, x, y, options, colours);
  if (beside) {
    const heights = labels.map((label) => labelHeight(label, COLUMN));
    const places = settled(
      clouds.map(({ middle }) => y(middle[1])),
      heights,
      top - 10,
      floor + 40,
    );
    labels.forEach((label, k) =>
      beckoned(picture, label, clouds[k]!, x, y, right + 20, places[k]!, options, colours),
    );
  }
  return svg.node()!;
}

function cloudOf({ name, place, x, y }: TradeoffPolicy): Cloud {
  const points = Array.from(x, (value, r): Point => [value, y[r]!]).filter(([a, b]) => a === a && b === b);
  const middle: Point = [median(points, ([a]) => a) ?? NaN, median(points, ([, b]) => b) ?? NaN];
  return { name, place, points, middle };
}

function fromZero(values: readonly number[]): [number, number] {
  const [low = 0, high = 0] = extent(values);
  return [Math.min(0, low), Math.max(0, high)];
}

function named(picture: Part, text: readonly string[], x: number, y: number, { quiet }: Colours): void {
  lines(picture, text, { x: rounded(x), y: rounded(y), step: 17, size: 13 }).attr('fill', quiet);
}

function axisName(measure: TradeoffMeasure, lower: string, higher: string, room: number): string[] {
  const text = `${measure.title}${unitWords(measure.unit)}${betterWords(measure, lower, higher)}`;
  return broken(text, room / charWidth(13), 2);
}

function betterWords({ betterWhen }: TradeoffMeasure, lower: string, higher: string): string {
  return betterWhen === null ? '' : `, better ${betterWhen === 'lower' ? lower : higher}`;
}

function scattered(
  plot: Part,
  { place, points, middle }: Cloud,
  x: Linear,
  y: Linear,
  { theme }: ChartOptions,
): void {
  const { colour, dash } = policyLook(place, theme);
  const group = plot.append('g').attr('data-policy', place).attr('fill', colour).attr('fill-opacity', 0.2);
  for (const [a, b] of points)
    group
      .append('circle')
      .attr('cx', rounded(x(a)))
      .attr('cy', rounded(y(b)))
      .attr('r', 2.5);
  const around = hull(nearest(points, middle, 0.9).map(([a, b]): Point => [x(a), y(b)]));
  if (around.length < 3) return;
  plot
    .append('path')
    .attr('d', `M${around.map(([a, b]) => `${rounded(a)},${rounded(b)}`).join('L')}Z`)
    .attr('data-hull', place)
    .attr('fill', 'none')
    .attr('stroke', colour)
    .attr('stroke-width', 1.5)
    .attr('stroke-dasharray', dash);
}

/** The share of the points that is nearest to the middle, each direction in its own standard deviations. */
function nearest(points: readonly Point[], [mx, my]: Point, share: number): Point[] {
  const [sx, sy] = [deviation(points, ([a]) => a) || 1, deviation(points, ([, b]) => b) || 1];
  const far = ([a, b]: Point): number => ((a - mx) / sx) ** 2 + ((b - my) / sy) ** 2;
  return points
    .slice()
    .sort((a, b) => far(a) - far(b))
    .slice(0, Math.ceil(share * points.length));
}

/** The corners of the convex hull, in order (Andrew 1979). */
export function hull(points: readonly Point[]): Point[] {
  const sorted = points.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (all: readonly Point[]): Point[] => {
    const found: Point[] = [];
    for (const p of all) {
      while (found.length > 1 && turn(found.at(-2)!, found.at(-1)!, p) <= 0) found.pop();
      found.push(p);
    }
    return found.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...chain(sorted), ...chain(sorted.reverse())];
}

const turn = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

function marked(
  plot: Part,
  { place, middle, points }: Cloud,
  x: Linear,
  y: Linear,
  { theme }: ChartOptions,
  colours: Colours,
): void {
  if (points.length === 0) return;
  const { colour, mark } = policyLook(place, theme, 150);
  plot
    .append('path')
    .attr('d', mark)
    .attr('data-middle', place)
    .attr('transform', `translate(${rounded(x(middle[0]))},${rounded(y(middle[1]))})`)
    .attr('fill', colour)
    .attr('stroke', colours.paper)
    .attr('stroke-width', 2);
}

// A label at the right, and a hairline from the mark to it.
function beckoned(
  picture: Part,
  label: Label,
  { middle, points }: Cloud,
  x: Linear,
  y: Linear,
  left: number,
  place: number,
  { theme }: ChartOptions,
  colours: Colours,
): void {
  if (points.length > 0)
    picture
      .append('line')
      .attr('x1', rounded(x(middle[0]) + 9))
      .attr('y1', rounded(y(middle[1])))
      .attr('x2', left - 4)
      .attr('y2', rounded(place))
      .attr('stroke', policyLook(label.place, theme).colour)
      .attr('stroke-opacity', 0.6);
  labelled(picture, label, left, place, COLUMN, theme, colours.quiet);
}

function valueOf({ middle, points }: Cloud, { x, y }: TradeoffData): string {
  if (points.length === 0) return 'no run has both';
  return `${said(middle[1], y.digits)} ${y.more}, ${said(middle[0], x.digits)} ${x.more}`;
}

/** Policies that are no better than another in either outcome and worse in one, in words; none where better is not said. */
function dominated({ x, y }: TradeoffData, clouds: readonly Cloud[]): string[] {
  if (x.betterWhen === null || y.betterWhen === null) return [];
  const gains = ({ middle }: Cloud): Point => [
    x.betterWhen === 'lower' ? -middle[0] : middle[0],
    y.betterWhen === 'lower' ? -middle[1] : middle[1],
  ];
  const beats = (a: Cloud, b: Cloud): boolean => {
    const [p, q] = [gains(a), gains(b)];
    return p[0] >= q[0] && p[1] >= q[1] && (p[0] > q[0] || p[1] > q[1]);
  };
  return clouds
    .map((cloud) => ({ cloud, by: clouds.filter((other) => beats(other, cloud)) }))
    .filter(({ by }) => by.length > 0)
    .map(
      ({ cloud, by }) =>
        `${cloud.name} does no better than ${listed(by.map(({ name }) => name))} in either, in the middle of its runs.`,
    );
}

export function tradeoffWords(data: TradeoffData): Words {
  const { x, y, facts } = data;
  const clouds = data.policies.map(cloudOf);
  const runs = Math.max(0, ...clouds.map(({ points }) => points.length));
  const beaten = dominated(data, clouds);
  return {
    title: `${y.title} against ${x.title.toLowerCase()}`,
    lead: 'Each faint dot is one run; a line around 9 of 10 of a policy’s runs; the large mark is their middle in both.',
    summary:
      `A scatter of runs, a cloud for each policy. Across: ${x.title}${unitWords(x.unit)}. Up: ${y.title}${unitWords(y.unit)}. ` +
      `Middle of the runs: ${clouds.map((cloud) => `${cloud.name}: ${valueOf(cloud, data)}`).join('; ')}. ` +
      (beaten.length > 0 ? beaten.join(' ') : capital('no policy is beaten by another in both.')),
    note: previewNote(runs, facts),
    foot: [...(facts.remarks ?? []), factsLine(`${count(runs)} runs of each policy`, facts)],
  };
}

export function tradeoffTable({ x, y, policies }: TradeoffData): ChartTable {
  const of = ({ title, digits }: TradeoffMeasure) => ({
    title: `${title}: middle run`,
    numeric: true,
    digits,
  });
  return {
    caption: `${y.title}${unitWords(y.unit)} and ${x.title.toLowerCase()}${unitWords(x.unit)}, by policy`,
    columns: [{ title: 'Policy', numeric: false }, of(x), of(y), { title: 'runs', numeric: true, digits: 0 }],
    rows: policies
      .map(cloudOf)
      .map(({ name, middle, points }) => [name, cell(middle[0]), cell(middle[1]), points.length]),
  };
}
