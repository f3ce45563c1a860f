import { describe, expect, it } from 'vitest';
import { put } from '../../sim/bits.ts';
import { attitude } from '../../sim/submodels/attitude.ts';
import { ideologyOf, supportOf, UNIT, type World } from '../../sim/world.ts';
import { open, scenarioOf, type Json } from '../laws/worlds.ts';

/** One person who heard what is named, in a world in which nobody takes stock, and changes last. */
function heard(given: Json, parameters: Json, ...sources: ('propaganda' | 'institution')[]): World {
  const world = open(
    scenarioOf({
      weeks: 10,
      population: { size: 1, atRiskShare: 0, given },
      network: { communities: { count: 1 }, layers: [{ name: 'none', kind: 'given', ties: [] }] },
      group: { support: 1, ideology: 0.9 },
      behaviour: { attitude: { peerRate: 0, halfLife: 1e9, institutionIdeology: 0.1, ...parameters } },
    }),
  );
  for (const source of sources) put(world.heard[source], 0);
  attitude(world, 0);
  return world;
}

const NEAR = 2 / UNIT;

describe('what a person hears', () => {
  it('closes part of the gap where it is near: a message of full credibility, a tenth', () => {
    const world = heard({ support: [0.2], ideology: [0.8], reactance: [0] }, { latitude: 2 }, 'propaganda');
    expect(supportOf(world, 0, 1)).toBeCloseTo(0.2 + 0.1 * (1 - 0.2), 8);
    expect(ideologyOf(world, 0, 1)).toBeCloseTo(0.8 + 0.1 * (0.9 - 0.8), 8);
  });

  it('repels the reactant where it is too far, by their reactance', () => {
    const parameters = { latitude: 0.2, narrowing: 0, indifference: 0.1, contrast: 1 };
    const world = heard({ support: [0.5], ideology: [0.2], reactance: [0.6] }, parameters, 'propaganda');
    expect(supportOf(world, 0, 1)).toBeCloseTo(0.5 - 0.1 * 0.6 * (1 - 0.5), 8);
    expect(ideologyOf(world, 0, 1)).toBeCloseTo(0.2 - 0.1 * 0.6 * (0.9 - 0.2), 8);
  });

  it('adds up where two messages pull against each other with equal weight', () => {
    // propaganda persuades, the institution repels by as much: together they weigh nothing and yet move, up by a tenth of 1 - 0
    const parameters = { latitude: 0.35, narrowing: 0, indifference: 0.3, contrast: 1 };
    const given = { support: [0.4], ideology: [0.9], reactance: [1] };
    const world = heard(given, parameters, 'propaganda', 'institution');
    expect(Math.abs(supportOf(world, 0, 1) - (0.4 + 0.1 * (1 - 0.4) - 0.1 * (0 - 0.4)))).toBeLessThan(NEAR);
    expect(Math.abs(ideologyOf(world, 0, 1) - (0.9 - 0.1 * (0.1 - 0.9)))).toBeLessThan(NEAR);
  });
});
