// The policies themselves: a panel for each lever, a step line for each policy, for a lever stands at a value for a week and
// then at another. Policies with the same values share a line and a label.

import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { amounts, axisBelow, axisBeside, axisRoom, scaled, weekTicks } from './axes.ts';
import type { Linear } from './axes.ts';
import { broken, charWidth, lines, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { labelHeight, labelled, settled } from './labels.ts';
import { policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { cell, factsLine, rounded, said, unitWords } from './words.ts';
import type { ChartTable, Facts, Words } from './words.ts';

export interface Lever {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  /** A value a week, for each policy of the data. */
  readonly values: readonly ArrayLike<number>[];
}

export interface LeversData {
  readonly policies: readonly Named[];
  readonly levers: readonly Lever[];
  readonly facts: Facts;
}

const HEIGHT = 96;
const LEAST = 300;
const GAP = 24;

export function levers(data: LeversData, options: ChartOptions): SVGSVGElement {
  const words = leversWords(data);
  if (data.levers.length === 0 || data.policies.length === 0)
    return sentence(words, 'No lever differs from what happens when nobody does anything.', options);
  const { width, edge } = sizes(options);
  const across = Math.max(1, Math.floor((width - 2 * edge + GAP) / (LEAST + GAP)));
  const panel = (width - 2 * edge - (across - 1) * GAP) / across;
  const text = Math.min(180, Math.round(panel * 0.4));
  const titles = data.levers.map(({ title, unit }) =>
    broken(`${title}${unitWords(unit)}`, panel / charWidth(14, true), 2),
  );
  const groups = data.levers.map((lever) => grouped(lever, data));
  const needed = groups.map((labels) => labels.reduce((sum, label) => sum + labelHeight(label, text), 0));
  const head = 12 + 18 * Math.max(...titles.map(({ length }) => length));
  const height = Math.max(HEIGHT, ...needed);
  const step = head + height + 52;
  const rows = Math.ceil(data.levers.length / across);
  const { svg, picture, colours } = sheet(words, rows * step, options);
  data.levers.forEach((lever, k) => {
    const left = edge + (k % across) * (panel + GAP);
    const top = Math.floor(k / across) * step + head + 4;
    lines(picture, titles[k]!, { x: rounded(left), y: rounded(top - head + 14), step: 18, size: 14 }).attr(
      'font-weight',
      600,
    );
    const all = lever.values
      .flatMap((values) => extent(values as number[]))
      .filter((value) => value !== undefined);
    const y = amounts(Math.min(0, ...all), Math.max(0, ...all), [top + height, top]);
    const from = left + axisRoom(y, 3);
    const weeks = Math.max(1, ...lever.values.map(({ length }) => length));
    const x = scaleLinear()
      .domain([0, weeks])
      .range([from, left + panel - text - 14]);
    axisBeside(picture, y, from, { colours, ticks: 3, grid: x.range()[1]! - from });
    const values = weekTicks(0, weeks, Math.max(1, Math.floor((x.range()[1]! - from) / 56)));
    axisBelow(picture, x, top + height, { colours, ticks: values.length, values, format: String });
    const plot = picture.append('g').attr('data-plot', k) as Part;
    scaled(plot, 'x', x);
    scaled(plot, 'y', y);
    data.policies.forEach(({ place }, p) => stepped(plot, place, lever.values[p] ?? [], x, y, options));
    const labels = groups[k]!;
    const wanted = labels.map(({ at }) => (at === at ? y(at) : top + height));
    const places = settled(
      wanted,
      labels.map((label) => labelHeight(label, text)),
      top - 8,
      top + height + 26,
    );
    labels.forEach((label, n) =>
      labelled(picture, label, left + panel - text, places[n]!, text, options.theme, colours.quiet),
    );
  });
  return svg.node()!;
}

// Week t stands from t − 1 to t.
function stepped(
  plot: Part,
  place: number,
  values: ArrayLike<number>,
  x: Linear,
  y: Linear,
  { theme }: ChartOptions,
): void {
  const n = values.length;
  if (n === 0) return;
  const { colour, dash } = policyLook(place, theme);
  const shape = line<number>()
    .defined((t) => values[Math.min(t, n - 1)] === values[Math.min(t, n - 1)])
    .x((t) => x(t))
    .y((t) => y(values[Math.min(t, n - 1)]!))
    .curve(curveStepAfter)
    .digits(1);
  plot
    .append('path')
    .attr('d', shape(turns(values)) ?? '')
    .attr('data-policy', place)
    .attr('fill', 'none')
    .attr('stroke', colour)
    .attr('stroke-width', 2.5)
    .attr('stroke-dasharray', dash);
}

/** The weeks at which a value changes, with the first and the end: a step line needs no others. */
function turns(values: ArrayLike<number>): number[] {
  const kept = [0];
  for (let t = 1; t < values.length; t++) if (!Object.is(values[t], values[t - 1])) kept.push(t);
  return [...kept, values.length];
}

interface Group extends Named {
  readonly value: string;
  readonly at: number;
}

// Policies with the same values in every week are named together, with the look of the first.
function grouped({ values, digits }: Lever, { policies }: LeversData): Group[] {
  const groups = new Map<string, Group>();
  policies.forEach(({ name, place }, p) => {
    const own = values[p] ?? [];
    const key = Array.from(own).join(' ');
    const last = own.length === 0 ? NaN : own[own.length - 1]!;
    const found = groups.get(key);
    groups.set(
      key,
      found
        ? { ...found, name: `${found.name}, ${name}` }
        : { name, place, at: last, value: valueWords(own, digits) },
    );
  });
  const found = Array.from(groups.values());
  return found.length === 1 && policies.length > 1 ? [{ ...found[0]!, name: 'all policies' }] : found;
}

function valueWords(values: ArrayLike<number>, digits: number): string {
  const changes = turns(values).length - 2;
  if (values.length === 0) return '';
  const [first, last] = [said(values[0]!, digits), said(values[values.length - 1]!, digits)];
  return changes <= 0 ? first : `${first}, at the end ${last}`;
}

export function leversWords(data: LeversData): Words {
  const { levers: all, policies, facts } = data;
  const differing = all.filter((lever) => grouped(lever, data).length > 1).map(({ title }) => title);
  return {
    title: 'What each policy does, week by week',
    lead: 'A panel for each lever; a line steps where a policy changes it.',
    summary:
      `Step lines, a panel for each lever and in it a line for each policy. Across: weeks. Up: the lever. ` +
      all
        .map(
          (lever) =>
            `${lever.title}${unitWords(lever.unit)}: ${grouped(lever, data)
              .map(({ name, value }) => `${name} ${value}`)
              .join('; ')}.`,
        )
        .join(' ') +
      (policies.length < 2
        ? ''
        : differing.length === 0
          ? ' The policies have the same levers.'
          : ` The policies differ in: ${differing.join(', ')}.`),
    foot: [...(facts.remarks ?? []), factsLine(`${policies.length} policies`, facts)],
  };
}

/** The weeks at which anything changes: a row a lever, policy and week from which it holds. */
export function leversTable({ policies, levers: all }: LeversData): ChartTable {
  return {
    caption: 'The levers of each policy, and from which week on they stand there',
    columns: [
      { title: 'Lever', numeric: false },
      { title: 'Policy', numeric: false },
      { title: 'From week', numeric: true, digits: 0 },
      { title: 'Value', numeric: true },
    ],
    rows: all.flatMap(({ title, unit, values }) =>
      policies.flatMap(({ name }, p) =>
        turns(values[p] ?? [])
          .slice(0, -1)
          .slice(0, 60)
          .map((t) => [`${title}${unitWords(unit)}`, name, t + 1, cell(values[p]?.[t])]),
      ),
    ),
  };
}
