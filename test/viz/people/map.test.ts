import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../../viz/charts/colours.ts';
import { STAGES } from '../../../sim/world.ts';
import { CLASSES, CLASS_OF, FATES, inkOf, REST, standingOf } from '../../../viz/people/classes.ts';
import { countFates, fatesOf, fateText, looksOf, mapText } from '../../../viz/people/maps.ts';
import { channels, paint, placesOf, stampsOf } from '../../../viz/people/stamps.ts';
import type { Divergence } from '../../../sim/replay/fate.ts';

const idOf = (code: number): string => CLASSES[CLASS_OF[code]].id;

describe('classes', () => {
  it('tell stages and voices apart, and risk at home', () => {
    expect(STAGES.map((_, stage) => idOf(stage))).toEqual([
      ...['home', 'member', 'left', 'free', 'awaiting', 'imprisoned', 'free', 'dead'],
    ]);
    expect(idOf(32)).toBe('risk');
    expect(idOf(5 | 16)).toBe('public'); // a voice from prison
    expect(idOf(2 | 8)).toBe('anonymous');
    expect(idOf(7 | 16)).toBe('dead');
    expect(idOf(0 | 64)).toBe('home'); // somebody new
  });

  it('have a shape each that no other has, and a hue that can be painted', () => {
    for (const looks of [CLASSES, FATES])
      expect(new Set(looks.map(({ shape }) => shape)).size).toBe(looks.length);
    for (const theme of ['light', 'dark'] as const)
      for (const { hue } of [...CLASSES, ...FATES])
        expect(channels(inkOf(hue, COLOURS[theme]))).toHaveLength(3);
  });

  it('are said in words', () => {
    expect(standingOf(5 | 16)).toBe('in prison, speaking in public');
    expect(standingOf(32)).toBe('at home');
  });
});

describe('stamps', () => {
  const inks = CLASSES.map(({ hue }) => inkOf(hue, COLOURS.light));
  const opaque = (pixels: Uint32Array): number => pixels.filter((pixel) => pixel >>> 24 > 127).length;

  it('differ from one another where people are large enough, and are as large as a person', () => {
    const stamps = stampsOf(CLASSES, inks, 5);
    expect(new Set(stamps.map(({ pixels }) => pixels.join())).size).toBe(CLASSES.length);
    const disc = stamps[CLASSES.findIndex(({ id }) => id === 'member')];
    expect(opaque(disc.pixels) / (Math.PI * 25)).toBeCloseTo(0.95 ** 2, 1);
  });

  it('are one pixel of their hue where people are smaller than that', () => {
    const stamps = stampsOf(CLASSES, inks, 0.5);
    expect(stamps.every(({ side }) => side === 1)).toBe(true);
    expect(new Set(stamps.map(({ pixels }) => pixels[0])).size).toBe(new Set(inks).size);
  });

  it('triangles point the way that they are named', () => {
    const [up, down] = stampsOf(
      FATES.filter(({ shape }) => shape === 'up' || shape === 'down').sort((a) =>
        a.shape === 'up' ? -1 : 1,
      ),
      ['#000000', '#000000'],
      8,
    );
    const weight = ({ side, pixels }: typeof up): number => {
      const top = opaque(pixels.slice(0, side * ((side - 1) / 2)));
      return top / Math.max(1, opaque(pixels) - top);
    };
    expect(weight(up)).toBeLessThan(1);
    expect(weight(down)).toBeGreaterThan(1);
  });

  it('refuse a colour that cannot be painted', () => {
    expect(() => channels('CanvasText')).toThrow(RangeError);
  });
});

describe('painting', () => {
  const people = { x: Float32Array.of(5, 20, 200), y: Float32Array.of(5, 10, 5) };

  it('puts each person where they stand and nobody outside, the same bytes twice', () => {
    const stamps = stampsOf(
      CLASSES,
      CLASSES.map(() => '#880809'),
      3,
    );
    const { side } = stamps[0];
    const places = placesOf(people, { scale: 1, left: 0, top: 0 }, 40, 30, side);
    expect(places[2]).toBe(-1);
    const pixels = new Uint32Array(40 * 30).fill(7);
    paint(pixels, 40, places, Uint8Array.of(2, 2, 2), stamps);
    const at = (x: number, y: number): number => pixels[y * 40 + x] >>> 24;
    expect(at(5, 5)).toBe(255);
    expect(at(20, 10)).toBe(255);
    expect(at(12, 20)).toBe(0);
    const again = new Uint32Array(40 * 30);
    paint(again, 40, places, Uint8Array.of(2, 2, 2), stamps);
    expect(again).toEqual(pixels);
  });
});

describe('what the maps show', () => {
  const replay = { size: 3, weeks: 2, digest: '', codes: Uint8Array.of(0, 32, 1, 1, 32, 1, 1, 1, 5) };

  it('is everybody on that morning, or only those whose fate differs', () => {
    const into = new Uint8Array(3);
    expect(Array.from(looksOf(replay, 1, null, into))).toEqual([2, 1, 2]);
    expect(Array.from(looksOf(replay, 2, new Set([2]), into))).toEqual([REST, REST, 6]);
    expect(mapText('Harsh', 2, into)).toBe('Harsh, after week 2: 1 in prison; 2 the same in both worlds.');
    expect(mapText('Harsh', 2, looksOf(replay, 2, null, into))).toBe(
      'Harsh, after week 2: 2 in the group; 1 in prison.',
    );
  });

  it('is whose fate differs by then', () => {
    const divergences: Divergence[] = [
      { person: { row: 0, arrived: 0 }, fate: 'later', week: 0, joined: [1, 2] },
      { person: { row: 2, arrived: 0 }, fate: 'other', week: 1, joined: [0, 0] },
    ];
    const into = new Uint8Array(3);
    const looks = (morning: number): string[] =>
      Array.from(fatesOf(divergences, morning, into), (look) => FATES[look].id);
    expect(looks(0)).toEqual(['same', 'same', 'same']);
    expect(looks(1)).toEqual(['spared', 'same', 'same']);
    expect(looks(2)).toEqual(['later', 'same', 'other']);
    expect(fateText(countFates(divergences, 2), 2)).toBe(
      'Whose fate differs, after week 2: 0 spared, 0 lost, 1 join later, 0 join sooner, 1 part otherwise.',
    );
  });
});
