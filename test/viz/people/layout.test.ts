import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../viz/people/layout.ts';
import type { Layout } from '../../../viz/people/layout.ts';
import { createPicker } from '../../../viz/people/picking.ts';
import { networkOf } from './networks.ts';

const bytesOf = ({ x, y, discs, between }: Layout): string =>
  [x, y, discs, between]
    .map((part) => createHash('sha256').update(new Uint8Array(part.buffer)).digest('hex'))
    .join();

const anyTied = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 220 }), fc.nat(100))
  .map(([size, communities, seed]) => networkOf(size, Math.min(size, communities), 4, seed));

const options = { seed: 20151001, numRuns: 12 };

describe('the layout', () => {
  it('keeps discs apart and people inside theirs, and no two people overlap', () => {
    fc.assert(
      fc.property(anyTied, (tied) => {
        const { size, x, y, discs, community, width, height } = layOut(tied);
        let closest = Infinity;
        for (let a = 0; a < discs.length; a += 3) {
          expect(discs[a] - discs[a + 2]).toBeGreaterThanOrEqual(0);
          expect(discs[a] + discs[a + 2]).toBeLessThanOrEqual(width);
          expect(discs[a + 1] + discs[a + 2]).toBeLessThanOrEqual(height);
          for (let b = a + 3; b < discs.length; b += 3) {
            const apart = Math.hypot(discs[a] - discs[b], discs[a + 1] - discs[b + 1]);
            closest = Math.min(closest, apart - discs[a + 2] - discs[b + 2]);
          }
        }
        expect(closest).toBeGreaterThan(0);
        let nearest = Infinity;
        for (let i = 0; i < size; i++) {
          const c = 3 * community[i];
          expect(Math.hypot(x[i] - discs[c], y[i] - discs[c + 1])).toBeLessThanOrEqual(discs[c + 2]);
          for (let j = 0; j < i; j++) nearest = Math.min(nearest, Math.hypot(x[i] - x[j], y[i] - y[j]));
        }
        expect(nearest).toBeGreaterThan(1.5);
      }),
      options,
    );
  });

  it('is the same twice, and depends on the network alone', () => {
    fc.assert(
      fc.property(anyTied, (tied) => {
        expect(bytesOf(layOut(tied))).toBe(bytesOf(layOut({ ...tied })));
      }),
      { ...options, numRuns: 4 },
    );
    expect(bytesOf(layOut(networkOf(200, 8)))).not.toBe(bytesOf(layOut(networkOf(200, 8, 5, 8))));
  });

  it('counts the ties between communities, the strongest first', () => {
    const community = Uint16Array.of(0, 0, 1, 1, 2);
    // 0-2, 1-2, 3-4 and, inside, 0-1
    const rows = [[1, 2], [0, 2], [0, 1], [4], [3]];
    const offsets = Uint32Array.of(0, 2, 4, 6, 7, 8);
    const layout = layOut({ size: 5, offsets, targets: Uint32Array.from(rows.flat()), community });
    expect(Array.from(layout.between)).toEqual([0, 1, 2, 1, 2, 1]);
  });

  it('puts the best connected in the middle of their community', () => {
    const tied = networkOf(300, 3);
    const { x, y, discs, community } = layOut(tied);
    const degree = (i: number): number => tied.offsets[i + 1] - tied.offsets[i];
    const out = (i: number): number =>
      Math.hypot(x[i] - discs[3 * community[i]], y[i] - discs[3 * community[i] + 1]);
    for (let i = 1; i < 300; i++)
      for (let j = 0; j < i; j++)
        if (community[i] === community[j] && degree(i) > degree(j)) expect(out(i)).toBeLessThan(out(j));
  });

  it('has one disc for one community, and room for thousands of them', () => {
    expect(layOut(networkOf(50, 1)).discs.length).toBe(3);
    const many = layOut(networkOf(6000, 3000));
    expect(many.discs.length).toBe(9000);
    expect(many.width / many.height).toBeLessThan(3);
    expect(many.height / many.width).toBeLessThan(3);
  });
});

describe('picking', () => {
  it('finds whom a walk over everybody finds', () => {
    fc.assert(
      fc.property(
        anyTied,
        fc.double({ min: -0.1, max: 1.1, noNaN: true }),
        fc.double({ min: -0.1, max: 1.1, noNaN: true }),
        (tied, h, v) => {
          const layout = layOut(tied);
          const [px, py] = [h * layout.width, v * layout.height];
          const apart = (i: number): number => (layout.x[i] - px) ** 2 + (layout.y[i] - py) ** 2;
          const all = Array.from({ length: layout.size }, (_, i) => i);
          const nearest = all.reduce((best, i) => (apart(i) < apart(best) ? i : best), 0);
          const found = createPicker(layout).at(px, py, 3);
          if (apart(nearest) > 9) expect(found).toBeNull();
          else expect(apart(found!)).toBe(apart(nearest));
        },
      ),
      { ...options, numRuns: 20 },
    );
  });

  it('finds each person where they stand', () => {
    const layout = layOut(networkOf(500, 9));
    const picker = createPicker(layout);
    for (let i = 0; i < 500; i++) expect(picker.at(layout.x[i] + 0.2, layout.y[i] - 0.2, 1)).toBe(i);
  });
});
