// One world beside the next: small panels, each a single run under two policies, all with the same axes. They show what a band
// hides, that runs differ from one another more than policies may do.

import { max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { amounts, axisBelow, axisBeside, axisRoom, scaled, weekTicks } from './axes.ts';
import { sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { legend, legendHeight } from './labels.ts';
import { policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { cell, factsLine, gap, rounded, sideWords, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface SeedsData {
  readonly measure: MeasureWords;
  readonly over?: string;
  readonly weeks: readonly number[];
  /** Two: the baseline and another, with a course for each replicate. */
  readonly policies: readonly (Named & { readonly courses: readonly ArrayLike<number>[] })[];
  /** Their numbers, from 0. */
  readonly replicates: readonly number[];
  readonly facts: Facts;
}

const PANELS = 12;
const HEIGHT = 92;
const GAP = 16;

export function seeds(data: SeedsData, options: ChartOptions): SVGSVGElement {
  const words = seedsWords(data);
  const shown = data.replicates.slice(0, PANELS);
  const all = data.policies.flatMap(({ courses }) => courses.slice(0, PANELS));
  const high = max(all, (course) => max(course as number[]));
  if (shown.length === 0 || high === undefined)
    return sentence(words, 'There is no run to show yet.', options);
  const { width, edge } = sizes(options);
  const across = width < 420 ? 2 : width < 760 ? 3 : 4;
  const labels = data.policies.map((policy) => ({ ...policy, value: '' }));
  const head = legendHeight(labels, width - 2 * edge) + 30;
  const y = amounts(Math.min(0, min(all, (course) => min(course as number[])) ?? 0), Math.max(0, high), [
    HEIGHT,
    0,
  ]);
  const room = axisRoom(y, 2);
  const panel = (width - 2 * edge - room - (across - 1) * GAP) / across;
  const step = 22 + HEIGHT + 28;
  const rows = Math.ceil(shown.length / across);
  const { svg, picture, colours } = sheet(words, head + rows * step + 12, options);
  legend(picture, labels, edge, width - 2 * edge, options.theme, colours.quiet);
  const say = (text: string, x: number, top: number, anchor: string, size = 12): void => {
    picture
      .append('text')
      .attr('x', rounded(x))
      .attr('y', rounded(top))
      .attr('text-anchor', anchor)
      .attr('font-size', size)
      .attr('fill', colours.quiet)
      .text(text);
  };
  say(
    `${data.measure.title}${data.over ? ` ${data.over}` : ''}${unitWords(data.measure.unit)}`,
    edge,
    head - 14,
    'start',
    13,
  );
  shown.forEach((replicate, k) => {
    const left = edge + room + (k % across) * (panel + GAP);
    const top = head + Math.floor(k / across) * step + 22;
    const own = y.copy().range([top + HEIGHT, top]);
    const x = scaleLinear()
      .domain([data.weeks[0]!, data.weeks.at(-1)!])
      .range([left, left + panel]);
    axisBeside(picture, own, left, {
      colours,
      ticks: 2,
      grid: panel,
      format: k % across === 0 ? (value) => String(value) : () => '',
    });
    const values = weekTicks(data.weeks[0]!, data.weeks.at(-1)!, Math.max(1, Math.floor(panel / 60)));
    axisBelow(picture, x, top + HEIGHT, { colours, ticks: values.length, values, format: String });
    const difference = differenceOf(data, k);
    say(`run ${replicate + 1}`, left, top - 6, 'start');
    picture
      .append('text')
      .attr('x', rounded(left + panel))
      .attr('y', rounded(top - 6))
      .attr('text-anchor', 'end')
      .attr('font-size', 12)
      .attr('font-weight', 600)
      .text(gap(difference, data.measure));
    const plot = picture.append('g').attr('data-plot', replicate) as Part;
    scaled(plot, 'x', x);
    scaled(plot, 'y', own);
    for (const { place, courses } of data.policies)
      course(plot, place, courses[k] ?? [], data.weeks, x, own, options);
  });
  say('week', edge + room + (width - 2 * edge - room) / 2, head + rows * step + 8, 'middle');
  return svg.node()!;
}

function course(
  plot: Part,
  place: number,
  values: ArrayLike<number>,
  weeks: readonly number[],
  x: (value: number) => number,
  y: (value: number) => number,
  { theme }: ChartOptions,
): void {
  const { colour, dash, mark } = policyLook(place, theme, 45);
  const shape = line<number>()
    .defined((value) => value === value)
    .x((_, t) => x(weeks[t]!))
    .y((value) => y(value))
    .digits(1);
  plot
    .append('path')
    .attr('d', shape(values as number[]) ?? '')
    .attr('data-policy', place)
    .attr('fill', 'none')
    .attr('stroke', colour)
    .attr('stroke-width', 2)
    .attr('stroke-dasharray', dash);
  const last = values.length - 1;
  if (last < 0 || values[last] !== values[last]) return;
  plot
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(${rounded(x(weeks[last]!))},${rounded(y(values[last]!))})`)
    .attr('fill', colour);
}

function endOf(values: ArrayLike<number> | undefined): number {
  return values === undefined || values.length === 0 ? NaN : values[values.length - 1]!;
}

/** The second policy minus the first, at the end. */
function differenceOf({ policies }: SeedsData, k: number): number {
  return policies.length < 2 ? NaN : endOf(policies[1]!.courses[k]) - endOf(policies[0]!.courses[k]);
}

export function seedsWords(data: SeedsData): Words {
  const { measure, policies, replicates, facts, weeks } = data;
  const shown = replicates.slice(0, PANELS);
  const gaps = shown.map((_, k) => differenceOf(data, k));
  const [low, high] = sideWords(measure);
  const [below, above, same] = [(d: number) => d < 0, (d: number) => d > 0, (d: number) => d === 0].map(
    (is) => gaps.filter(is).length,
  ) as [number, number, number];
  const [first, second] = policies.map(({ name }) => name);
  const pattern =
    second === undefined
      ? ''
      : [
          `${low} in ${below} of ${shown.length}`,
          ...(above > 0 ? [`${high} in ${above}`] : []),
          ...(same > 0 ? [`the same in ${same}`] : []),
        ].join(', ');
  return {
    title:
      second === undefined
        ? `${shown.length} single runs`
        : `${shown.length} single runs: ${second} ended with ${pattern}`,
    lead: `The same people and the same chance in each panel${second === undefined ? '' : `; the number is the difference at the end, ${second} minus ${first}`}.`,
    summary:
      `${shown.length} panels, each a single run. Across: weeks ${weeks[0] ?? 0} to ${weeks.at(-1) ?? 0}. Up: ${measure.title}${unitWords(measure.unit)}. ` +
      (second === undefined
        ? ''
        : `At the end, ${second} minus ${first}: ${shown.map((r, k) => `run ${r + 1} ${gap(gaps[k]!, measure)}`).join(', ')}. In all: ${pattern}.`),
    foot: [...(facts.remarks ?? []), factsLine(`${shown.length} runs shown`, facts)],
  };
}

export function seedsTable(data: SeedsData): ChartTable {
  const { measure, policies, replicates } = data;
  const number = (title: string) => ({ title, numeric: true, digits: measure.digits });
  return {
    caption: `${measure.title}${unitWords(measure.unit)} at the end of single runs`,
    columns: [
      { title: 'Run', numeric: true, digits: 0 },
      ...policies.map(({ name }) => number(name)),
      ...(policies.length < 2 ? [] : [number('difference')]),
    ],
    rows: replicates
      .slice(0, PANELS)
      .map((replicate, k) => [
        replicate + 1,
        ...policies.map(({ courses }) => cell(endOf(courses[k]))),
        ...(policies.length < 2 ? [] : [cell(differenceOf(data, k))]),
      ]),
  };
}
