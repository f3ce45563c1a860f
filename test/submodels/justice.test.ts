import { describe, expect, it } from 'vitest';
import { COLUMN, type ColumnName } from '../../sim/series.ts';
import { settle } from '../../sim/settle.ts';
import { justice } from '../../sim/submodels/justice.ts';
import {
  ACQUITTED,
  AWAITING,
  IMPRISONED,
  MEMBER,
  PUNISHED,
  RELEASED,
  SURFACED,
  TRIED,
  type World,
} from '../../sim/world.ts';
import { afresh, place, tiny, type Script } from './scripted.ts';
import { merged, type Json } from '../laws/worlds.ts';

const did = (world: World, ...names: ColumnName[]): number[] => names.map((name) => world.week[COLUMN[name]]);

interface Before {
  readonly offences?: number;
  readonly candour?: number;
  readonly settings?: Json;
  readonly levers?: Readonly<Record<string, number>>;
  readonly script?: Script;
}

/** Person 0 stands in the stage with these offences and this candour, before a state with a certainty of 0.5. */
function accused(
  stage: number,
  { offences = 4, candour = 0, settings = {}, levers = {}, script = {} }: Before,
): World {
  const behaviour = { justice: { evidence: 0.5, lag: 3, conviction: 0.9 } };
  const { world } = tiny({
    size: 2,
    settings: merged({ behaviour }, settings),
    levers: { 'sentencing.certainty': 0.5, ...levers },
    script: { freeFate: 0.5, ...script },
  });
  place(world, 0, stage);
  world.people.offences[0] = offences;
  world.people.candour[0] = candour;
  afresh(world);
  return world;
}

/** Weeks from `from` on, settled, until the stage changes. Answers with the week in which it does. */
function until(world: World, stage: number, from = 0): number {
  for (let t = from; t < 190; t++) {
    justice(world, t);
    settle(world, t);
    if (world.people.stage[0] === stage) return t;
  }
  throw new Error('it never came to that');
}

describe('prosecution', () => {
  it('is certain as the state is, and the more for what was confessed', () => {
    for (const [candour, p] of [[0, 0.5], [0.4, 0.5 + 0.5 * 0.5 * 0.4], [1, 0.75]] as const) {
      for (const [u, prosecuted] of [[p - 1e-6, 1], [p + 1e-6, 0]] as const) {
        const world = accused(SURFACED, { candour, script: { prosecute: u } });
        justice(world, 0);
        expect([candour, u, ...did(world, 'prosecutions')]).toEqual([candour, u, prosecuted]);
      }
    }
  }); // prettier-ignore

  it('asks once a spell: the key is the person and the spell, in every week', () => {
    const keys: [number, number][] = [];
    const world = accused(SURFACED, {
      script: { prosecute: (who, _, t) => (keys.push([who, t]), 0.99) },
    });
    for (let t = 0; t < 3; t++) justice(world, t);
    place(world, 0, MEMBER);
    place(world, 0, SURFACED);
    justice(world, 3);
    expect(keys).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 2],
    ]);
  });

  it('spares offences below the threshold, and whoever was tried', () => {
    const script = { prosecute: 0.01 };
    const minor = accused(SURFACED, { offences: 4, script, levers: { 'sentencing.threshold': 4.1 } });
    const tried = accused(SURFACED, { script });
    tried.people.marks[0] |= TRIED;
    for (const world of [minor, tried]) {
      justice(world, 0);
      expect(did(world, 'prosecutions')).toEqual([0]);
    }
  });

  it('comes to a verdict after the lag', () => {
    const world = accused(SURFACED, { script: { prosecute: 0.01, convict: 0.5 } });
    expect(until(world, AWAITING)).toBe(0);
    expect(until(world, IMPRISONED, 1)).toBe(3);
  });
});

describe('a verdict', () => {
  it('acquits by chance: the person is known and free, and is not tried for it again', () => {
    const world = accused(AWAITING, { script: { convict: 0.91 } });
    justice(world, 5);
    settle(world, 5);
    expect(did(world, 'acquittals', 'convictions')).toEqual([1, 0]);
    expect(world.people.stage[0]).toBe(SURFACED);
    expect(world.cases.last).toEqual([
      { kind: ACQUITTED, person: 0, years: 0, offences: 0, publicised: false, ties: true },
    ]);
    (world.chance as unknown as { script: Script }).script = { freeFate: 0.5, prosecute: 0.01 };
    justice(world, 6);
    expect(did(world, 'prosecutions')).toEqual([0]);
  });

  it.each([
    // offences, severity, floor, discount, candour, threshold of voices, years
    [4, 1, 0, 0, 0, 1000, 4],
    [4, 2, 0, 0, 0, 1000, 8],
    [4, 2, 10, 0, 0, 1000, 10],
    [4, 2, 10, 0.5, 0.8, 1000, 6],
    [4, 2, 10, 0.5, 0.8, 4, 6],
    [4, 2, 10, 0.5, 0.8, 3.9, 10],
    [4, 0, 0, 0, 0, 1000, 0],
  ])(
    'on offences %d x %d, at least %d, less %d x %d up to %d: %d years',
    (offences, severity, floor, discount, candour, threshold, years) => {
      const levers = {
        'sentencing.severity': severity,
        'sentencing.floor': floor,
        'sentencing.publicity': 0.3,
        'offer.discount': discount,
        'voices.threshold': threshold,
      };
      const world = accused(AWAITING, { offences, candour, levers, script: { publicised: 0.29 } });
      justice(world, 5);
      settle(world, 5);
      const [only] = world.cases.last;
      expect(only).toMatchObject({ kind: PUNISHED, person: 0, offences, publicised: true, ties: true });
      expect(only.years).toBeCloseTo(years, 6);
      expect(world.now.prisonImposed).toBeCloseTo(years, 6);
      expect(world.people.imposed[0]).toBeCloseTo(years, 6);
      expect(world.people.answered[0]).toBe(offences);
      expect(world.people.stage[0]).toBe(years > 0 ? IMPRISONED : RELEASED);
    },
  );

  it('answers only what no sentence has answered', () => {
    const world = accused(AWAITING, { offences: 4 });
    world.people.answered[0] = 3;
    justice(world, 5);
    expect(world.now.prisonImposed).toBeCloseTo(1, 6);
  });
});

describe('a sentence', () => {
  it('is served to the week, and counted as served', () => {
    const world = accused(AWAITING, { offences: 2.5 });
    expect(until(world, IMPRISONED, 7)).toBe(7);
    expect(until(world, RELEASED, 8)).toBe(7 + 130);
    expect(world.now.prisonServed).toBeCloseTo(2.5, 9);
  });
});

describe('reintegration', () => {
  it('shares its free places among those who have had none, and gets them back when they are through', () => {
    const { world } = tiny({
      size: 6,
      settings: { behaviour: { justice: { reintegrationWeeks: 4, detection: 0 } } },
      levers: { 'reintegration.places': 2, 'sentencing.certainty': 0 },
      script: { enrol: (who) => 0.1 + 0.1 * who },
    });
    for (let i = 0; i < 5; i++) place(world, i, SURFACED);
    const places: number[][] = [];
    for (let t = 0; t < 6; t++) {
      justice(world, t);
      places.push([world.now.enrolled, ...world.people.programme]);
    }
    // five ask for two places: 0.4 serves the draws 0.1 to 0.3 (so capacity holds in the mean); none is free until week 4
    expect(places[0]).toEqual([3, 4, 4, 4, 0, 0, 0]);
    expect(places[3]).toEqual(places[0]);
    expect(places[4]).toEqual([2, 4, 4, 4, 8, 8, 0]);
  });
});
