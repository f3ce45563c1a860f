// What if an assumption is wrong: the difference between two policies at either end of an assumption's range, all else as it
// is, the widest first. The ends say in words which is which; a bar over zero can flip the answer, and says so.

import { amounts, axisBelow, scaled, signedTick } from './axes.ts';
import type { Linear } from './axes.ts';
import type { Colours } from './colours.ts';
import { broken, charWidth, haloed, lines, sentence, sheet, sizes, textWidth } from './frame.ts';
import type { ChartOptions, Part } from './frame.ts';
import {
  capital,
  cell,
  count,
  factsLine,
  gap,
  listed,
  previewNote,
  rounded,
  said,
  sideWords,
  unitWords,
} from './words.ts';
import type { ChartTable, Facts, MeasureWords, Words } from './words.ts';

export interface TornadoEnd {
  /** Of the assumption. */
  readonly value: number;
  /** Policy minus baseline there, in the middle run or the mean; NaN while it has not been run. */
  readonly difference: number;
}

export interface TornadoRow {
  readonly title: string;
  readonly unit: string;
  /** Decimals of the assumption's value. */
  readonly digits: number;
  /** 'A' to 'H'. */
  readonly grade?: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** Whether it can flip the answer; without it: whether the ends lie on both sides of 0. */
  readonly flips?: boolean;
}

export interface TornadoData {
  readonly measure: MeasureWords;
  readonly policy: string;
  readonly baseline: string;
  /** The difference with every assumption as it stands. */
  readonly centre: number;
  /** What a difference is: 'the middle run', 'the mean of the runs'. */
  readonly of: string;
  readonly rows: readonly TornadoRow[];
  /** Runs at each end. */
  readonly runs: number;
  readonly facts: Facts;
}

const BESIDE = 640;
const NAME = 230;
const BAR = 16;
const LINE = 17;

export function tornado(data: TornadoData, options: ChartOptions): SVGSVGElement {
  const words = tornadoWords(data);
  const rows = sorted(data.rows);
  const all = rows.flatMap(({ low, high }) => [low.difference, high.difference]).filter((d) => d === d);
  if (all.length === 0)
    return sentence(
      words,
      rows.length === 0 ? 'No assumption has a range to try.' : 'No end of a range has been run yet.',
      options,
    );
  const { width, edge } = sizes(options);
  const beside = width >= BESIDE;
  const ends = 46;
  const range: [number, number] = beside
    ? [edge + NAME + ends, width - edge - ends]
    : [edge + ends, width - edge - ends];
  const shown = data.centre === data.centre ? [0, data.centre, ...all] : [0, ...all];
  const x = amounts(Math.min(...shown), Math.max(...shown), range);
  const letters = (beside ? NAME - 8 : width - 2 * edge) / charWidth(13.5);
  const names = rows.map((row) => broken(nameWords(row), letters, 3));
  const tall = names.map(({ length }, k) => (length + (flips(rows[k]!) ? 1 : 0)) * LINE);
  const step = tall.map((height) => (beside ? Math.max(44, height + 12) : height + 40));
  const top = 44;
  const floor = top + step.reduce((a, b) => a + b, 0);
  const { svg, picture, colours } = sheet(words, floor + 46, options);
  const plot = picture.append('g').attr('data-plot', 'tornado') as Part;
  scaled(plot, 'x', x);
  rules(picture, data, x, top, floor, edge, width, beside, colours);
  let y = top;
  rows.forEach((row, k) => {
    const middle = beside ? y + step[k]! / 2 : y + step[k]! - 18;
    const first = beside ? middle + 13 - tall[k]! / 2 : y + 18;
    titled(picture, names[k]!, flips(row), edge, first, colours);
    bar(plot, row, data, x, middle, colours);
    y += step[k]!;
  });
  const ticks = Math.max(2, Math.floor((range[1] - range[0]) / 90));
  axisBelow(picture, x, floor, { colours, ticks, format: signedTick(x) });
  const title = broken(
    `difference in ${data.measure.more}${unitWords(data.measure.unit)}, ${data.of}`,
    (width - 2 * edge) / charWidth(13),
    1,
  )[0]!;
  const half = textWidth(title, 12) / 2;
  const at = Math.max(edge + half, Math.min(width - edge - half, (range[0] + range[1]) / 2));
  picture
    .append('text')
    .attr('x', rounded(at))
    .attr('y', rounded(floor + 40))
    .attr('text-anchor', 'middle')
    .attr('font-size', 13)
    .attr('fill', colours.quiet)
    .text(title);
  return svg.node()!;
}

