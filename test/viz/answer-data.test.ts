// What was shown before a change is drawn beside what is shown now only where it stands on the same weeks.
import { expect, it } from 'vitest';
import { measureOf } from '../../sim/measures.ts';
import { fanData } from '../../viz/answer/data.ts';
import { shownRuns } from '../../viz/shown.ts';
import { runsOf, SMALL } from './export/world.ts';

it('a course of before is left out where the weeks are others', async () => {
  const shownOf = async (weeks: number) => {
    const scenario = { ...SMALL, weeks };
    const fixed = await runsOf(scenario);
    return shownRuns({ scenario, fixed, drawn: fixed });
  };
  const [twenty, twelve] = await Promise.all([shownOf(20), shownOf(12)]);
  const courses = (before: typeof twenty) =>
    fanData(twelve, measureOf('recruits'), false, before)!.policies.map((policy) => policy.before);
  expect(courses(twenty).every((course) => course === undefined)).toBe(true);
  for (const course of courses(twelve)) expect(course).toHaveLength(12);
});
