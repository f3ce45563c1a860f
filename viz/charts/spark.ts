// Small pictures without words of their own, for cards and for the strip of past runs: lines over time, and dots around zero.
// What they show is in their title; the whole chart is a step away.

import { extent, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { line } from 'd3-shape';
import { COLOURS } from './colours.ts';
import { ascending, height as heightOf, shares, stacked } from './dots.ts';
import type { ChartOptions, Part } from './frame.ts';
import { policyLook } from './looks.ts';
import { rounded } from './words.ts';

export interface SparkOptions extends ChartOptions {
  readonly height?: number;
}

function small(
  title: string,
  { document, width = 120, height = 32, id = 'spark' }: SparkOptions,
): Part<SVGSVGElement> {
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const svg = select<SVGSVGElement, unknown>(node) as unknown as Part<SVGSVGElement>;
  svg
    .attr('width', width)
    .attr('height', height)
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('role', 'img')
    .attr('aria-labelledby', `${id}-title`);
  svg.append('title').attr('id', `${id}-title`).text(title);
  return svg;
}

export interface SparkLine {
  readonly place: number;
  /** Over time; NaN is a gap. */
  readonly values: ArrayLike<number>;
}

/** Lines over time on one scale from zero. */
export function sparkline(
  { title, lines }: { readonly title: string; readonly lines: readonly SparkLine[] },
  options: SparkOptions,
): SVGSVGElement {
  const { width = 120, height = 32, theme } = options;
  const svg = small(title, options);
  const high = max(lines, ({ values }) => max(values as number[])) ?? 0;
  const y = scaleLinear()
    .domain([0, high || 1])
    .range([height - 2, 3]);
  for (const { place, values } of lines) {
    const { colour, dash } = policyLook(place, theme);
    const x = scaleLinear()
      .domain([0, Math.max(1, values.length - 1)])
      .range([2, width - 2]);
    const shape = line<number>()
      .defined((value) => value === value)
      .x((_, t) => x(t))
      .y((value) => y(value))
      .digits(1);
    svg
      .append('path')
      .attr('d', shape(values as number[]) ?? '')
      .attr('data-policy', place)
      .attr('fill', 'none')
      .attr('stroke', colour)
      .attr('stroke-width', 1.75)
      .attr('stroke-dasharray', dash);
  }
  return svg.node()!;
}

export interface ThumbRow {
  readonly place: number;
  readonly differences: ArrayLike<number>;
}

const DOTS = 20;

/** Rows of at most twenty dots around a zero rule. */
export function thumbnail(
  { title, rows }: { readonly title: string; readonly rows: readonly ThumbRow[] },
  options: SparkOptions,
): SVGSVGElement {
  const { width = 160, theme = 'light' } = options;
  const all = rows.map(({ differences }) => shares(ascending(differences), DOTS));
  const [low = 0, high = 0] = extent(all.flat());
  const [from, to] = [Math.min(0, low), Math.max(0, high)];
  const x = scaleLinear()
    .domain(from === to ? [-1, 1] : [from - (to - from) / 20, to + (to - from) / 20])
    .range([8, width - 8]);
  const size = 5;
  const stacks = all.map((values) => stacked(values, x, size));
  const tall = stacks.map((dots) => Math.max(2, heightOf(dots)) * size + 6);
  const height = tall.reduce((a, b) => a + b, 4);
  const { ink, paper } = COLOURS[theme];
  const svg = small(title, { ...options, width, height });
  svg
    .append('line')
    .attr('x1', rounded(x(0)))
    .attr('x2', rounded(x(0)))
    .attr('y1', 1)
    .attr('y2', height - 1)
    .attr('stroke', ink)
    .attr('stroke-width', 1.5);
  let floor = 0;
  rows.forEach(({ place }, k) => {
    floor += tall[k]!;
    const { colour } = policyLook(place, theme);
    const group = svg.append('g').attr('data-policy', place).attr('fill', colour).attr('stroke', colour);
    for (const dot of stacks[k]!) {
      const circle = group
        .append('circle')
        .attr('cx', rounded(dot.x))
        .attr('cy', rounded(floor - (dot.level + 0.5) * size))
        .attr('r', 1.9);
      if (dot.open) circle.attr('fill', paper);
    }
  });
  return svg.node()!;
}
