// The view of the maps: what is seen where, back and forth; and who is picked is who is seen, however close the map is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyed } from '../../../viz/people/gestures.ts';
import { layOut } from '../../../viz/people/layout.ts';
import { createPicker } from '../../../viz/people/picking.ts';
import {
  closest,
  kept,
  lensOf,
  panned,
  placeAt,
  seenAt,
  showing,
  WHOLE,
  zoomed,
} from '../../../viz/people/view.ts';
import type { View } from '../../../viz/people/view.ts';
import { networkOf } from './networks.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const at = fc.record({ x: share, y: share });
const MOST = 16;
const anyView = fc
  .record({ zoom: fc.double({ min: 1, max: MOST, noNaN: true }), x: share, y: share })
  .map((view) => kept(view, MOST));
const options = { seed: 20151001, numRuns: 200 };

const inside = ({ zoom, x, y }: View): boolean =>
  zoom >= 1 && [x, y].every((value) => value - 0.5 / zoom >= -1e-12 && value + 0.5 / zoom <= 1 + 1e-12);

describe('the view', () => {
  it('maps places to the picture and back', () => {
    fc.assert(
      fc.property(anyView, at, (view, there) => {
        const back = seenAt(view, placeAt(view, there));
        expect(back.x).toBeCloseTo(there.x, 9);
        expect(back.y).toBeCloseTo(there.y, 9);
      }),
      options,
    );
  });

  it('shows nothing beyond the map, whatever moves it', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        anyView,
        at,
        number,
        number,
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        (view, there, dx, dy, factor) => {
          expect(inside(panned(view, dx, dy))).toBe(true);
          expect(inside(zoomed(view, factor, MOST, there))).toBe(true);
          expect(zoomed(view, factor, MOST, there).zoom).toBeLessThanOrEqual(MOST);
          expect(inside(showing(view, there))).toBe(true);
        },
      ),
      options,
    );
  });

  it('keeps in its place what it zooms at, where the edge allows', () => {
    fc.assert(
      fc.property(anyView, at, fc.double({ min: 1, max: 5, noNaN: true }), (view, there, factor) => {
        const closer = zoomed(view, factor, MOST, there);
        const [before, after] = [placeAt(view, there), placeAt(closer, there)];
        expect(after.x).toBeCloseTo(before.x, 9);
        expect(after.y).toBeCloseTo(before.y, 9);
      }),
      options,
    );
  });

  it('of all is the picture of before, and has nobody farther than its edge', () => {
    expect(lensOf(WHOLE, { width: 80, height: 40 }, 400)).toEqual({ scale: 5, left: 0, top: 0 });
    expect(zoomed({ zoom: 3, x: 0.2, y: 0.8 }, 0.1, MOST)).toEqual(WHOLE);
    expect(closest(2)).toBe(14);
    expect(closest(20)).toBe(4);
  });

  it('goes to a place that it does not show, and stays where it shows it', () => {
    fc.assert(
      fc.property(anyView, at, (view, place) => {
        const moved = showing(view, place);
        const { x, y } = seenAt(moved, place);
        expect(Math.min(x, y, 1 - x, 1 - y)).toBeGreaterThan(-1e-9);
        expect(showing(moved, placeAt(moved, { x: 0.5, y: 0.5 }))).toBe(moved);
      }),
      options,
    );
  });

  it('hears + − 0 and the arrows, these only where there is something to move', () => {
    const close = { zoom: 2, x: 0.5, y: 0.5 };
    expect(keyed('+', WHOLE, 4)!.zoom).toBeGreaterThan(1);
    expect(keyed('-', close, 4)!.zoom).toBeLessThan(2);
    expect(keyed('0', close, 4)).toEqual(WHOLE);
    expect(keyed('ArrowRight', close, 4)!.x).toBeGreaterThan(0.5);
    expect(keyed('ArrowUp', close, 4)!.y).toBeLessThan(0.5);
    expect(keyed('ArrowUp', WHOLE, 4)).toBeNull();
    expect(keyed('a', close, 4)).toBeNull();
  });
});

describe('picking under zoom', () => {
  it('finds each person where the lens draws them', () => {
    const layout = layOut(networkOf(300, 7));
    const picker = createPicker(layout);
    fc.assert(
      fc.property(anyView, fc.nat(299), fc.integer({ min: 200, max: 900 }), (view, i, across) => {
        const lens = lensOf(view, layout, across);
        const down = (layout.height * across) / layout.width;
        const drawn = {
          x: (layout.x[i]! * lens.scale + lens.left) / across,
          y: (layout.y[i]! * lens.scale + lens.top) / down,
        };
        const place = placeAt(view, drawn);
        expect(picker.at(place.x * layout.width, place.y * layout.height, 1)).toBe(i);
      }),
      options,
    );
  });
});
