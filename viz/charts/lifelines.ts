// A person in two worlds: where they stand from week to week under either policy, one lane below the other, and the week in
// which the worlds part. Until then nothing differs, for chance is the same in both.

import { scaleLinear } from 'd3-scale';
import { axisBelow, scaled, weekTicks } from './axes.ts';
import { COLOURS } from './colours.ts';
import type { Colours, StageName } from './colours.ts';
import { broken, charWidth, lines, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { filled, policyLook, stageLook } from './looks.ts';
import type { Named } from './looks.ts';
import { factsLine, rounded } from './words.ts';
import type { ChartTable, Facts, Words } from './words.ts';

export interface Span {
  readonly stage: StageName;
  readonly title: string;
  /** The first and the last week, both included. */
  readonly from: number;
  readonly to: number;
}

export interface Lane extends Named {
  /** One after the other, without gaps. */
  readonly spans: readonly Span[];
}

export interface LifelinesData {
  /** 'Person 1043'. */
  readonly person: string;
  readonly weeks: number;
  readonly lanes: readonly Lane[];
  /** The week in which the worlds part, and what parts them; null where they never do. */
  readonly parting: { readonly week: number; readonly text: string } | null;
  readonly facts: Facts;
}

export interface LifelinesOptions extends ChartOptions {
  /** A rule at this week. */
  readonly week?: number;
}

const BAR = 22;

export function lifelines(data: LifelinesData, options: LifelinesOptions): SVGSVGElement {
  const words = lifelinesWords(data);
  if (data.lanes.every(({ spans }) => spans.length === 0))
    return sentence(words, `Nothing is known of ${data.person} yet.`, options);
  const { width, edge } = sizes(options);
  const letters = (size: number, bold = false): number => (width - 2 * edge) / charWidth(size, bold);
  const told = data.lanes.map((lane) => ({
    name: broken(lane.name, letters(14, true) - 3, 2),
    story: broken(storyOf(lane), letters(13)),
  }));
  const heights = told.map(({ name, story }) => name.length * 18 + BAR + 10 + story.length * 17 + 14);
  const parting =
    data.parting === null ? [] : broken(`Week ${data.parting.week}: ${data.parting.text}`, letters(13));
  const floor = 8 + heights.reduce((a, b) => a + b, 0);
  const { svg, picture, colours } = sheet(words, floor + 48 + parting.length * 17, options);
  const x = scaleLinear()
    .domain([1, data.weeks + 1])
    .range([edge + 14, width - edge - 14]);
  const plot = picture.append('g').attr('data-plot', 'lifelines') as Part;
  scaled(plot, 'x', x);
  let top = 8;
  data.lanes.forEach((lane, k) => {
    const { name, story } = told[k]!;
    const { colour, mark } = policyLook(lane.place, options.theme);
    picture
      .append('path')
      .attr('d', mark)
      .attr('transform', `translate(${edge + 7},${rounded(top + 9)})`)
      .attr('fill', colour);
    lines(picture, name, { x: edge + 20, y: rounded(top + 14), step: 18, size: 14 })
      .attr('fill', colour)
      .attr('font-weight', 600);
    const bar = top + name.length * 18 + 4;
    lane.spans.forEach((span, n) => spanned(plot, span, lane.place, x, bar, options, `${k}-${n}`));
    lines(picture, story, { x: edge, y: rounded(bar + BAR + 17), step: 17, size: 13 });
    if (data.parting !== null)
      upright(plot, x(data.parting.week), bar - 4, bar + BAR + 4, colours, '4 3', 'parting');
    if (options.week !== undefined)
      upright(plot, x(options.week + 0.5), bar - 4, bar + BAR + 4, colours, null, 'week');
    top += heights[k]!;
  });
  const values = weekTicks(1, data.weeks, Math.max(2, Math.floor((width - 2 * edge) / 64)));
  axisBelow(picture, x, floor, { colours, ticks: values.length, values, format: String });
  picture
    .append('text')
    .attr('x', rounded(width / 2))
    .attr('y', rounded(floor + 36))
    .attr('text-anchor', 'middle')
    .attr('font-size', 12)
    .attr('fill', colours.quiet)
    .text('week');
  lines(picture, parting, { x: edge, y: rounded(floor + 58), step: 17, size: 13 }).attr('font-weight', 600);
  return svg.node()!;
}

function spanned(
  plot: Part,
  { stage, title, from, to }: Span,
  place: number,
  x: (week: number) => number,
  top: number,
  { theme = 'light', id = 'chart' }: ChartOptions,
  key: string,
): void {
  const { colour, fill } = stageLook(stage, theme);
  const group = plot.append('g').attr('data-policy', place).attr('data-stage', stage) as Part;
  const { paper, ink } = COLOURS[theme];
  group.append('title').text(`${title}, week ${from} to ${to}`);
  group
    .append('rect')
    .attr('x', rounded(x(from)))
    .attr('y', rounded(top))
    .attr('width', rounded(x(to + 1) - x(from)))
    .attr('height', BAR)
    .attr('fill', filled(group, `${id}-${key}`, colour, fill, paper))
    .attr('stroke', theme === 'forced' ? ink : paper)
    .attr('stroke-width', 1);
}

function upright(
  plot: Part,
  x: number,
  from: number,
  to: number,
  colours: Colours,
  dash: string | null,
  what: string,
): void {
  for (const [stroke, wide] of [
    [colours.paper, 6],
    [colours.ink, 2],
  ] as const)
    plot
      .append('line')
      .attr('data-rule', what)
      .attr('x1', rounded(x))
      .attr('x2', rounded(x))
      .attr('y1', rounded(from))
      .attr('y2', rounded(to))
      .attr('stroke', stroke)
      .attr('stroke-width', wide)
      .attr('stroke-dasharray', wide === 6 ? null : dash);
}

/** 'at risk · recruited in week 31 · in prison from week 90'. */
function storyOf({ spans }: Lane): string {
  return spans.map(({ title, from }, k) => (k === 0 ? title : `from week ${from} ${title}`)).join(' · ');
}

export function lifelinesWords({ person, weeks, lanes, parting, facts }: LifelinesData): Words {
  const together =
    parting === null
      ? 'the same in both worlds to the end'
      : `the same in both worlds until week ${parting.week}`;
  return {
    title: lanes.length < 2 ? person : `${person}: ${together}`,
    lead: 'One invented person, the same chance under either policy.',
    summary:
      `A bar for each policy that shows in which stage ${person} is. Across: weeks 1 to ${weeks}. ` +
      `${lanes.map((lane) => `${lane.name}: ${storyOf(lane)}`).join('; ')}. ${parting === null ? 'They never part.' : `They part in week ${parting.week}: ${parting.text}`}`,
    foot: [...(facts.remarks ?? []), factsLine('1 run of each policy', facts)],
  };
}

export function lifelinesTable({ person, lanes }: LifelinesData): ChartTable {
  return {
    caption: `Where ${person} stands, week by week`,
    columns: [
      { title: 'Policy', numeric: false },
      { title: 'Stage', numeric: false },
      { title: 'From week', numeric: true, digits: 0 },
      { title: 'To week', numeric: true, digits: 0 },
    ],
    rows: lanes.flatMap(({ name, spans }) => spans.map(({ title, from, to }) => [name, title, from, to])),
  };
}
