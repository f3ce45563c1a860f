// The assumptions on paper: every guess, and whatever was changed, with its grade; nothing else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../../sim/assumptions.ts';
import { assumptionRows } from '../../../viz/export/brief.ts';
import { FIRST } from './scene.ts';
import { readScenario } from '../../../sim/read.ts';

it('are all guesses, each once, and what is not at its default with a mark', async () => {
  const reading = await readScenario(FIRST.text);
  if (!reading.ok) throw new Error('the founding question');
  const { scenario } = reading;
  const guesses = ASSUMPTIONS.filter(({ parameter }) => parameter.grade === 'H').map(
    ({ parameter }) => parameter.title,
  );
  const titles = assumptionRows(scenario).map(({ title }) => title);
  expect(guesses.filter((title) => !titles.includes(title))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);

  const numbers = ASSUMPTIONS.filter(({ parameter }) => parameter.value !== undefined);
  fc.assert(
    fc.property(
      fc.constantFrom(...numbers),
      fc.double({ min: 0.001, max: 1 }),
      ({ pointer, parameter }, by) => {
        const changed = JSON.parse(JSON.stringify(scenario)) as Record<string, never>;
        const names = pointer.split('/').slice(1);
        const last = names.pop()!;
        const group = names.reduce<Record<string, number>>((inner, name) => inner[name] as never, changed);
        group[last] = parameter.value! + by;
        const row = assumptionRows(changed as never).find(({ title }) => title === parameter.title)!;
        expect(row).toMatchObject({ value: group[last], changed: true, grade: parameter.grade });
        group[last] = parameter.value!;
        const back = assumptionRows(changed as never).find(({ title }) => title === parameter.title);
        if (parameter.grade === 'H') expect(back!.changed).toBe(false);
        else expect(back).toBeUndefined();
      },
    ),
    { seed: 20151001, numRuns: 200 },
  );
});
