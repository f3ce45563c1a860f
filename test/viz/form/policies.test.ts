// The list of policies as a text: after any row of edits the scenario can still be read, and nothing else has changed.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../sim/read.ts';
import {
  addPolicy,
  chooseBaseline,
  duplicatePolicy,
  freeId,
  movePolicy,
  policiesOf,
  removePolicy,
  renamePolicy,
  slugOf,
} from '../../../viz/form/policies.ts';
import { setValue, valueAt } from '../../../viz/text.ts';

const RUNS = { seed: 20151001, numRuns: 30 };
const FILES = readdirSync('scenarios').filter((name) => /(?<!schema)\.json$/.test(name));
const texts = FILES.map((name) => readFileSync(`scenarios/${name}`, 'utf8'));
const text = readFileSync('scenarios/punish-or-listen.json', 'utf8');
const ids = (of: string): string[] => policiesOf(of).map(({ id }) => id);

type Edit = (text: string) => string;
const place = fc.nat(9);
const within = (of: string, k: number): number => k % policiesOf(of).length;
const word = fc.string({
  minLength: 1,
  maxLength: 60,
  unit: fc.constantFrom('a', 'B', '7', ' ', 'é', '"', '\\', '/'),
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant<Edit>((of) => (policiesOf(of).length < 8 ? addPolicy(of) : of)),
  place.map<Edit>((k) => (of) => (policiesOf(of).length < 8 ? duplicatePolicy(of, within(of, k)) : of)),
  place.map<Edit>((k) => (of) => (policiesOf(of).length > 2 ? removePolicy(of, within(of, k)) : of)),
  fc.tuple(place, place).map<Edit>(([a, b]) => (of) => movePolicy(of, within(of, a), within(of, b))),
  fc.tuple(place, word).map<Edit>(([k, name]) => (of) => renamePolicy(of, within(of, k), { name })),
  fc.tuple(place, word).map<Edit>(([k, name]) => (of) => renamePolicy(of, within(of, k), { id: freeId(policiesOf(of), slugOf(name)) })),
  place.map<Edit>((k) => (of) => chooseBaseline(of, ids(of)[within(of, k)]!)),
); // prettier-ignore

describe('policies', () => {
  it('can be read after any row of edits, and nothing but they and the baseline has changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 }), async (before, edits) => {
        const after = edits.reduce((of, one) => one(of), before);
        const reading = await readScenario(after);
        expect(reading.ok, JSON.stringify(reading)).toBe(true);
        const rest = (of: string): object => ({ ...(JSON.parse(of) as object), policies: 0, baseline: 0 });
        expect(rest(after)).toEqual(rest(before));
      }),
      RUNS,
    );
  });

  it('are added at the end, with an id and a name of their own, doing nothing', () => {
    const twice = addPolicy(addPolicy(text));
    expect(policiesOf(twice).slice(4)).toEqual([
      { id: 'new-policy', name: 'New policy' },
      { id: 'new-policy-2', name: 'New policy 2' },
    ]);
    expect(Object.keys(valueAt(twice, '/policies/5') as object)).toEqual(['id', 'name']);
    expect(twice.startsWith(text.slice(0, text.indexOf('"reintegration"')))).toBe(true);
  });

  it('are copied to the place after, with all that they say', () => {
    const after = duplicatePolicy(text, 1);
    expect(ids(after)).toEqual(['as-it-was', 'deterrence', 'deterrence-copy', 'voices', 'balance']);
    const [one, two] = [valueAt(after, '/policies/1'), valueAt(after, '/policies/2')] as object[];
    expect(two).toEqual({ ...one, id: 'deterrence-copy', name: 'Deterrence (copy)' });
    expect(ids(duplicatePolicy(after, 1))[2]).toBe('deterrence-copy-2');
  });

  it('moved there and back are as they were, to the last space', () => {
    for (const of of texts)
      for (const [from, to] of [
        [0, 1],
        [2, 0],
        [1, 2],
      ] as const)
        if (policiesOf(of)[from] && policiesOf(of)[to])
          expect(movePolicy(movePolicy(of, from, to), to, from)).toBe(of);
    expect(ids(movePolicy(text, 3, 0))).toEqual(['balance', 'as-it-was', 'deterrence', 'voices']);
    expect(movePolicy(text, 3, 9)).toBe(text);
  });

  it('keep their baseline: it goes with a new id, and to the first that is left', () => {
    expect(valueAt(renamePolicy(text, 0, { id: 'before' }), '/baseline')).toBe('before');
    expect(valueAt(renamePolicy(text, 1, { id: 'harsh' }), '/baseline')).toBe('as-it-was');
    expect(valueAt(renamePolicy(text, 0, { name: 'Before' }), '/baseline')).toBe('as-it-was');
    expect(valueAt(removePolicy(text, 0), '/baseline')).toBe('deterrence');
    expect(valueAt(removePolicy(text, 1), '/baseline')).toBe('as-it-was');
  });

  it('that are not there change nothing', () => {
    for (const of of ['{', '{}', '{"policies":3}', '{"policies":[]}']) {
      expect(policiesOf(of)).toEqual([]);
      expect([duplicatePolicy(of, 0), removePolicy(of, 0), movePolicy(of, 0, 1), renamePolicy(of, 0, { id: 'a' })]).toEqual([
        of, of, of, of,
      ]); // prettier-ignore
    }
    expect(policiesOf('{"policies":[{"id":1},2]}')).toEqual([
      { id: '', name: '' },
      { id: '', name: '' },
    ]);
  });

  it('work on a text with a mark of order, and on one line', () => {
    const marked = `\ufeff${JSON.stringify(JSON.parse(text))}`;
    expect(ids(movePolicy(marked, 0, 3))).toEqual(['deterrence', 'voices', 'balance', 'as-it-was']);
    expect(movePolicy(marked, 0, 3).startsWith('\ufeff{')).toBe(true);
    expect(ids(duplicatePolicy(marked, 3)).length).toBe(5);
  });
});

describe('an id from a name', () => {
  it('is an id, whatever the name', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) =>
        /^[a-z][a-z0-9-]{0,39}$/.test(slugOf(String.fromCharCode(...codes))),
      ),
      { ...RUNS, numRuns: 500 },
    );
    expect(slugOf('Harsh, certain & publicised')).toBe('harsh-certain-publicised');
    expect(slugOf('Épée 3')).toBe('epee-3');
    expect(slugOf('2011')).toBe('policy');
    expect(setValue('{}', '/a', slugOf(''))).toBe('{"a":"policy"}');
  });
});
