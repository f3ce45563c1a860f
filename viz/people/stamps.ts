// People as pixels: each class is drawn once, as a stamp of a few pixels, and a map is a stamp put down for each person. No
// path is drawn a person, so ten thousand cost a millisecond; and the same people make the same bytes in every browser.

import type { Look, Shape } from './classes.ts';
import type { Lens } from './view.ts';

/** A square of pixels, red, green, blue and alpha in the order of the machine (ImageData). */
export interface Stamp {
  readonly side: number;
  readonly pixels: Uint32Array;
}

/** Pixels across below which only hues can be told apart. */
export const SHAPED = 3;

/** How much of a pixel at (x, y) from the middle a shape of radius 1 covers: distance to its edge, below 0 inside. */
const EDGES: Readonly<Record<Shape, (x: number, y: number, soft: number) => number>> = {
  speck: (x, y) => Math.hypot(x, y) - 0.3,
  dot: (x, y) => Math.hypot(x, y) - 0.5,
  plus: (x, y, soft) =>
    Math.max(Math.min(Math.abs(x), Math.abs(y)) - Math.max(0.2, 0.45 * soft), Math.hypot(x, y) - 0.85),
  half: (x, y, soft) => {
    const out = Math.hypot(x, y) - 0.8;
    return Math.min(Math.abs(out + 0.1) - Math.max(0.1, 0.4 * soft), Math.max(out, x));
  },
  disc: (x, y) => Math.hypot(x, y) - 0.95,
  ring: (x, y, soft) => Math.abs(Math.hypot(x, y) - 0.72) - Math.max(0.22, 0.6 * soft),
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.85,
  frame: (x, y, soft) => Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 0.68) - Math.max(0.2, 0.55 * soft),
  halo: (x, y, soft) =>
    Math.min(Math.hypot(x, y) - 0.6, Math.abs(Math.hypot(x, y) - 1.05) - Math.max(0.14, 0.4 * soft)),
  cross: (x, y, soft) =>
    Math.max(
      Math.min(Math.abs(x - y), Math.abs(x + y)) * 0.71 - Math.max(0.16, 0.4 * soft),
      Math.hypot(x, y) - 0.95,
    ),
  up: (x, y) => Math.max(0.9 * Math.abs(x) - 0.45 * y - 0.42, y - 0.75),
  down: (x, y) => Math.max(0.9 * Math.abs(x) + 0.45 * y - 0.42, -y - 0.75),
  diamond: (x, y) => 0.71 * (Math.abs(x) + Math.abs(y)) - 0.6,
};

/** Stamps for looks, people being `radius` pixels in radius; a halo reaches a little farther. */
export function stampsOf(looks: readonly Look[], inks: readonly string[], radius: number): Stamp[] {
  const reach = Math.max(1, Math.ceil(radius * 1.25));
  const side = radius * 2 < 1.5 ? 1 : 2 * reach + 1;
  return looks.map(({ shape }, n) => stampOf(shape, inks[n]!, radius, side));
}

function stampOf(shape: Shape, ink: string, radius: number, side: number): Stamp {
  const pixels = new Uint32Array(side * side);
  const bytes = new Uint8ClampedArray(pixels.buffer);
  const colour = channels(ink);
  const soft = 1 / radius;
  const middle = (side - 1) / 2;
  // too small for shapes: everybody is a square of their hue
  const edge = 2 * radius < SHAPED ? EDGES.disc : EDGES[shape];
  for (let p = 0; p < pixels.length; p++) {
    const x = ((p % side) - middle) / radius;
    const y = (Math.floor(p / side) - middle) / radius;
    const covered = side === 1 ? 1 : Math.min(1, Math.max(0, 0.5 - edge(x, y, soft) / soft));
    bytes.set([...colour, Math.round(255 * covered)], 4 * p);
  }
  return { side, pixels };
}

/** '#rrggbb' as three bytes. Throws a RangeError for anything else. */
export function channels(ink: string): [number, number, number] {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(ink);
  if (found === null) throw new RangeError(`no colour that can be painted: ${ink}`);
  return [1, 2, 3].map((n) => parseInt(found[n]!, 16)) as [number, number, number];
}

/**
 * Where each person's stamp goes: the index of its upper left pixel on a sheet `across` by `down` pixels, or -1 where it would
 * not fit. `left` and `top`: where the map's corner lies on the sheet.
 */
export function placesOf(
  { x, y }: { readonly x: Float32Array; readonly y: Float32Array },
  { scale, left, top }: Lens,
  across: number,
  down: number,
  side: number,
): Int32Array {
  const half = (side - 1) / 2;
  const places = new Int32Array(x.length);
  for (let i = 0; i < places.length; i++) {
    const column = Math.round(x[i]! * scale + left - 0.5 - half);
    const row = Math.round(y[i]! * scale + top - 0.5 - half);
    const fits = column >= 0 && row >= 0 && column + side <= across && row + side <= down;
    places[i] = fits ? row * across + column : -1;
  }
  return places;
}

/** The pixels of a stamp that are not empty, and how far each lies from the first on a sheet. */
interface Print {
  readonly offsets: Int32Array;
  readonly pixels: Uint32Array;
}

function printOf({ side, pixels }: Stamp, across: number): Print {
  const filled = Array.from(pixels.keys()).filter((p) => pixels[p]! >>> 24 > 0);
  return {
    offsets: Int32Array.from(filled, (p) => Math.floor(p / side) * across + (p % side)),
    pixels: Uint32Array.from(filled, (p) => pixels[p]!),
  };
}

/** Puts everybody down. */
export function paint(
  sheet: Uint32Array,
  across: number,
  places: Int32Array,
  classOf: Uint8Array,
  stamps: readonly Stamp[],
): void {
  sheet.fill(0);
  const prints = stamps.map((stamp) => printOf(stamp, across));
  for (let i = 0; i < places.length; i++) {
    const at = places[i]!;
    if (at < 0) continue;
    const { offsets, pixels } = prints[classOf[i]!]!;
    for (let n = 0; n < offsets.length; n++) {
      const pixel = pixels[n]!;
      const there = at + offsets[n]!;
      // where stamps meet, the fuller pixel stays
      if (pixel >>> 24 > sheet[there]! >>> 24) sheet[there] = pixel;
    }
  }
}
