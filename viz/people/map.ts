// The map of people: the ground on one canvas, everybody on another above it, and above both an SVG for names and for whom the
// reader has picked. Positions never move; stages change, and the view.

import { COLOURS } from '../charts/colours.ts';
import type { Colours, Theme } from '../charts/colours.ts';
import { inkOf } from './classes.ts';
import type { Look } from './classes.ts';
import { followHands, within } from './gestures.ts';
import { drawGround } from './ground.ts';
import type { Layout, Tied } from './layout.ts';
import { Overlay } from './overlay.ts';
import type { Picked } from './overlay.ts';
import { createPicker } from './picking.ts';
import type { Picker } from './picking.ts';
import { paint, placesOf, SHAPED, stampsOf } from './stamps.ts';
import type { Stamp } from './stamps.ts';
import { closest, lensOf, placeAt, WHOLE } from './view.ts';
import type { View } from './view.ts';

/** People above which a map has a pixel a point of the screen; up to it at most two. */
const FINE = 20_000;
/** The radius of a person, in units of the layout. */
const RADIUS = 0.8;
/** Pixels from a click within which somebody is picked. */
const REACH = 12;

export interface MapOptions {
  readonly document: Document;
  readonly layout: Layout;
  readonly looks: readonly Look[];
  /** Pixels. */
  readonly width: number;
  readonly theme: Theme;
  readonly ratio: number;
  readonly onPick: (row: number) => void;
  /** A hand or a key has moved the view. */
  readonly onMove: (to: View) => void;
}

export interface PeopleMap {
  readonly node: HTMLElement;
  readonly theme: Theme;
  /** Whether people are drawn large enough for shapes, seen from there. */
  isShaped(view: View): boolean;
  /** The closest zoom. */
  readonly most: number;
  /** Draws everybody: a number of a look a person. */
  show(looks: Uint8Array): void;
  /** Draws all of it anew as it is seen from there. */
  look(view: View): void;
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
  const { document, layout, looks, width, theme, onPick, onMove } = options;
  const ratio = layout.size > FINE ? 1 : Math.min(2, Math.max(1, options.ratio));
  const down = (layout.height * width) / layout.width;
  const height = Math.max(40, Math.round(down));
  const { colours, plain } = painted(document, theme);
  const inks = looks.map(({ hue }) => plain ?? inkOf(hue, colours));
  const most = closest((2 * RADIUS * width) / layout.width);

  const node = frameOf(document, width, height);
  const base = canvasOf(document, width, height, ratio);
  const people = canvasOf(document, width, height, ratio);
  const overlay = new Overlay({ document, layout, width, height, colours, theme });
  node.append(base, people, overlay.node);
  const sheet = new Sheet(people, layout, looks, inks);

  let view = WHOLE;
  let shown: Uint8Array | null = null;
  let picked: Picked | null = null;
  let picker: Picker | null = null;
  const drawOverlay = (): void => {
    const lens = lensOf(view, layout, width);
    overlay.draw(lens, RADIUS * lens.scale, picked);
  };
  const look = (to: View): void => {
    view = to;
    const lens = lensOf(view, layout, width * ratio);
    drawGround(base, layout, lens, ratio, plain ?? colours.rule, plain === null ? 1 : 0.3);
    sheet.look(lens);
    if (shown !== null) sheet.show(shown);
    drawOverlay();
    // One finger scrolls the page until there is something to be moved.
    node.style.touchAction = view.zoom > 1 ? 'none' : 'pan-x pan-y';
  };
  look(WHOLE);

  followHands(node, { view: () => view, most, down, move: onMove });
  node.addEventListener('click', (event) => {
    const place = placeAt(view, within(node, down, event));
    picker ??= createPicker(layout);
    const { scale } = lensOf(view, layout, width);
    const row = picker.at(place.x * layout.width, place.y * layout.height, Math.max(1, REACH / scale));
    if (row !== null) onPick(row);
  });

  return {
    ...{ node, theme, most, look },
    isShaped: (from) => 2 * RADIUS * lensOf(from, layout, width * ratio).scale >= SHAPED,
    show(classOf) {
      shown = classOf;
      sheet.show(classOf);
    },
    pick(row, ties) {
      picked = row === null ? null : { row, ties };
      drawOverlay();
    },
    describe: (text) => node.setAttribute('aria-label', text),
  };
}

/** Everybody as pixels: stamps, and where each goes, for one view. */
class Sheet {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #layout: Layout;
  readonly #looks: readonly Look[];
  readonly #inks: readonly string[];
  #stamps: readonly Stamp[] = [];
  #places: Int32Array = new Int32Array(0);
  #image: ImageData | null = null;
  #pixels: Uint32Array = new Uint32Array(0);
  /** Room around what is seen, so that whoever stands at its edge is drawn in part. */
  #rim = 0;

  constructor(canvas: HTMLCanvasElement, layout: Layout, looks: readonly Look[], inks: readonly string[]) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
    this.#layout = layout;
    this.#looks = looks;
    this.#inks = inks;
  }

  look({ scale, left, top }: { readonly scale: number; readonly left: number; readonly top: number }): void {
    this.#stamps = stampsOf(this.#looks, this.#inks, RADIUS * scale);
    const { side } = this.#stamps[0]!;
    this.#rim = side;
    const [wide, high] = [this.#canvas.width + 2 * side, this.#canvas.height + 2 * side];
    if (this.#image?.width !== wide || this.#image.height !== high) {
      this.#image = this.#context.createImageData(wide, high);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    this.#places = placesOf(this.#layout, { scale, left: left + side, top: top + side }, wide, high, side);
  }

  show(classOf: Uint8Array): void {
    const image = this.#image!;
    paint(this.#pixels, image.width, this.#places, classOf, this.#stamps);
    this.#context.putImageData(image, -this.#rim, -this.#rim);
  }
}

function frameOf(document: Document, width: number, height: number): HTMLElement {
  const node = document.createElement('div');
  node.className = 'people-map';
  node.setAttribute('role', 'img');
  node.tabIndex = 0;
  node.setAttribute('aria-describedby', 'people-keys');
  node.style.width = `${width}px`;
  node.style.height = `${height}px`;
  return node;
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
