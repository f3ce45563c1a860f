// The names of communities: none over another, none outside the picture, the larger before the smaller.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../viz/people/labels.ts';
import type { Box } from '../../../viz/people/labels.ts';
import { layOut } from '../../../viz/people/layout.ts';
import { kept, lensOf, WHOLE } from '../../../viz/people/view.ts';
import { networkOf } from './networks.ts';

const layouts = [networkOf(900, 4), networkOf(2500, 40), networkOf(1200, 300)].map(layOut);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anySeen = fc.record({
  layout: fc.constantFrom(...layouts),
  view: fc
    .record({ zoom: fc.double({ min: 1, max: 12, noNaN: true }), x: share, y: share })
    .map((v) => kept(v, 12)),
  across: fc.integer({ min: 200, max: 900 }),
});
const options = { seed: 20151001, numRuns: 60 };
const overlap = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

describe('names of communities', () => {
  it('lie over no other, nor over what is written already, and inside the picture', () => {
    const taken = { x0: 60, x1: 140, y0: 50, y1: 90 };
    let seen = 0;
    fc.assert(
      fc.property(anySeen, ({ layout, view, across }) => {
        const down = Math.round((layout.height * across) / layout.width);
        const labels = labelsOf(layout, lensOf(view, layout, across), across, down, [taken]);
        seen += labels.length;
        labels.forEach((one, k) => {
          expect(one.x0 >= 0 && one.x1 <= across && one.y0 >= 0 && one.y1 <= down).toBe(true);
          expect(overlap(one, taken)).toBe(false);
          for (const other of labels.slice(0, k)) expect(overlap(one, other)).toBe(false);
        });
        const people = labels.map(({ community }) => layout.members[community]!);
        expect(people).toEqual([...people].sort((a, b) => b - a));
      }),
      options,
    );
    expect(seen).toBeGreaterThan(200);
  });

  it('say the people where there is room, the number where there is less, and nothing where there is none', () => {
    const [few, many, most] = layouts.map((layout) => {
      const down = (layout.height * 400) / layout.width;
      return labelsOf(layout, lensOf(WHOLE, layout, 400), 400, down).map(({ text }) => text);
    });
    expect(few!.some((text) => /^\d: [\d,]+ people$/.test(text))).toBe(true);
    expect(many!.filter((text) => /^\d+$/.test(text)).length).toBeGreaterThan(8);
    expect(most!.length).toBeLessThan(150);
  });

  it('counts in them are the people of the layout', () => {
    for (const layout of layouts) {
      expect(layout.members.reduce((sum, n) => sum + n, 0)).toBe(layout.size);
      layout.members.forEach((n, c) => expect(layout.community.filter((own) => own === c).length).toBe(n));
    }
  });
});