const span = ({ low, high }: TornadoRow): number => Math.abs(high.difference - low.difference) || 0;
const sorted = (rows: readonly TornadoRow[]): TornadoRow[] => rows.slice().sort((a, b) => span(b) - span(a));

/** Whether the answer is another one at one end than at the other. */
export function flips({ low, high, flips: known }: TornadoRow): boolean {
  return known ?? low.difference * high.difference < 0;
}

function nameWords({ title, unit, grade }: TornadoRow): string {
  return `${title}${unitWords(unit)}${grade === undefined ? '' : `, grade ${grade}`}`;
}

function titled(
  picture: Part,
  name: readonly string[],
  flip: boolean,
  x: number,
  y: number,
  colours: Colours,
): void {
  const at = { x, y: rounded(y), step: LINE, size: 13.5 };
  haloed(lines(picture, name, at), colours);
  if (!flip) return;
  const tag = lines(picture, ['can flip the answer'], { ...at, y: rounded(y + name.length * LINE) });
  haloed(tag, colours).attr('font-weight', 600);
}

function rules(
  picture: Part,
  { measure, centre, policy }: TornadoData,
  x: Linear,
  top: number,
  floor: number,
  edge: number,
  width: number,
  beside: boolean,
  colours: Colours,
): void {
  const upright = (at: number, stroke: string, wide: number, dash: string | null): void => {
    picture
      .append('line')
      .attr('x1', rounded(x(at)))
      .attr('x2', rounded(x(at)))
      .attr('y1', top - 8)
      .attr('y2', rounded(floor))
      .attr('stroke', stroke)
      .attr('stroke-width', wide)
      .attr('stroke-dasharray', dash);
  };
  upright(0, colours.ink, 2.5, null);
  if (centre === centre) upright(centre, colours.quiet, 1.5, '4 3');
  const [low, high] = sideWords(measure);
  const say = (
    text: string,
    at: number,
    y: number,
    anchor: string,
    room: number,
    weight: number | null,
  ): void => {
    picture
      .append('text')
      .attr('x', rounded(at))
      .attr('y', y)
      .attr('text-anchor', anchor)
      .attr('font-size', 13)
      .attr('font-weight', weight)
      .attr('fill', weight === null ? colours.quiet : colours.ink)
      .text(broken(text, room / charWidth(13, weight !== null), 1)[0]!);
  };
  say(`← ${low}${beside ? ` with ${policy}` : ''}`, x(0) - 8, 14, 'end', x(0) - 8 - edge, 600);
  say(`${high} →`, x(0) + 8, 14, 'start', width - edge - x(0) - 8, 600);
  if (centre !== centre) return;
  const text = `as it stands: ${gap(centre, measure)}`;
  const left = x(centre) > width / 2;
  say(
    text,
    x(centre) + (left ? -6 : 6),
    31,
    left ? 'end' : 'start',
    left ? x(centre) - edge : width - edge - x(centre),
    null,
  );
}

