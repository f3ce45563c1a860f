// What part of the map is seen. A view is a zoom and the place in the middle, in shares of the map's width and height, so that
// maps of any size share one; at zoom 1 the whole map is seen. Pure: a view in, a view out. `at` is always a place of the
// picture, from 0 to 1 along either side; a `place` is one of the map.

export interface View {
  /** 1: the whole map. */
  readonly zoom: number;
  /** The place in the middle of the picture. */
  readonly x: number;
  readonly y: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5 };

/** How far a press of a button or key zooms. */
export const STEP = 1.6;
/** How far a press moves the map, in shares of the picture. */
export const NUDGE = 0.2;
/** Pixels across a person at the closest. */
const LARGEST = 28;

/** The closest zoom: shapes are told apart at it, and a small map is still four times as large. */
export function closest(person: number): number {
  return Math.max(4, LARGEST / person);
}

/** The view with its zoom between 1 and `most`, and nothing seen beyond the map. */
export function kept({ zoom, x, y }: View, most: number): View {
  const z = Math.min(most, Math.max(1, zoom));
  const half = 0.5 / z;
  const within = (value: number): number => Math.min(1 - half, Math.max(half, value));
  return { zoom: z, x: within(x), y: within(y) };
}

/** Closer by a factor; what is at `at` stays there, as far as the map's edge allows. */
export function zoomed(view: View, factor: number, most: number, at: Place = { x: 0.5, y: 0.5 }): View {
  const zoom = Math.min(most, Math.max(1, view.zoom * factor));
  const place = placeAt(view, at);
  return kept({ zoom, x: place.x - (at.x - 0.5) / zoom, y: place.y - (at.y - 0.5) / zoom }, most);
}

/** Drawn along by shares of the picture, as a hand draws a sheet. */
export function panned(view: View, dx: number, dy: number): View {
  return kept({ zoom: view.zoom, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom }, view.zoom);
}

/** The place of the map that is seen at `at`. */
export function placeAt({ zoom, x, y }: View, at: Place): Place {
  return { x: x + (at.x - 0.5) / zoom, y: y + (at.y - 0.5) / zoom };
}

/** Where a place of the map is seen; outside 0 to 1 where it is not. */
export function seenAt({ zoom, x, y }: View, place: Place): Place {
  return { x: 0.5 + (place.x - x) * zoom, y: 0.5 + (place.y - y) * zoom };
}

/** The view moved to a place where that is not seen; as it was where it is. */
export function showing(view: View, place: Place): View {
  const { x, y } = seenAt(view, place);
  const seen = x >= 0 && x <= 1 && y >= 0 && y <= 1;
  return seen ? view : kept({ zoom: view.zoom, ...place }, view.zoom);
}

/** Pixels a unit of the map, and where its upper left corner lies, in pixels of a picture `across` wide. */
export interface Lens {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function lensOf(
  view: View,
  map: { readonly width: number; readonly height: number },
  across: number,
): Lens {
  const whole = across / map.width;
  const down = map.height * whole;
  const corner = seenAt(view, { x: 0, y: 0 });
  return { scale: whole * view.zoom, left: corner.x * across, top: corner.y * down };
}
