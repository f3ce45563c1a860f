// The map of people: discs of communities and the ties between them on one canvas, everybody on another above it, and above
// both an SVG for whom the reader has picked and their ties. Positions never move; only stages change.

import { COLOURS } from '../charts/colours.ts';
import type { Colours, Theme } from '../charts/colours.ts';
import { inkOf } from './classes.ts';
import type { Look } from './classes.ts';
import type { Layout, Tied } from './layout.ts';
import { createPicker } from './picking.ts';
import type { Picker } from './picking.ts';
import { paint, placesOf, stampsOf } from './stamps.ts';
import type { Stamp } from './stamps.ts';

/** People above which a map has a pixel a point of the screen; up to it at most two. */
const FINE = 20_000;
/** The radius of a person, in units of the layout. */
const RADIUS = 0.8;
const SVG = 'http://www.w3.org/2000/svg';

export interface MapOptions {
  readonly document: Document;
  readonly layout: Layout;
  readonly looks: readonly Look[];
  /** Pixels. */
  readonly width: number;
  readonly theme: Theme;
  readonly ratio: number;
  readonly onPick: (row: number) => void;
}

export interface PeopleMap {
  readonly node: HTMLElement;
  readonly theme: Theme;
  /** Pixels of the screen across a person. */
  readonly person: number;
  /** Draws everybody: a number of a look a person. */
  show(looks: Uint8Array): void;
  /** Marks a person and draws their ties; null: nobody. */
  pick(row: number | null, ties: Tied): void;
  /** What the map says to who does not see it. */
  describe(text: string): void;
}

/** The colours that a canvas can paint: forced ones are the reader's own, as the page computes them. */
function painted(
  document: Document,
  theme: Theme,
): { readonly colours: Colours; readonly plain: string | null } {
  if (theme !== 'forced') return { colours: COLOURS[theme], plain: null };
  const probe = document.createElement('span');
  probe.style.color = 'CanvasText';
  document.body.append(probe);
  const found = /(\d+), (\d+), (\d+)/.exec(document.defaultView?.getComputedStyle(probe).color ?? '');
  probe.remove();
  const hex = (text: string): string => Number(text).toString(16).padStart(2, '0');
  const plain = found === null ? '#000000' : `#${found.slice(1, 4).map(hex).join('')}`;
  return { colours: COLOURS.light, plain };
}

export function createMap(options: MapOptions): PeopleMap {
  const { document, layout, looks, width, theme, onPick } = options;
  const ratio = layout.size > FINE ? 1 : Math.min(2, Math.max(1, options.ratio));
  const scale = width / layout.width;
  const height = Math.max(40, Math.round(layout.height * scale));
  const { colours, plain } = painted(document, theme);
  const node = document.createElement('div');
  node.className = 'people-map';
  node.setAttribute('role', 'img');
  node.style.width = `${width}px`;
  node.style.height = `${height}px`;
  const [base, people] = [0, 1].map(() => canvasOf(document, width, height, ratio)) as [
    HTMLCanvasElement,
    HTMLCanvasElement,
  ];
  const overlay = document.createElementNS(SVG, 'svg');
  overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
  overlay.setAttribute('width', String(width));
  overlay.setAttribute('height', String(height));
  overlay.setAttribute('aria-hidden', 'true');
  node.append(base, people, overlay);
  drawBase(base, layout, scale * ratio, plain ?? colours.rule);

  const radius = RADIUS * scale * ratio;
  const inks = looks.map(({ hue }) => plain ?? inkOf(hue, colours));
  const stamps: Stamp[] = stampsOf(looks, inks, radius);
  const places = placesOf(layout, scale * ratio, people.width, people.height, stamps[0]!.side);
  const context = people.getContext('2d')!;
  const image = context.createImageData(people.width, people.height);
  const pixels = new Uint32Array(image.data.buffer);

  let picker: Picker | null = null;
  node.addEventListener('click', ({ clientX, clientY }) => {
    const box = node.getBoundingClientRect();
    picker ??= createPicker(layout);
    const row = picker.at((clientX - box.left) / scale, (clientY - box.top) / scale, Math.max(2, 12 / scale));
    if (row !== null) onPick(row);
  });

  return {
    node,
    theme,
    person: 2 * RADIUS * scale,
    show(classOf) {
      paint(pixels, people.width, places, classOf, stamps);
      context.putImageData(image, 0, 0);
    },
    pick(row, ties) {
      overlay.replaceChildren();
      if (row === null) return;
      const at = (i: number): readonly [number, number] => [layout.x[i]! * scale, layout.y[i]! * scale];
      const [x, y] = at(row);
      const ink = theme === 'forced' ? 'CanvasText' : colours.ink;
      for (let e = ties.offsets[row]!; e < ties.offsets[row + 1]!; e++) {
        const [tx, ty] = at(ties.targets[e]!);
        overlay.append(
          shape(document, 'line', { x1: x, y1: y, x2: tx, y2: ty, stroke: ink, 'stroke-opacity': 0.6 }),
        );
        overlay.append(circle(document, tx, ty, Math.max(3, RADIUS * scale + 1), ink, 1));
      }
      overlay.append(circle(document, x, y, Math.max(6, RADIUS * scale + 3), ink, 2));
      overlay.append(labelOf(document, row, x, y, width, colours, theme));
    },
    describe: (text) => node.setAttribute('aria-label', text),
  };
}

