// Where people stand, week by week: a panel for each policy, all with the same axes, the stages stacked. Panels side by side,
// not one that moves: for analysis they are the more accurate (Robertson et al. 2008; Archambault, Purchase & Pinaud 2011).

import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import { axisBelow, axisBeside, scaled, weekTicks } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours, StageName } from './colours.ts';
import { broken, charWidth, lines, NARROW, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { settled } from './labels.ts';
import { filled, policyLook, stageLook } from './looks.ts';
import type { Named } from './looks.ts';
import { cell, count, factsLine, rounded, said } from './words.ts';
import type { ChartTable, Facts, Words } from './words.ts';

export interface StagePart {
  readonly stage: StageName;
  readonly title: string;
  /** Of all people, week by week, from 0 to 1: the middle of the runs. */
  readonly shares: ArrayLike<number>;
}

export interface StagesPolicy extends Named {
  /** From the bottom up; the same stages in the same order for every policy. */
  readonly parts: readonly StagePart[];
}

export interface StagesData {
  readonly weeks: readonly number[];
  readonly policies: readonly StagesPolicy[];
  /** Who is not among the parts, in words: 'at risk and never recruited'. */
  readonly rest: string;
  readonly runs: number;
  readonly facts: Facts;
}

const HEIGHT = 190;
const GAP = 34;
const LABELS = 150;
const HEAD = 30;

export function stages(data: StagesData, options: ChartOptions): SVGSVGElement {
  const words = stagesWords(data);
  const top = peak(data);
  if (!(top > 0))
    return sentence(
      words,
      data.policies.length === 0 ? 'There is no policy to show.' : 'Nobody left the first stage in any week.',
      options,
    );
  const { width, edge } = sizes(options);
  const y = scaleLinear().domain([0, top]).nice(4);
  const axis = 46;
  const labels = width < NARROW ? 118 : LABELS;
  const least = width < NARROW ? 400 : 210;
  const across = Math.max(
    1,
    Math.min(data.policies.length, Math.floor((width - 2 * edge - axis - labels) / least)),
  );
  const panel = (width - 2 * edge - axis - labels - (across - 1) * GAP) / across;
  const rows = Math.ceil(data.policies.length / across);
  const names = data.policies.map(({ name }) => broken(name, panel / charWidth(14, true) - 2, 2));
  const head = HEAD + 18 * Math.max(...names.map(({ length }) => length));
  const step = head + HEIGHT + 46;
  const { svg, picture, colours } = sheet(words, rows * step, options);
  data.policies.forEach((policy, k) => {
    const left = edge + axis + (k % across) * (panel + GAP);
    const floor = Math.floor(k / across) * step + head + HEIGHT;
    const x = scaleLinear()
      .domain([data.weeks[0]!, data.weeks.at(-1)!])
      .range([left, left + panel]);
    const own = y.copy().range([floor, floor - HEIGHT]);
    titled(picture, policy, names[k]!, left, floor - HEIGHT - head + 20, options);
    axes(picture, x, own, colours, k % across === 0);
    const plot = picture.append('g').attr('data-plot', policy.place) as Part;
    scaled(plot, 'x', x);
    scaled(plot, 'y', own);
    stacked(plot, policy, data.weeks, x, own, options, colours, k);
    const last = k % across === across - 1 || k === data.policies.length - 1;
    if (last) partLabels(picture, policy, k, own, left + panel + 8, labels - 8, options, colours);
  });
  return svg.node()!;
}

/** The most that is stacked in any week: the rest of the people are above the axis, and the axis says so. */
function peak({ policies }: StagesData): number {
  let top = 0;
  for (const { parts } of policies)
    for (let t = 0; t < (parts[0]?.shares.length ?? 0); t++) {
      const sum = parts.reduce((all, { shares }) => all + (shares[t]! || 0), 0);
      if (sum > top) top = sum;
    }
  return Math.min(1, top);
}

function titled(
  picture: Part,
  { place }: Named,
  name: readonly string[],
  x: number,
  y: number,
  { theme }: ChartOptions,
): void {
  const { colour, mark } = policyLook(place, theme);
  picture
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(${rounded(x + 7)},${rounded(y - 5)})`)
    .attr('fill', colour);
  lines(picture, name, { x: rounded(x + 19), y: rounded(y), step: 18, size: 14 })
    .attr('fill', colour)
    .attr('font-weight', 600);
}

function percent(value: number): string {
  return `${said(100 * value, value !== 0 && value < 0.01 ? 1 : 0)}\u00a0%`;
}

function axes(picture: Part, x: Linear, y: Linear, colours: Colours, first: boolean): void {
  const [from, to] = x.range() as [number, number];
  const [floor, top] = y.range() as [number, number];
  const step = (y.ticks(4)[1] ?? 1) * 100;
  const digits = step < 1 ? 1 : 0;
  axisBeside(picture, y, from, {
    colours,
    ticks: 4,
    grid: to - from,
    format: (value) => (first ? `${said(100 * value, digits)} %` : ''),
  });
  const [a, b] = x.domain() as [number, number];
  const values = weekTicks(a, b, Math.max(2, Math.floor((to - from) / 56)));
  axisBelow(picture, x, floor, { colours, ticks: values.length, values, format: String });
  const text = picture.append('text').attr('font-size', 12).attr('fill', colours.quiet);
  text
    .attr('x', rounded((from + to) / 2))
    .attr('y', rounded(floor + 34))
    .attr('text-anchor', 'middle')
    .text('week');
  if (first)
    picture
      .append('text')
      .attr('x', rounded(from - 42))
      .attr('y', rounded(top - 10))
      .attr('font-size', 12)
      .attr('fill', colours.quiet)
      .text('share of people');
}

// From the bottom up; a week without a value is a gap.
function stacked(
  plot: Part,
  policy: StagesPolicy,
  weeks: readonly number[],
  x: Linear,
  y: Linear,
  { theme, id = 'chart' }: ChartOptions,
  colours: Colours,
  k: number,
): void {
  const floor = new Float64Array(weeks.length);
  for (const { stage, shares } of policy.parts) {
    const low = floor.slice();
    const shape = area<number>()
      .defined((_, t) => shares[t] === shares[t] && low[t] === low[t])
      .x((_, t) => x(weeks[t]!))
      .y0((_, t) => y(low[t]!))
      .y1((_, t) => y(low[t]! + shares[t]!))
      .digits(1);
    const { colour, fill } = stageLook(stage, theme);
    plot
      .append('path')
      .attr('d', shape(shares as number[]) ?? '')
      .attr('data-stage', stage)
      .attr('fill', filled(plot, `${id}-${k}-${stage}`, colour, fill, colours.paper))
      .attr('stroke', colours.paper)
      .attr('stroke-width', 0.75);
    for (let t = 0; t < floor.length; t++) floor[t]! += shares[t]!;
  }
}

// Names at the right of the last panel of a row, each at its share's height there, with a swatch of its filling.
function partLabels(
  picture: Part,
  { parts }: StagesPolicy,
  panel: number,
  y: Linear,
  x: number,
  room: number,
  { theme, id = 'chart' }: ChartOptions,
  colours: Colours,
): void {
  let floor = 0;
  const wanted = parts.map(({ shares }) => {
    const share = shares[shares.length - 1]! || 0;
    floor += share;
    return y(floor - share / 2);
  });
  const texts = parts.map(({ title, shares }) =>
    broken(`${title} ${percent(shares[shares.length - 1]!)}`, (room - 18) / charWidth(12.5), 2),
  );
  const [bottom, top] = y.range() as [number, number];
  const places = settled(
    wanted,
    texts.map(({ length }) => 16 * length + 2),
    top - 34,
    bottom + 40,
  );
  texts.forEach((text, k) => {
    const { stage } = parts[k]!;
    const { colour, fill } = stageLook(stage, theme);
    const at = places[k]! - (text.length - 1) * 8;
    picture
      .append('rect')
      .attr('x', rounded(x))
      .attr('y', rounded(at - 6))
      .attr('width', 12)
      .attr('height', 12)
      .attr('fill', filled(picture, `${id}-key-${panel}-${stage}`, colour, fill, colours.paper))
      .attr('stroke', colours.quiet)
      .attr('stroke-width', 0.75);
    lines(picture, text, { x: rounded(x + 18), y: rounded(at + 4), step: 16, size: 12.5 });
  });
}

function endOf({ shares }: StagePart): number {
  return shares.length === 0 ? NaN : shares[shares.length - 1]!;
}

export function stagesWords({ weeks, policies, rest, runs, facts }: StagesData): Words {
  const [first = 0, last = 0] = [weeks[0], weeks.at(-1)];
  const ends = policies.map(
    ({ name, parts }) =>
      `${name}: ${parts.map((part) => `${part.title} ${percent(endOf(part))}`).join(', ')}`,
  );
  return {
    title: 'Where people stand, week by week',
    lead: `Share of all people in each stage, the middle of the runs. Not drawn, above: ${rest}.`,
    summary:
      `A panel for each policy, with the shares of people by stage stacked over time. Across: weeks ${first} to ${last}. Up: share of all people. ` +
      `In the last week: ${ends.join('; ')}. Everybody else is ${rest}. ${patternOf(policies)}`,
    foot: [...(facts.remarks ?? []), factsLine(`${count(runs)} runs of each policy`, facts)],
  };
}

// Which stage differs most between policies in the last week.
function patternOf(policies: readonly StagesPolicy[]): string {
  const [first] = policies;
  if (first === undefined || policies.length < 2) return '';
  const spreads = first.parts.map(({ title }, k) => {
    const ends = policies.map(({ parts }) => endOf(parts[k]!)).filter((end) => end === end);
    return { title, spread: ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...ends) };
  });
  const most = spreads.reduce((a, b) => (b.spread > a.spread ? b : a), { title: '', spread: 0 });
  return most.spread > 0 ? `The policies differ most in ‘${most.title}’.` : 'The policies end alike.';
}

/** Shares at a few weeks, the last among them: a row a policy and week. */
export function stagesTable({ weeks, policies, rest }: StagesData): ChartTable {
  const [first = 0, last = 0] = [weeks[0], weeks.at(-1)];
  const named = new Set(weekTicks(first, last, 12));
  const kept = weeks.map((_, k) => k).filter((k) => named.has(weeks[k]!) || k === weeks.length - 1);
  const titles = policies[0]?.parts.map(({ title }) => title) ?? [];
  return {
    caption: `Share of people in each stage, the middle of the runs; everybody else is ${rest}`,
    columns: [
      { title: 'Policy', numeric: false },
      { title: 'Week', numeric: true, digits: 0 },
      ...titles.map((title) => ({ title, numeric: true, digits: 4 })),
    ],
    rows: policies.flatMap(({ name, parts }) =>
      kept.map((k) => [name, weeks[k]!, ...parts.map(({ shares }) => cell(shares[k]))]),
    ),
  };
}

export interface Flow {
  readonly title: string;
  /** Per year, in the middle run, by policy in the order of the table's columns. */
  readonly perYear: readonly number[];
}

/** How many people go from one stage to another in a year, a column a policy. */
export function flowsTable(policies: readonly Named[], flows: readonly Flow[]): ChartTable {
  return {
    caption: 'People who change from one stage to another, per year, in the middle run',
    columns: [
      { title: 'From one stage to another', numeric: false },
      ...policies.map(({ name }) => ({ title: name, numeric: true, digits: 1 })),
    ],
    rows: flows.map(({ title, perYear }) => [title, ...policies.map((_, k) => cell(perYear[k]))]),
  };
}
