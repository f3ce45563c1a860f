// What every chart shares: the sheet of paper, the words around the picture, and text that fits. Presentation attributes
// only, no style sheet and no script, so that a chart is the same file wherever it is shown; and what is said in colour is
// said in words or shape too.

import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import { COLOURS } from './colours.ts';
import type { Colours, Theme } from './colours.ts';
import type { Words } from './words.ts';

export type Part<E extends SVGElement = SVGGElement> = Selection<E, unknown, null, undefined>;

export interface ChartOptions {
  /** The document that the chart is made in; a chart has no other. */
  readonly document: Document;
  /** Pixels, 280 at least. Default 960. */
  readonly width?: number;
  /** Begins the ids in the chart, which must be its own in a page. */
  readonly id?: string;
  /** Default 'light', as every export is. */
  readonly theme?: Theme;
  /** The picture alone, without the drawn title, lead and foot: the page has a heading of its own. */
  readonly bare?: boolean;
}

export const FONT = "'Source Sans 3', Arial, sans-serif";
/** The least width of a sheet, and the width below which labels stand above the marks. */
export const NARROWEST = 280;
export const NARROW = 480;

export interface Sheet {
  readonly svg: Part<SVGSVGElement>;
  /** Where the picture goes, below the title. */
  readonly picture: Part;
  /** The height of what stands above the picture. */
  readonly top: number;
  readonly colours: Colours;
}

/** Pixels of the sheet, and of its empty edge on either side. */
export function sizes({ width = 960, bare = false }: Omit<ChartOptions, 'document'>): {
  readonly width: number;
  readonly edge: number;
} {
  const whole = Math.max(NARROWEST, width);
  return { width: whole, edge: bare ? 4 : whole < NARROW ? 12 : 24 };
}

const FOOT_LINE = 15;

/** A sheet for a picture of this height. */
export function sheet(words: Words, height: number, options: ChartOptions): Sheet {
  const { document, id = 'chart', theme = 'light', bare = false } = options;
  const { width, edge } = sizes(options);
  const colours = COLOURS[theme];
  const big = width < NARROW ? 17 : 20;
  const room = (size: number, bold = false): number => (width - 2 * edge) / charWidth(size, bold);
  const titles = bare ? [] : broken(words.title, room(big, true));
  const leads = bare ? [] : broken(words.lead, room(14));
  const notes = words.note === undefined ? [] : broken(words.note, room(14, true));
  const feet = bare ? [] : words.foot.flatMap((line) => broken(line, room(12)));
  const step = big + 5;
  const above = bare ? 0 : edge + titles.length * step + leads.length * 20 + 8;
  const top = above + notes.length * 20 + (notes.length > 0 ? 4 : 0);
  const whole = bare ? top + height + 4 : top + height + 14 + feet.length * FOOT_LINE + edge / 2;

  const node = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const svg: Part<SVGSVGElement> = select<SVGSVGElement, unknown>(node)
    .attr('width', width)
    .attr('height', whole)
    .attr('viewBox', `0 0 ${width} ${whole}`)
    .attr('role', 'img')
    .attr('aria-labelledby', `${id}-title ${id}-summary`)
    .attr('font-family', FONT)
    .attr('font-size', 14)
    .attr('fill', colours.ink) as unknown as Part<SVGSVGElement>;
  svg.append('title').attr('id', `${id}-title`).text(words.title);
  svg.append('desc').attr('id', `${id}-summary`).text(words.summary);
  svg.append('rect').attr('width', width).attr('height', whole).attr('fill', colours.paper);
  if (!bare) {
    lines(svg, titles, { x: edge, y: edge + 14, step, size: big }).attr('font-weight', 600);
    const y = edge + 14 + titles.length * step - 2;
    lines(svg, leads, { x: edge, y, step: 20, size: 14 }).attr('fill', colours.quiet);
    lines(svg, feet, { x: edge, y: top + height + 24, step: FOOT_LINE, size: 12 }).attr(
      'fill',
      colours.quiet,
    );
  }
  if (notes.length > 0)
    lines(svg, notes, { x: edge, y: above + 15, step: 20, size: 14 }).attr('font-weight', 600);
  const picture = svg.append('g').attr('transform', `translate(0,${top})`) as unknown as Part;
  return { svg, picture, top, colours };
}

/** A sheet that says in a sentence why there is no picture: never empty axes. */
export function sentence(words: Words, text: string, options: ChartOptions): SVGSVGElement {
  const { width, edge } = sizes(options);
  const said = broken(text, (width - 2 * edge) / charWidth(16));
  const { svg, picture } = sheet(words, said.length * 22 + 28, options);
  lines(picture, said, { x: edge, y: 30, step: 22, size: 16 });
  return svg.node()!;
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

/** Text that stands over marks keeps a rim of paper. */
export function haloed<E extends SVGElement>(text: Part<E>, { paper }: Colours): Part<E> {
  return text
    .attr('stroke', paper)
    .attr('stroke-width', 3.5)
    .attr('stroke-linejoin', 'round')
    .attr('paint-order', 'stroke');
}

/** The width of a letter, about: a chart is made where nothing can be measured. */
export function charWidth(size: number, bold = false): number {
  return (bold ? 0.66 : 0.56) * size;
}

/** The width of a text, about, and rather more than less. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).length * 0.62 * size;
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

export function shortened(text: string, letters: number): string {
  const characters = Array.from(text);
  return characters.length <= letters ? text : `${characters.slice(0, letters - 1).join('')}…`;
}
