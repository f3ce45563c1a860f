// Colours by measurement. The measure itself is checked first: CIEDE2000 on the 34 pairs of Sharma, Wu & Dalal 2005 (table 1),
// contrast on WCAG's own ends.
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../../viz/charts/colours.ts';
import { apart, contrast, deltaE, lab, VISIONS } from './vision.ts';
import type { Vision } from './vision.ts';

// L1 a1 b1 L2 a2 b2 and their difference.
const SHARMA = `
50 2.6772 -79.7751 50 0 -82.7485 2.0425
50 3.1571 -77.2803 50 0 -82.7485 2.8615
50 2.8361 -74.0200 50 0 -82.7485 3.4412
50 -1.3802 -84.2814 50 0 -82.7485 1.0000
50 -1.1848 -84.8006 50 0 -82.7485 1.0000
50 -0.9009 -85.5211 50 0 -82.7485 1.0000
50 0 0 50 -1 2 2.3669
50 -1 2 50 0 0 2.3669
50 2.4900 -0.0010 50 -2.4900 0.0009 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0010 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0011 7.2195
50 2.4900 -0.0010 50 -2.4900 0.0012 7.2195
50 -0.0010 2.4900 50 0.0009 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0010 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0011 -2.4900 4.7461
50 2.5000 0 50 0 -2.5000 4.3065
50 2.5000 0 73 25 -18 27.1492
50 2.5000 0 61 -5 29 22.8977
50 2.5000 0 56 -27 -3 31.9030
50 2.5000 0 58 24 15 19.4535
50 2.5000 0 50 3.1736 0.5854 1.0000
50 2.5000 0 50 3.2972 0 1.0000
50 2.5000 0 50 1.8634 0.5757 1.0000
50 2.5000 0 50 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082`;

const everyVision = Object.keys(VISIONS) as Vision[];
const pairs = (colours: readonly string[]): [string, string][] =>
  colours.flatMap((one, k) => colours.slice(k + 1).map((other): [string, string] => [one, other]));
const nearest = (colours: readonly string[], vision: Vision): number =>
  Math.min(...pairs(colours).map(([one, other]) => apart(one, other, vision)));

describe('the measure', () => {
  it('is CIEDE2000 as published, to the digits given, both ways', () => {
    const rows = SHARMA.trim().split('\n');
    expect(rows.length).toBe(34);
    for (const row of rows) {
      const [l1, a1, b1, l2, a2, b2, e] = row.split(' ').map(Number) as number[];
      expect(deltaE([l1!, a1!, b1!], [l2!, a2!, b2!])).toBeCloseTo(e!, 4);
      expect(deltaE([l2!, a2!, b2!], [l1!, a1!, b1!])).toBeCloseTo(e!, 4);
    }
  });

  it('knows white, black and red as CIE and WCAG do, and grey is grey in every vision', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(lab('#ffffff')[0]).toBeCloseTo(100, 3);
    const [l, a, b] = lab('#ff0000');
    expect([l, a, b].map((x) => Math.round(x * 10) / 10)).toEqual([53.2, 80.1, 67.2]);
    for (const vision of everyVision) expect(apart('#808080', '#808080', vision)).toBe(0);
    for (const vision of everyVision) expect(apart('#808080', '#818181', vision)).toBeLessThan(1);
    expect(apart('#ff0000', '#7a6a00', 'protan')).toBeLessThan(apart('#ff0000', '#7a6a00'));
    expect(() => contrast('red', '#ffffff')).toThrow(RangeError);
  });
});

for (const theme of ['light', 'dark'] as const)
  describe(theme, () => {
    const { ink, quiet, paper, policies, stages, scale, picked } = COLOURS[theme];
    const stageColours = Array.from(new Set(Object.values(stages)));

    it('policies are 4.5 to 1 on the paper, being text too, and 15 apart in every vision', () => {
      expect(policies.length).toBe(5);
      for (const colour of policies) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
      for (const vision of everyVision) expect(nearest(policies, vision)).toBeGreaterThanOrEqual(15);
    });

    it('stages are 3 to 1 on the paper and 15 apart in every vision', () => {
      expect(stageColours.length).toBe(5);
      for (const colour of stageColours) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3);
      for (const vision of everyVision) expect(nearest(stageColours, vision)).toBeGreaterThanOrEqual(15);
    });

    it('text is 4.5 to 1 on the paper', () => {
      for (const colour of [ink, quiet, picked]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
    });

    it('differences have nine steps, each apart from the next, and both sides of zero 15 apart in every vision', () => {
      expect(scale.length).toBe(9);
      for (const vision of everyVision) {
        for (let k = 1; k < 9; k++) expect(apart(scale[k]!, scale[k - 1]!, vision)).toBeGreaterThan(8);
        for (let k = 1; k <= 4; k++)
          expect(apart(scale[4 - k]!, scale[4 + k]!, vision)).toBeGreaterThanOrEqual(15);
      }
    });

    it('differences go steadily away from the paper on both sides, and ink can be read on none and on zero', () => {
      const away = scale.map((colour) => contrast(colour, paper));
      for (let k = 1; k <= 4; k++) {
        expect(away[4 - k]!).toBeGreaterThan(away[4 - k + 1]!);
        expect(away[4 + k]!).toBeGreaterThan(away[4 + k - 1]!);
      }
      expect(contrast(ink, scale[4]!)).toBeGreaterThanOrEqual(4.5);
    });
  });

it('of forced colours only the reader’s own are used', () => {
  const { policies, stages, scale, ...rest } = COLOURS.forced;
  for (const colour of [...policies, ...Object.values(stages), ...scale, ...Object.values(rest)])
    expect(colour).toMatch(/^(Canvas|CanvasText|GrayText|Highlight)$/);
});
