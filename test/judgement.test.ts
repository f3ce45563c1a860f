// Social judgement: which of three things a person does with a message is settled by two latitudes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgement } from '../sim/judgement.ts';
import type { Behaviour } from '../sim/scenario.ts';
import { scenarioOf } from './laws/worlds.ts';

const SETTINGS = { seed: 20151001, numRuns: 500 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const parameters = fc
  .record({ latitude: share, indifference: share, narrowing: share, contrast: share })
  .map((numbers) => ({ ...scenarioOf({}).behaviour.attitude, ...numbers }) as Behaviour['attitude']);

const of = (numbers: object): Behaviour['attitude'] =>
  scenarioOf({
    behaviour: { attitude: { latitude: 0.35, indifference: 0.3, narrowing: 0.6, contrast: 1, ...numbers } },
  }).behaviour.attitude;

describe('judgement', () => {
  it('accepts within the latitude, which narrows to both extremes: 0.35 in the middle, 0.14 at either end', () => {
    const attitude = of({});
    for (const [v, latitude] of [[0.5, 0.35], [0, 0.14], [1, 0.14], [0.75, 0.245], [0.25, 0.245]] as const) {
      expect([v, judgement(attitude, 0.5, v, latitude - 1e-9)]).toEqual([v, 1]);
      expect([v, judgement(attitude, 0.5, v, latitude + 1e-9)]).toEqual([v, 0]);
    }
  }); // prettier-ignore

  it('repels the reactant beyond indifference, of which they have less', () => {
    const attitude = of({ contrast: 0.8 });
    for (const [z, edge] of [[0.5, 0.35 + 0.15], [1, 0.35], [0.1, 0.35 + 0.27]] as const) {
      expect([z, judgement(attitude, z, 0.5, edge + 1e-9)]).toEqual([z, -0.8 * z]);
      if (z < 1) expect([z, judgement(attitude, z, 0.5, edge - 1e-9)]).toEqual([z, 0]);
    }
  }); // prettier-ignore

  it('never accepts what is farther when it ignores what is nearer, and repels by reactance and contrast alone', () => {
    fc.assert(
      fc.property(parameters, share, share, share, share, (attitude, z, v, a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((distance) =>
          judgement(attitude, z, v, distance),
        );
        expect(far).toBeLessThanOrEqual(near);
        for (const taken of [near, far])
          expect(taken === 1 || taken === 0 || taken === -attitude.contrast * z).toBe(true);
        expect(judgement(attitude, z, v, a)).toBe(judgement(attitude, z, 1 - v, a));
      }),
      SETTINGS,
    );
  });

  it('repels nobody where contrast is switched off, and not the least reactant', () => {
    fc.assert(
      fc.property(parameters, share, share, share, (attitude, z, v, distance) => {
        expect(judgement({ ...attitude, contrast: 0 }, z, v, distance)).toBeGreaterThanOrEqual(0);
        expect(judgement(attitude, 0, v, distance)).toBeGreaterThanOrEqual(0);
      }),
      SETTINGS,
    );
  });
});
