// The same runs made twice: what a file tells of them above what came out here, a pair of lines a policy on one axis. A line is
// what 9 of 10 runs lie between, its mark the middle run; hollow and dashed in the file, filled and whole here.

import { amounts, axisBelow, scaled } from './axes.ts';
import type { Linear } from './axes.ts';
import { charWidth, sentence, sheet, shortened, sizes, textWidth } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { capital, cell, factsLine, listed, rounded, said, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

/** Of the runs of one policy; null where none has a value. */
export interface Between {
  readonly median: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
}

export interface AgainData {
  readonly measure: MeasureWords;
  readonly rows: readonly (Named & { readonly theirs: Between; readonly ours: Between })[];
  /** Which engine made them: 'palinode 1.2'. */
  readonly theirs: string;
  readonly ours: string;
  readonly runs: number;
  readonly facts: Facts;
}

const SIDES = ['in the file', 'here'] as const;
const NAME = 24;
const LINE = 22;
const GAP = 12;

export function again(data: AgainData, options: ChartOptions): SVGSVGElement {
  const words = againWords(data);
  const known = data.rows.flatMap(({ theirs, ours }) => [theirs, ours]).flatMap(numbersOf);
  if (known.length === 0) return sentence(words, 'No run has a value to compare.', options);
  const { width, edge } = sizes(options);
  const left = edge + textWidth(SIDES[0], 13) + 8;
  const x = amounts(Math.min(...known), Math.max(...known), [left, width - edge - 12]);
  const block = NAME + 2 * LINE + GAP;
  const floor = data.rows.length * block + 4;
  const { svg, picture, colours } = sheet(words, floor + 46, options);
  const plot = picture.append('g').attr('data-plot', 'again') as Part;
  scaled(plot, 'x', x);
  data.rows.forEach(({ name, place, theirs, ours }, k) => {
    const top = k * block;
    write(picture, shortened(name, (width - 2 * edge) / charWidth(14, true)), edge, top + 16, 14).attr(
      'font-weight',
      600,
    );
    const { colour } = policyLook(place, options.theme);
    [theirs, ours].forEach((between, side) => {
      const y = top + NAME + side * LINE + LINE / 2;
      write(picture, SIDES[side]!, edge, y + 4, 13).attr('fill', colours.quiet);
      drawn(plot, between, side, x, y, colour, colours.paper);
    });
  });
  const ticks = Math.max(2, Math.floor((width - left) / 90));
  axisBelow(picture, x, floor, { colours, ticks });
  const title = `${data.measure.title}${unitWords(data.measure.unit)}`;
  write(picture, shortened(title, (width - left - edge) / charWidth(13)), left, floor + 40, 13).attr(
    'fill',
    colours.quiet,
  );
  return svg.node()!;
}

function write(parent: Part, text: string, x: number, y: number, size: number): Part<SVGTextElement> {
  return parent
    .append('text')
    .attr('x', rounded(x))
    .attr('y', rounded(y))
    .attr('font-size', size)
    .text(text) as unknown as Part<SVGTextElement>;
}

function drawn(
  plot: Part,
  { median, p05, p95 }: Between,
  side: number,
  x: Linear,
  y: number,
  colour: string,
  paper: string,
): void {
  const group = plot.append('g').attr('data-side', side === 0 ? 'theirs' : 'ours');
  if (p05 !== null && p95 !== null)
    group
      .append('line')
      .attr('x1', rounded(x(p05)))
      .attr('x2', rounded(x(p95)))
      .attr('y1', y)
      .attr('y2', y)
      .attr('stroke', colour)
      .attr('stroke-width', 3)
      .attr('stroke-dasharray', side === 0 ? '5 3' : null);
  if (median === null) return;
  group
    .append('circle')
    .attr('cx', rounded(x(median)))
    .attr('cy', y)
    .attr('r', 5.5)
    .attr('fill', side === 0 ? paper : colour)
    .attr('stroke', colour)
    .attr('stroke-width', 2);
}

function numbersOf({ median, p05, p95 }: Between): number[] {
  return [median, p05, p95].filter((value) => value !== null);
}

export function againWords({ measure, rows, theirs, ours, runs, facts }: AgainData): Words {
  const number = (value: number | null): string => said(value ?? NaN, measure.digits);
  const each = rows.map(
    ({ name, theirs: a, ours: b }) =>
      `${name} ${number(a.median)} (${number(a.p05)} to ${number(a.p95)}) in the file, ${number(b.median)} (${number(b.p05)} to ${number(b.p95)}) here`,
  );
  const moved = rows.filter(({ theirs: a, ours: b }) => a.median !== b.median).map(({ name }) => name);
  const title =
    moved.length === 0
      ? `${measure.title}: the middle run is the same, the range of 9 of 10 runs is not`
      : `${measure.title}: the middle run is another under ${listed(moved)}`;
  return {
    title: capital(title),
    lead: `A line is what 9 of 10 runs lie between, its mark the middle run. Dashed and hollow: in the file (${theirs}); whole and filled: here (${ours}).`,
    summary: `For each policy two lines, one of the file and one of here. Across: ${measure.title}${unitWords(measure.unit)}. ${each.join('. ')}.`,
    foot: [factsLine(`${runs} paired runs`, facts)],
  };
}

export function againTable({ measure, rows }: AgainData): ChartTable {
  const number = (title: string) => ({ title, numeric: true, digits: measure.digits });
  return {
    caption: `${measure.title}${unitWords(measure.unit)}: the middle run, and between what 9 of 10 runs lie`,
    columns: [
      { title: 'Policy', numeric: false },
      ...SIDES.flatMap((side) => [
        number(`middle run, ${side}`),
        number(`from, ${side}`),
        number(`to, ${side}`),
      ]),
    ],
    rows: rows.map(({ name, theirs, ours }) => [
      name,
      ...[theirs, ours].flatMap(({ median, p05, p95 }) => [median, p05, p95].map(cell)),
    ]),
  };
}