function canvasOf(document: Document, width: number, height: number, ratio: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

/** Discs, and lines between them as wide as there are ties. */
function drawBase(canvas: HTMLCanvasElement, layout: Layout, scale: number, ink: string): void {
  const context = canvas.getContext('2d')!;
  const { discs, between } = layout;
  const most = between[2] ?? 1;
  context.strokeStyle = ink;
  for (let n = between.length - 3; n >= 0; n -= 3) {
    const [a, b, count] = [3 * between[n]!, 3 * between[n + 1]!, between[n + 2]!];
    context.globalAlpha = 0.25 + 0.55 * (count / most);
    context.lineWidth = Math.max(0.5, (6 * count) / most);
    context.beginPath();
    context.moveTo(discs[a]! * scale, discs[a + 1]! * scale);
    context.lineTo(discs[b]! * scale, discs[b + 1]! * scale);
    context.stroke();
  }
  context.globalAlpha = 1;
  for (let c = 0; c < discs.length; c += 3) {
    const round = (): void => {
      context.beginPath();
      context.arc(discs[c]! * scale, discs[c + 1]! * scale, discs[c + 2]! * scale, 0, 2 * Math.PI);
    };
    // what runs behind a disc is cut out, so that people stand on the page's own ground
    context.globalCompositeOperation = 'destination-out';
    round();
    context.fill();
    context.globalCompositeOperation = 'source-over';
    round();
    context.lineWidth = 1;
    context.stroke();
  }
}

function shape(document: Document, name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

function circle(
  document: Document,
  cx: number,
  cy: number,
  r: number,
  stroke: string,
  width: number,
): SVGElement {
  return shape(document, 'circle', { cx, cy, r, stroke, 'stroke-width': width, fill: 'none' });
}

function labelOf(
  document: Document,
  row: number,
  x: number,
  y: number,
  width: number,
  { paper, ink }: Colours,
  theme: Theme,
): SVGElement {
  const isLeft = x > width / 2;
  const label = shape(document, 'text', {
    ...{ x: x + (isLeft ? -10 : 10), y: y - 8, 'font-size': 13, 'font-weight': 600 },
    ...{ 'text-anchor': isLeft ? 'end' : 'start', 'paint-order': 'stroke', 'stroke-width': 4 },
    fill: theme === 'forced' ? 'CanvasText' : ink,
    stroke: theme === 'forced' ? 'Canvas' : paper,
  });
  label.textContent = String(row);
  return label;
}
