// What every chart shares: the sheet of paper, the words around the picture, and the few colours. Presentation attributes
// only, no style sheet and no script, so that a chart is the same file wherever it is shown; and what is said in colour is
// said in words or shape too.

import { format } from 'd3-format';
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3-shape';

export type Part<E extends SVGElement = SVGGElement> = Selection<E, unknown, null, undefined>;

export interface ChartOptions {
  /** The document that the chart is made in; a chart has no other. */
  readonly document: Document;
  /** Pixels. Default 960. */
  readonly width?: number;
  /** Begins the ids in the chart, which must be its own in a page. */
  readonly id?: string;
}

export const INK = '#1c1e21';
export const QUIET = '#5c5f66';
export const RULE = '#d5d7db';
export const PAPER = '#ffffff';
export const FONT = "'Source Sans 3', Arial, sans-serif";

/** Line, fill and text of policies, the baseline first: 4.5 to 1 on white, and apart in every kind of colour vision. */
export const POLICY_COLOURS = ['#777575', '#ba550b', '#0d422f', '#1a6bfe', '#652d6f'] as const;
const MARKS = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolStar] as const;

/** The look of the k-th policy that is not the baseline; after four they begin again, for each is named where it stands. */
export function policyLook(k: number): { readonly colour: string; readonly mark: string } {
  const place = 1 + (k % (POLICY_COLOURS.length - 1));
  return { colour: POLICY_COLOURS[place]!, mark: symbol(MARKS[place]!, 70)()! };
}

export interface Sheet {
  readonly svg: Part<SVGSVGElement>;
  /** Where the picture goes, below the title. */
  readonly picture: Part;
  /** The height of what stands above the picture. */
  readonly top: number;
}

export interface Words {
  readonly title: string;
  /** One line under the title. */
  readonly lead: string;
  /** What the picture shows, for who cannot see it: numbers included. */
  readonly summary: string;
  /** Facts at the foot: lines of them. */
  readonly foot: readonly string[];
}

const EDGE = 24;
const FOOT_LINE = 15;

/** A sheet for a picture of this height. */
export function sheet(
  words: Words,
  height: number,
  { document, width = 960, id = 'chart' }: ChartOptions,
): Sheet {
  const titles = broken(words.title, (width - 2 * EDGE) / charWidth(20));
  const leads = broken(words.lead, (width - 2 * EDGE) / charWidth(14));
  const feet = words.foot.flatMap((line) => broken(line, (width - 2 * EDGE) / charWidth(12)));
  const top = EDGE + titles.length * 25 + leads.length * 20 + 8;
  const whole = top + height + 14 + feet.length * FOOT_LINE + EDGE / 2;
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const svg: Part<SVGSVGElement> = select<SVGSVGElement, unknown>(node)
    .attr('width', width)
    .attr('height', whole)
    .attr('viewBox', `0 0 ${width} ${whole}`)
    .attr('role', 'img')
    .attr('aria-labelledby', `${id}-title ${id}-summary`)
    .attr('font-family', FONT)
    .attr('font-size', 14)
    .attr('fill', INK) as unknown as Part<SVGSVGElement>;
  svg.append('title').attr('id', `${id}-title`).text(words.title);
  svg.append('desc').attr('id', `${id}-summary`).text(words.summary);
  svg.append('rect').attr('width', width).attr('height', whole).attr('fill', PAPER);
  lines(svg, titles, { x: EDGE, y: EDGE + 14, step: 25, size: 20 }).attr('font-weight', 600);
  lines(svg, leads, { x: EDGE, y: EDGE + 14 + titles.length * 25 - 2, step: 20, size: 14 }).attr(
    'fill',
    QUIET,
  );
  lines(svg, feet, { x: EDGE, y: top + height + 24, step: FOOT_LINE, size: 12 }).attr('fill', QUIET);
  const picture = svg.append('g').attr('transform', `translate(0,${top})`) as unknown as Part;
  return { svg, picture, top };
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly step: number;
  readonly size: number;
}

/** Lines of text, one below the other. */
export function lines<E extends SVGElement>(
  parent: Part<E>,
  text: readonly string[],
  { x, y, step, size }: Placed,
): Part {
  const group = parent.append('g').attr('font-size', size) as unknown as Part;
  text.forEach((line, k) => {
    group
      .append('text')
      .attr('x', x)
      .attr('y', y + k * step)
      .text(line);
  });
  return group;
}

/** The width of a letter, about: a chart is made where nothing can be measured. */
export function charWidth(size: number): number {
  return 0.56 * size;
}

/** Text broken between words, so that a line has at most so many letters; a longer word is cut. */
export function broken(text: string, letters: number, most = Infinity): string[] {
  const found: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      found.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  found.push(line);
  const kept = found.length <= most ? found : [...found.slice(0, most - 1), found.slice(most - 1).join(' ')];
  return kept.map((each) => shortened(each, Math.max(4, Math.floor(letters))));
}

function shortened(text: string, letters: number): string {
  const characters = Array.from(text);
  return characters.length <= letters ? text : `${characters.slice(0, letters - 1).join('')}…`;
}

const thousands = format(',');

/** '12,500'. */
export function count(value: number): string {
  return thousands(value);
}
