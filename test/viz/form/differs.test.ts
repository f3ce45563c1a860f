// What differs: nothing between equals, one row for one change, and the rows are all there is to say.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionGroups, leverGroups } from '../../../viz/form/fields.ts';
import { differences, toldValue } from '../../../viz/form/differs.ts';
import { addPolicy, movePolicy, removePolicy } from '../../../viz/form/policies.ts';
import { setValue, tidy, valueAt } from '../../../viz/text.ts';

const RUNS = { seed: 20151001, numRuns: 80 };
const text = readFileSync('scenarios/punish-or-listen.json', 'utf8');
const parsed = (of: string): unknown => JSON.parse(of) as unknown;
const between = (a: string, b: string) => differences(parsed(a), parsed(b));
const pointers = [...assumptionGroups({}), ...leverGroups({}, 2)].flatMap(({ fields }) =>
  fields.map(({ pointer }) => pointer),
);

describe('what differs', () => {
  it('is nothing between a text and itself, however it is laid out', () => {
    expect(between(text, tidy(text))).toEqual([]);
    expect(between(text, JSON.stringify(parsed(text)))).toEqual([]);
  });

  it('are the values that were set, no more and no less', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...pointers), { maxLength: 5 }), (changed) => {
        const after = changed.reduce((of, pointer) => setValue(of, pointer, 0.123), text);
        const found = between(text, after);
        expect(found.map(({ pointer }) => pointer).sort()).toEqual([...changed].sort());
        for (const { pointer, old, new: now } of found) {
          expect(now).toBe(0.123);
          expect(old).toEqual(valueAt(text, pointer));
        }
        const back = found.reduce((of, { pointer, old }) => setValue(of, pointer, old), after);
        expect(parsed(back)).toEqual(parsed(text));
      }),
      RUNS,
    );
  });

  it('name what changed, with its unit', () => {
    const after = setValue(setValue(text, '/policies/1/sentencing/severity', 4), '/group/rise', 1);
    expect(between(text, after)).toEqual([
      { pointer: '/policies/1/sentencing/severity', title: 'Deterrence: Severity (sentencing)', old: 2, new: 4, unit: 'years per year' },
      { pointer: '/group/rise', title: 'Rise of its fortunes', old: undefined, new: 1, unit: 'per year' },
    ]); // prettier-ignore
    expect(between(text, setValue(text, '/policies/1/name', 'Harsh'))[0]!.title).toBe('Harsh: name');
  });

  it('is one row for a policy that is gone, its values for one that is new, and the order alone for one that moved', () => {
    expect(between(text, removePolicy(text, 1)).map(({ title, new: now }) => [title, now])).toEqual([
      ['Policy “Deterrence”', undefined],
    ]);
    expect(between(text, addPolicy(text)).map(({ pointer }) => pointer)).toEqual([
      '/policies/4/id',
      '/policies/4/name',
    ]);
    expect(between(text, movePolicy(text, 3, 0))).toEqual([
      {
        pointer: '/policies',
        title: 'policies',
        old: 'as-it-was, deterrence, voices, balance',
        new: 'balance, as-it-was, deterrence, voices',
        unit: '',
      },
    ]);
  });

  it('stands between texts that are no scenarios', () => {
    expect(differences(1, { a: 1 }).length).toBe(1);
    expect(differences(undefined, { a: 1 })).toEqual([
      { pointer: '/a', title: 'a', old: undefined, new: 1, unit: '' },
    ]);
    expect(differences({ a: [1] }, { a: [2] })[0]).toMatchObject({ pointer: '/a', old: [1], new: [2] });
    expect(differences([], {})[0]!.title).toBe('The whole text');
    expect(differences({ 'x/y~': 1 }, {})[0]!.pointer).toBe('/x~1y~0');
  });

  it('tells values as words', () => {
    expect([undefined, 'a', 3, null, [1, 2]].map(toldValue)).toEqual(['not set', 'a', '3', 'null', '[1,2]']);
    expect(toldValue(Array(99).fill(1)).length).toBe(80);
  });
});