// Open at the low end of the assumption, full at the high one; the assumption's values are written at the ends.
function bar(
  plot: Part,
  { low, high, digits }: TornadoRow,
  { centre }: TornadoData,
  x: Linear,
  y: number,
  colours: Colours,
): void {
  const ends = [low, high].filter(({ difference }) => difference === difference);
  if (ends.length === 0) return;
  const group = plot.append('g').attr('data-row', 'bar') as Part;
  const places =
    ends.length === 2
      ? ends.map((end) => x(end.difference))
      : [x(ends[0]!.difference), x(centre === centre ? centre : ends[0]!.difference)];
  const [from, to] = [Math.min(...places), Math.max(...places)];
  group
    .append('rect')
    .attr('x', rounded(from))
    .attr('y', rounded(y - BAR / 2))
    .attr('width', rounded(to - from))
    .attr('height', BAR)
    .attr('fill', colours.quiet)
    .attr('fill-opacity', 0.35);
  for (const end of ends) {
    const at = x(end.difference);
    const outward =
      ends.length < 2 || at === (end === low ? from : to)
        ? at === from && from !== to
          ? -1
          : 1
        : at === from
          ? -1
          : 1;
    const side = from === to ? (end === low ? -1 : 1) : outward;
    group
      .append('circle')
      .attr('cx', rounded(at))
      .attr('cy', rounded(y))
      .attr('r', 5)
      .attr('data-end', end === low ? 'low' : 'high')
      .attr('fill', end === low ? colours.paper : colours.ink)
      .attr('stroke', colours.ink)
      .attr('stroke-width', 1.5);
    haloed(group.append('text'), colours)
      .attr('x', rounded(at + side * 9))
      .attr('y', rounded(y + 4))
      .attr('text-anchor', side < 0 ? 'end' : 'start')
      .attr('font-size', 12)
      .attr('fill', colours.quiet)
      .text(said(end.value, digits));
  }
}

export function tornadoWords({
  measure,
  policy,
  baseline,
  centre,
  of,
  rows,
  runs,
  facts,
}: TornadoData): Words {
  const ordered = sorted(rows);
  const flipping = ordered.filter(flips).map(({ title }) => title);
  const title =
    flipping.length === 0
      ? 'No assumption alone turns the answer around within its range'
      : `${capital(listed(flipping.slice(0, 3)))}${flipping.length > 3 ? ` and ${flipping.length - 3} more` : ''} can flip the answer`;
  const numbers = ordered.map(
    ({ title: name, low, high, digits }) =>
      `${name}: ${low.difference === low.difference ? gap(low.difference, measure) : 'not yet run'} at ${said(low.value, digits)}, ${high.difference === high.difference ? gap(high.difference, measure) : 'not yet run'} at ${said(high.value, digits)}`,
  );
  return {
    title,
    lead: `${policy} against ${baseline}, one assumption at a time: open end low, full end high, numbers are the assumption’s. Two together can do what neither does alone.`,
    summary:
      `Bars, one for each assumption, the widest first. Across: difference in ${measure.more}${unitWords(measure.unit)}, ${policy} minus ${baseline}, ${of}. ` +
      `As it stands: ${gap(centre, measure)}. ${numbers.join('; ')}. ${title}.`,
    note: previewNote(runs, facts),
    foot: [...(facts.remarks ?? []), factsLine(`${count(runs)} paired runs at each end`, facts)],
  };
}

export function tornadoTable({ measure, policy, baseline, of, rows }: TornadoData): ChartTable {
  const difference = (title: string) => ({ title, numeric: true, digits: measure.digits });
  return {
    caption: `Difference in ${measure.more}${unitWords(measure.unit)}, ${policy} minus ${baseline}, ${of}, at either end of each assumption’s range`,
    columns: [
      { title: 'Assumption', numeric: false },
      { title: 'low end', numeric: true },
      difference('difference there'),
      { title: 'high end', numeric: true },
      difference('difference there'),
      { title: 'can flip the answer', numeric: false },
    ],
    rows: sorted(rows).map((row) => [
      nameWords(row),
      row.low.value,
      cell(row.low.difference),
      row.high.value,
      cell(row.high.difference),
      flips(row) ? 'yes' : 'no',
    ]),
  };
}
