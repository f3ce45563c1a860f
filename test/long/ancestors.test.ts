// Every submodel, by settings alone, is what it descends from; and the means of saying so can say no.
import { describe, expect, it } from 'vitest';
import { STREAM } from '../../sim/world.ts';
import { GROUPS } from '../ancestors/all.ts';
import { beside, findingOf, type Case } from '../ancestors/case.ts';
import { everyWay } from '../ancestors/enumerate.ts';

describe.each(GROUPS)('$title', ({ cases }) => {
  it.each(cases)('$id: $target', async (one) => {
    const found = await findingOf(one);
    expect(found.verdict, JSON.stringify({ published: one.published, ...found })).toBe('holds');
  });
});

it('has a name of its own for every case, and a source', () => {
  const all = GROUPS.flatMap(({ cases }) => cases);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { source } of all) expect(source.length).toBeGreaterThan(20);
});

describe('a case', () => {
  const half: Case = {
    id: 'half',
    target: 'one half',
    published: 0.5,
    source: 'arithmetic',
    derived: () => 0.5,
    ours: () => beside(0.5001, 0.5),
    tolerance: 0.001,
  };
  it('holds', async () => expect((await findingOf(half)).verdict).toBe('holds'));
  it('fails beyond its tolerance', async () =>
    expect((await findingOf({ ...half, tolerance: 1e-5 })).verdict).toBe('FAILS'));
  it('fails where no standard error is given for chance, and for what is no number', async () => {
    expect((await findingOf({ ...half, tolerance: 'chance' })).verdict).toBe('FAILS');
    expect((await findingOf({ ...half, ours: () => beside(NaN, 0.5) })).verdict).toBe('FAILS');
  });
  it('tells where the published number is not what it is derived to be', async () =>
    expect((await findingOf({ ...half, derived: () => 0.56 })).verdict).toBe('SOURCE'));
});

describe('every way of chance', () => {
  it('weighs a draw by the intervals between the bounds it is compared with', () => {
    const { law, ways } = everyWay({ cuts: { join: [0.1, 0.4] } }, 1, (chance) => {
      const u = chance.uniform(STREAM.join, 0, 0);
      return `${u < 0.1} ${u < 0.4} ${chance.uniform(STREAM.join, 0, 0) === u}`;
    });
    expect(ways).toBe(3);
    expect(law.get('true true true')).toBeCloseTo(0.1, 12);
    expect(law.get('false true true')).toBeCloseTo(0.3, 12);
    expect(law.get('false false true')).toBeCloseTo(0.6, 12);
  });
  it('asks one draw twice and keeps to what it said', () => {
    const { law } = everyWay({}, 1, (chance) =>
      [0.5, 0.25, 0.75].map((p) => chance.happens(p, STREAM.killed, 7, 3)).join(' '),
    );
    expect(Object.fromEntries(law)).toEqual({
      'true true true': 0.25,
      'true false true': 0.25,
      'false false true': 0.25,
      'false false false': 0.25,
    });
  });
  it('ranks draws that are compared with one another: six orders of three, alike', () => {
    const { law } = everyWay({ ranked: { callTie: 'first' } }, 3, (chance) => {
      const u = [0, 1, 2].map((b) => chance.uniform2(STREAM.callTie, 5, b, 0));
      return [0, 1, 2].sort((a, b) => u[a]! - u[b]!).join('');
    });
    expect(law.size).toBe(6);
    for (const p of law.values()) expect(p).toBeCloseTo(1 / 6, 12);
  });
  it('goes lane by lane through a block, and no further than there are people', () => {
    const { law, ways } = everyWay({}, 3, (chance) => String(chance.block(0.25, STREAM.stock, 0, 0)));
    expect(ways).toBe(8);
    expect(law.get('0')).toBeCloseTo(0.75 ** 3, 12);
    expect(law.get('5')).toBeCloseTo(0.25 * 0.25 * 0.75, 12);
  });
});
