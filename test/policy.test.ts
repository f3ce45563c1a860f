// A policy as a table: neutral outside its weeks, growing in its phase-in, its own value after; every number within its bounds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUMENTS } from '../sim/levers.ts';
import { compilePolicy, fillColumn, LEVERS, viewPolicy, type PolicyTable } from '../sim/policy.ts';
import { scenarioSchema, type Policy } from '../sim/scenario.ts';

const RUNS = { seed: 20151001, numRuns: 300 };

/** A policy with these instruments and every other lever at its default. */
function policyOf(instruments: Record<string, Record<string, unknown>>): Policy {
  const scenario = scenarioSchema.parse({
    schemaVersion: 1,
    title: 'T',
    seed: 's',
    behaviour: { exit: { elasticity: -1 } },
    policies: [
      { id: 'a', name: 'A', ...instruments },
      { id: 'b', name: 'B' },
    ],
    baseline: 'b',
  });
  return scenario.policies[0] as Policy;
}
const columns = (table: PolicyTable) =>
  LEVERS.map(({ instrument, lever, meta }) => ({
    column: (table[instrument] as unknown as Record<string, Float64Array>)[lever]!,
    meta,
  }));

describe('a policy of no instruments', () => {
  it('is every lever at its neutral value, in every week', async () => {
    const table = await compilePolicy(policyOf({}), 30);
    for (const { column, meta } of columns(table))
      expect(column).toEqual(new Float64Array(30).fill(meta.value));
  });
  it('is what an instrument is that acts in no week', async () => {
    const harsh = { certainty: 1, severity: 20, floor: 60, threshold: 3, publicity: 1 };
    const [never, nobody] = await Promise.all([
      compilePolicy(policyOf({ sentencing: { ...harsh, start: 30 } }), 30),
      compilePolicy(policyOf({}), 30),
    ]);
    expect(new Float64Array(never.buffer)).toEqual(new Float64Array(nobody.buffer));
  });
});

describe('a lever', () => {
  const week = fc.integer({ min: 0, max: 60 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  it('follows its start, end and phase-in', () => {
    fc.assert(
      fc.property(week, fc.option(week), week, share, share, (start, end, phaseIn, neutral, value) => {
        const column = new Float64Array(50);
        const meta = { title: '', description: '', unit: '', value: neutral, min: 0, max: 1 };
        expect(fillColumn(column, meta, { start, end, phaseIn }, value)).toBeUndefined();
        column.forEach((x, t) => {
          const acts = t >= start && (end === null || t < end);
          const grown = phaseIn > 0 ? Math.min(1, (t - start + 1) / phaseIn) : 1;
          expect(x).toBe(acts ? (grown === 1 ? value : neutral + (value - neutral) * grown) : neutral);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
        });
      }),
      RUNS,
    );
  });

  it('is the same as a number and as an expression of that number', async () => {
    await fc.assert(
      fc.asyncProperty(share, week, week, async (x, start, phaseIn) => {
        const of = (certainty: unknown) => policyOf({ sentencing: { certainty, start, phaseIn } });
        const [plain, told] = await Promise.all([compilePolicy(of(x), 50), compilePolicy(of(`${x}`), 50)]);
        expect(new Float64Array(told.buffer)).toEqual(new Float64Array(plain.buffer));
      }),
      { ...RUNS, numRuns: 20 },
    );
  });

  it('changes no other column', async () => {
    const plain = columns(await compilePolicy(policyOf({}), 40));
    for (const { instrument, lever, meta } of LEVERS) {
      const other = meta.value === meta.max ? meta.min : meta.max;
      const changed = columns(await compilePolicy(policyOf({ [instrument]: { [lever]: other } }), 40));
      const differing = changed.filter(({ column }, k) => column.some((x, t) => x !== plain[k]!.column[t]));
      expect(differing.map((one) => one.meta)).toEqual([meta]);
    }
  });

  it('grows by equal steps: 0.9 over 3 weeks from week 2, gone from week 6', async () => {
    const table = await compilePolicy(
      policyOf({ control: { breaking: 0.9, start: 2, end: 6, phaseIn: 3 } }),
      8,
    );
    expect(Array.from(table.control.breaking)).toEqual([0, 0, 0.9 / 3, 0.9 * (2 / 3), 0.9, 0.9, 0, 0]);
  });

  it('has no minus zero', async () => {
    const { sentencing } = await compilePolicy(
      policyOf({ sentencing: { certainty: '-(0 * t)', floor: -0 } }),
      3,
    );
    expect(Object.is(sentencing.certainty[1], 0)).toBe(true);
    expect(Object.is(sentencing.floor[1], 0)).toBe(true);
  });

  it.each([
    [
      { voices: { amplification: 't / 10' } },
      'policy "a": `voices.amplification` gave 1.1 in week 11; the most is 1',
    ],
    [
      { voices: { amplification: '1 - t' } },
      'policy "a": `voices.amplification` gave -1 in week 2; the least is 0',
    ],
    [
      { offer: { discount: '0 / (t - 3)', start: 2 } },
      'policy "a": `offer.discount` gave no number in week 3; it must be a finite number',
    ],
    [
      { offer: { discount: '-1 / (t - 3) ^ 2 + 1' } },
      'policy "a": `offer.discount` gave -Infinity in week 3; it must be a finite number',
    ],
  ])('%j is refused with its week', async (instruments, message) => {
    await expect(compilePolicy(policyOf(instruments), 20)).rejects.toThrow(new RangeError(message));
  });

  it('is not asked for weeks in which it does not act', async () => {
    const table = await compilePolicy(
      policyOf({ offer: { discount: '1 / (t - 3)', start: 4, end: 20 } }),
      30,
    );
    expect(table.offer.discount[3]).toBe(0);
    expect(table.offer.discount[4]).toBe(1);
  });

  it('that is no expression is refused with its column', async () => {
    const broken = compilePolicy(policyOf({ offer: { discount: '0.5 + week' } }), 20);
    await expect(broken).rejects.toMatchObject({ name: 'ExpressionError', column: 7 });
  });
});

describe('the buffer of a policy', () => {
  it('is the whole of it: a view of a copy is the same table', async () => {
    const table = await compilePolicy(policyOf({ sentencing: { severity: '1 + t / 10' } }), 25);
    const copy = viewPolicy(25, table.buffer.slice(0));
    expect(copy).toEqual(table);
    expect(copy.sentencing.severity[10]).toBe(2);
    expect(copy.buffer.byteLength).toBe(LEVERS.length * 25 * 8);
    expect(Object.keys(copy).sort()).toEqual(['buffer', 'weeks', ...Object.keys(INSTRUMENTS)].sort());
  });
  it('is refused where its size is that of other weeks', () => {
    expect(() => viewPolicy(26, new ArrayBuffer(LEVERS.length * 25 * 8))).toThrow(RangeError);
  });
});
