// A lever week by week, as the kernel will have it, and what is wrong with it as a sentence.
import { describe, expect, it, vi } from 'vitest';
import type { Timing } from '../../../sim/scenario.ts';
import { pointsOf, previewOf } from '../../../viz/form/preview.ts';
import type { Preview } from '../../../viz/form/preview.ts';

const always: Timing = { start: 0, end: null, phaseIn: 0 };

async function preview(expression: string | number, timing = always, weeks = 6): Promise<Preview> {
  const found = previewOf('sentencing', 'certainty', expression, timing, weeks);
  await vi.waitFor(() => expect(found.value).not.toBeNull(), 20_000);
  return found.value!;
}

describe('a preview', () => {
  it('is the weeks of the lever, before, during and after its time', async () => {
    expect(await preview('step(t, 3)')).toEqual({ weeks: Float64Array.of(0, 0, 0, 1, 1, 1), fault: null });
    expect(await preview(0.5, { start: 1, end: 4, phaseIn: 2 })).toEqual({
      weeks: Float64Array.of(0.3, 0.4, 0.5, 0.5, 0.3, 0.3),
      fault: null,
    });
  });

  it('ends where the lever leaves its bounds, and says in which week', async () => {
    const { weeks, fault } = await preview('t / 4');
    expect(Array.from(weeks)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(fault).toBe('in week 5 it gives 1.25; the most is 1');
    expect((await preview('0 - t')).fault).toBe('in week 1 it gives -1; the least is 0');
    expect((await preview('1 / (t - 2)')).fault).toBe('in week 0 it gives -0.5; the least is 0');
    expect((await preview('0 / (t - t)')).fault).toBe('in week 0 it gives no number');
  });

  it('of what is no expression says why, and what to write', async () => {
    const { weeks, fault } = await preview('steep(t, 3)');
    expect(weeks.length).toBe(0);
    expect(fault).toMatch(/steep.*did you mean `step`/);
  });

  it('is made once a text', () => {
    const again = (): unknown => previewOf('sentencing', 'certainty', 'step(t, 3)', always, 6);
    expect(again()).toBe(again());
  });
});

describe('the points of a line', () => {
  it('go from the left to the right, the most at the top, and are few', () => {
    expect(pointsOf([0, 1, 2], 0, 2)).toBe('0,1 0.5,0.5 1,0');
    expect(pointsOf([3, 3], 3, 3)).toBe('0,0.5 1,0.5');
    expect(pointsOf([3], 0, 4)).toBe('0,0.25');
    expect(pointsOf(new Float64Array(1000), 0, 1).split(' ').length).toBeLessThanOrEqual(121);
  });
});
