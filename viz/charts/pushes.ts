// What moved people, in the model: the difference that each mechanism makes to an outcome, policy by policy, from matched runs
// with the mechanism switched off. A bar to the middle run and a whisker over nine of ten runs, on one axis through zero.

import { median, quantileSorted } from 'd3-array';
import { amounts, axisBelow, scaled, signedTick } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours } from './colours.ts';
import { ascending } from './dots.ts';
import { broken, charWidth, haloed, lines, sentence, sheet, sizes } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import { filled, policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { cell, count, factsLine, gap, previewNote, rounded, said, sideWords, unitWords } from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface Push {
  /** The mechanism: 'stories of former members', 'fear of prison'. */
  readonly title: string;
  /** For each policy of the data: the outcome as it is minus the outcome without the mechanism, by replicate. */
  readonly differences: readonly ArrayLike<number>[];
}

export interface PushesData {
  readonly measure: MeasureWords;
  readonly policies: readonly Named[];
  readonly mechanisms: readonly Push[];
  readonly facts: Facts;
}

interface Bar {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly n: number;
}

const BESIDE = 640;
const NAME = 190;
const VALUE = 210;
const BAR = 12;

export function pushes(data: PushesData, options: ChartOptions): SVGSVGElement {
  const words = pushesWords(data);
  const bars = data.mechanisms.map(({ differences }) =>
    data.policies.map((_, k) => barOf(differences[k] ?? [])),
  );
  const all = bars.flat().filter(({ n }) => n > 0);
  if (all.length === 0) return sentence(words, 'No run without a mechanism has been made yet.', options);
  const { width, edge } = sizes(options);
  const beside = width >= BESIDE;
  const step = beside ? 26 : 46;
  const titles = data.mechanisms.map(({ title }) =>
    broken(title, (width - 2 * edge) / charWidth(15, true), 2),
  );
  const heights = titles.map(({ length }) => 12 + length * 19 + data.policies.length * step + 8);
  const top = 26;
  const floor = top + heights.reduce((a, b) => a + b, 0);
  const range: [number, number] = beside
    ? [edge + NAME, width - edge - VALUE]
    : [edge + 18, width - edge - 18];
  const x = amounts(
    Math.min(0, ...all.map(({ low }) => low)),
    Math.max(0, ...all.map(({ high }) => high)),
    range,
  );
  const { svg, picture, colours } = sheet(words, floor + 46, options);
  const plot = picture.append('g').attr('data-plot', 'pushes') as Part;
  scaled(plot, 'x', x);
  heading(picture, data, x, edge, width, beside);
  let y = top;
  data.mechanisms.forEach((_, m) => {
    rule(picture, edge, width - edge, y, colours);
    lines(picture, titles[m]!, { x: edge, y: y + 20, step: 19, size: 15 }).attr('font-weight', 600);
    zero(
      plot,
      x(0),
      beside ? y + 8 + titles[m]!.length * 19 : y + 12 + titles[m]!.length * 19,
      y + heights[m]!,
      colours,
    );
    data.policies.forEach((policy, k) => {
      const middle = y + 12 + titles[m]!.length * 19 + k * step + (beside ? step / 2 : 33);
      drawn(plot, bars[m]![k]!, policy, x, middle, data, options, colours, `${m}-${k}`);
      told(picture, bars[m]![k]!, policy, data, beside, edge, width, middle, options, colours);
    });
    y += heights[m]!;
  });
  const ticks = Math.max(2, Math.floor((range[1] - range[0]) / 90));
  axisBelow(picture, x, floor, { colours, ticks, format: signedTick(x) });
  picture
    .append('text')
    .attr('x', rounded((range[0] + range[1]) / 2))
    .attr('y', rounded(floor + 40))
    .attr('text-anchor', 'middle')
    .attr('font-size', 13)
    .attr('fill', colours.quiet)
    .text(`difference in ${data.measure.more}, in the model`);
  return svg.node()!;
}

function barOf(differences: ArrayLike<number>): Bar {
  const sorted = ascending(differences);
  const at = (p: number): number => quantileSorted(sorted, p) ?? NaN;
  return { low: at(0.05), middle: median(sorted) ?? NaN, high: at(0.95), n: sorted.length };
}

function heading(
  picture: Part,
  { measure }: PushesData,
  x: Linear,
  edge: number,
  width: number,
  beside: boolean,
): void {
  const [low, high] = sideWords(measure);
  const say = (text: string, at: number, anchor: string, room: number): void => {
    picture
      .append('text')
      .attr('x', rounded(at))
      .attr('y', 14)
      .attr('text-anchor', anchor)
      .attr('font-weight', 600)
      .text(broken(text, room / charWidth(14, true), 1)[0]!);
  };
  say(`← ${low}${beside ? ' with it' : ''}`, x(0) - 8, 'end', x(0) - 8 - edge);
  say(`${high}${beside ? ' with it' : ''} →`, x(0) + 8, 'start', width - edge - x(0) - 8);
}

function rule(picture: Part, from: number, to: number, y: number, colours: Colours): void {
  picture
    .append('line')
    .attr('x1', from)
    .attr('x2', to)
    .attr('y1', rounded(y))
    .attr('y2', rounded(y))
    .attr('stroke', colours.rule);
}

function zero(plot: Part, x: number, from: number, to: number, colours: Colours): void {
  plot
    .append('line')
    .attr('x1', rounded(x))
    .attr('x2', rounded(x))
    .attr('y1', rounded(from))
    .attr('y2', rounded(to))
    .attr('stroke', colours.ink)
    .attr('stroke-width', 2);
}

function drawn(
  plot: Part,
  { low, middle, high, n }: Bar,
  policy: Named,
  x: Linear,
  y: number,
  data: PushesData,
  { theme, id = 'chart' }: ChartOptions,
  colours: Colours,
  key: string,
): void {
  if (n === 0) return;
  const { colour, mark } = policyLook(policy.place, theme);
  const group = plot.append('g').attr('data-policy', policy.place) as Part;
  const fill =
    n < (data.facts.asked ?? 0) ? filled(group, `${id}-${key}`, colour, 'hatched', colours.paper) : colour;
  group
    .append('rect')
    .attr('x', rounded(Math.min(x(0), x(middle))))
    .attr('y', rounded(y - BAR / 2))
    .attr('width', rounded(Math.abs(x(middle) - x(0))))
    .attr('height', BAR)
    .attr('fill', fill)
    .attr('fill-opacity', 0.55);
  for (const [stroke, wide] of [
    [colours.paper, 5],
    [colour, 2],
  ] as const)
    whisker(group, x(low), x(high), y, stroke, wide);
  group
    .append('path')
    .attr('d', mark)
    .attr('transform', `translate(${rounded(x(middle))},${rounded(y)})`)
    .attr('fill', colour)
    .attr('stroke', colours.paper);
}

function whisker(group: Part, from: number, to: number, y: number, stroke: string, wide: number): void {
  group
    .append('line')
    .attr('x1', rounded(from))
    .attr('x2', rounded(to))
    .attr('y1', rounded(y))
    .attr('y2', rounded(y))
    .attr('stroke', stroke)
    .attr('stroke-width', wide);
}

// The name and the numbers of a bar: at its left and right, or above it.
function told(
  picture: Part,
  bar: Bar,
  { name, place }: Named,
  { measure }: PushesData,
  beside: boolean,
  edge: number,
  width: number,
  middle: number,
  { theme }: ChartOptions,
  colours: Colours,
): void {
  const { colour } = policyLook(place, theme);
  const value = valueWords(bar, measure);
  const say = (text: string, x: number, y: number, room: number, fill: string): void => {
    haloed(picture.append('text'), colours)
      .attr('x', x)
      .attr('y', rounded(y))
      .attr('font-size', 13)
      .attr('fill', fill)
      .text(broken(text, room / charWidth(13), 1)[0]!);
  };
  if (beside) {
    say(name, edge + 12, middle + 4, NAME - 20, colour);
    say(value, width - edge - VALUE + 14, middle + 4, VALUE - 14, colours.quiet);
  } else {
    say(name, edge, middle - 26, width - 2 * edge, colour);
    say(value, edge, middle - 11, width - 2 * edge, colours.quiet);
  }
}

function valueWords({ low, middle, high, n }: Bar, measure: MeasureWords): string {
  if (n === 0) return 'no runs yet';
  return low === high ? gap(middle, measure) : `${gap(middle, measure)} (${signedRange(low, high, measure)})`;
}

const signedRange = (low: number, high: number, { digits }: MeasureWords): string =>
  `${plus(low, digits)} to ${plus(high, digits)}`;
const plus = (value: number, digits: number): string =>
  Number(value.toFixed(digits)) > 0 ? `+${said(value, digits)}` : said(value, digits);

export function pushesWords({ measure, policies, mechanisms, facts }: PushesData): Words {
  const bars = mechanisms.map(({ differences }) => policies.map((_, k) => barOf(differences[k] ?? [])));
  const runs = Math.max(0, ...bars.flat().map(({ n }) => n));
  const most = mechanisms
    .map(({ title }, m) => ({
      title,
      size: Math.max(0, ...bars[m]!.map(({ middle }) => Math.abs(middle) || 0)),
    }))
    .reduce((a, b) => (b.size > a.size ? b : a), { title: '', size: 0 });
  const pattern =
    most.size > 0
      ? `In the model, ‘${most.title}’ made the largest difference.`
      : 'In the model, none made a difference in the middle run.';
  return {
    title:
      most.size > 0
        ? `In the model, ‘${most.title}’ made the largest difference to ${measure.more}`
        : `In the model, nothing that was switched off made a difference to ${measure.more}`,
    lead: 'Each bar: runs as they are, minus the same runs with that mechanism switched off. Line: 9 of 10 runs.',
    summary:
      `Bars from a zero rule, a group for each mechanism and in it a bar for each policy. Across: difference in ${measure.more}${unitWords(measure.unit)} ` +
      `that the mechanism makes in the model. ${mechanisms.map(({ title }, m) => `${title}: ${policies.map(({ name }, k) => `${name} ${valueWords(bars[m]![k]!, measure)}`).join(', ')}`).join('; ')}. ${pattern}`,
    note: previewNote(runs, facts),
    foot: [...(facts.remarks ?? []), factsLine(`${count(runs)} matched runs`, facts)],
  };
}

export function pushesTable({ measure, policies, mechanisms }: PushesData): ChartTable {
  const column = (title: string) => ({ title, numeric: true, digits: measure.digits });
  return {
    caption: `Difference in ${measure.more}${unitWords(measure.unit)} that each mechanism makes, in the model`,
    columns: [
      { title: 'Mechanism', numeric: false },
      { title: 'Policy', numeric: false },
      ...['5 of 100 runs are below', 'middle run', '5 of 100 runs are above'].map(column),
      { title: 'runs', numeric: true, digits: 0 },
    ],
    rows: mechanisms.flatMap(({ title, differences }) =>
      policies.map(({ name }, k) => {
        const { low, middle, high, n } = barOf(differences[k] ?? []);
        return [title, name, cell(low), cell(middle), cell(high), n];
      }),
    ),
  };
}
