// What is written over a map, as an SVG: the names of communities, and whom the reader has picked with a ring around them and
// lines to their ties.

import type { Colours, Theme } from '../charts/colours.ts';
import { labelsOf, SIZE } from './labels.ts';
import type { Box, Label } from './labels.ts';
import type { Layout, Tied } from './layout.ts';
import type { Lens } from './view.ts';

const SVG = 'http://www.w3.org/2000/svg';

export interface Picked {
  readonly row: number;
  readonly ties: Tied;
}

interface Inks {
  readonly ink: string;
  readonly paper: string;
}

export interface OverlayOptions {
  readonly document: Document;
  readonly layout: Layout;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  readonly theme: Theme;
}

export class Overlay {
  readonly node: SVGElement;
  readonly #options: OverlayOptions;
  readonly #inks: Inks;

  constructor(options: OverlayOptions) {
    const { document, width, height, theme, colours } = options;
    this.#options = options;
    const isForced = theme === 'forced';
    this.#inks = isForced
      ? { ink: 'CanvasText', paper: 'Canvas' }
      : { ink: colours.ink, paper: colours.paper };
    this.node = shape(document, 'svg', {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'aria-hidden': 'true',
    });
  }

  /** `radius`: of a person, in pixels. */
  draw(lens: Lens, radius: number, picked: Picked | null): void {
    const { document, layout, width, height } = this.#options;
    const [own, box] = picked === null ? [[], null] : this.#pickedParts(lens, radius, picked);
    const labels = labelsOf(layout, lens, width, height, box === null ? [] : [box]);
    this.node.replaceChildren(...labels.map((label) => this.#label(document, label)), ...own);
  }

  #label(document: Document, { community, text, x0, y0 }: Label): SVGElement {
    const node = this.#text(document, text, {
      x: x0,
      y: y0 + SIZE,
      'font-size': SIZE,
      'data-community': community,
    });
    node.setAttribute('font-weight', '600');
    return node;
  }

  #pickedParts({ scale, left, top }: Lens, radius: number, { row, ties }: Picked): [SVGElement[], Box] {
    const { document, layout, width } = this.#options;
    const at = (i: number): readonly [number, number] => [
      layout.x[i]! * scale + left,
      layout.y[i]! * scale + top,
    ];
    const [x, y] = at(row);
    const { ink } = this.#inks;
    const parts: SVGElement[] = [];
    for (let e = ties.offsets[row]!; e < ties.offsets[row + 1]!; e++) {
      const [tx, ty] = at(ties.targets[e]!);
      parts.push(
        shape(document, 'line', { x1: x, y1: y, x2: tx, y2: ty, stroke: ink, 'stroke-opacity': 0.6 }),
        ring(document, tx, ty, Math.max(3, radius + 1), ink, 1),
      );
    }
    const out = Math.max(6, radius + 3);
    const isLeft = x > width / 2;
    const name = this.#text(document, String(row), {
      ...{ x: x + (isLeft ? -out - 4 : out + 4), y: y - out - 2, 'font-size': 13 },
      'text-anchor': isLeft ? 'end' : 'start',
      'data-person': row,
    });
    name.setAttribute('font-weight', '600');
    const wide = 9 * String(row).length;
    const from = isLeft ? x - out - 4 - wide : x + out + 4;
    parts.push(ring(document, x, y, out + 1.5, this.#inks.paper, 2), ring(document, x, y, out, ink, 2), name);
    return [parts, { x0: from, x1: from + wide, y0: y - out - 15, y1: y - out + 2 }];
  }

  #text(document: Document, text: string, attributes: Record<string, string | number>): SVGElement {
    const { ink, paper } = this.#inks;
    const halo = { 'paint-order': 'stroke', 'stroke-width': 4, 'stroke-linejoin': 'round', stroke: paper };
    const node = shape(document, 'text', { ...attributes, ...halo, fill: ink });
    node.textContent = text;
    return node;
  }
}

function shape(document: Document, name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

function ring(
  document: Document,
  cx: number,
  cy: number,
  r: number,
  stroke: string,
  width: number,
): SVGElement {
  return shape(document, 'circle', { cx, cy, r, stroke, 'stroke-width': width, fill: 'none' });
}
