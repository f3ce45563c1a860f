// The fields are the declarations: every number of the schema has one, says what the schema says, and reads what the text says.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEVERS } from '../../../sim/policy.ts';
import { describedAt, type Described } from '../../../sim/reading/described.ts';
import { REFERENCES } from '../../../sim/references.ts';
import { assumptionGroups, fieldAt, leverGroups } from '../../../viz/form/fields.ts';
import type { Field } from '../../../viz/form/fields.ts';
import { namesOf } from '../../../viz/form/tree.ts';
import { setValue } from '../../../viz/text.ts';

const text = readFileSync('scenarios/punish-or-listen.json', 'utf8');
const file = JSON.parse(text) as { policies: unknown[] };
const all = (of: unknown): Field[] =>
  [...assumptionGroups(of), ...leverGroups(of, 1)].flatMap(({ fields }) => fields);

/** Pointers of the numbers of the schema that a form can show as such, without lists. */
function numbersOf(here: Described, pointer = ''): string[] {
  const inner = Object.entries(here.properties ?? {}).flatMap(([name, one]) =>
    numbersOf(one, `${pointer}/${name}`),
  );
  const isNumber = [here, ...(here.anyOf ?? [])].some(({ type }) => type === 'number' || type === 'integer');
  return isNumber && here.const === undefined ? [pointer] : inner;
}

describe('the fields', () => {
  it('are all the numbers of the schema, and no others', () => {
    const schema = describedAt([], {})!;
    const policy = schema.properties!['policies']!.items!;
    const wanted = [...numbersOf(schema), ...numbersOf(policy).map((one) => `/policies/1${one}`)];
    const elsewhere = ['/weeks', '/replicates', '/network/communities/count'];
    const ours = all(file).map(({ pointer }) => pointer);
    expect(ours.sort()).toEqual(wanted.filter((one) => !elsewhere.includes(one)).sort());
    expect(ours.length).toBeGreaterThan(120);
  });

  it('say what the schema says', () => {
    for (const field of all(file)) {
      const said = describedAt(
        namesOf(field.pointer).map((name) => (/^\d+$/.test(name) ? Number(name) : name)),
        file,
      ) as Described & { title: string; range?: number[]; grade?: string; evidence?: string[] };
      const bounds = { minimum: field.min, maximum: field.max };
      const inner = said.minimum === undefined ? said.anyOf!.find(({ type }) => type === 'integer')! : said;
      expect([inner.minimum, inner.maximum], field.pointer).toEqual(Object.values(bounds));
      expect([field.title, field.unit, field.description]).toEqual([said.title, said.unit, said.description]);
      expect(field.default, field.pointer).toEqual(said.default);
      expect(field.range).toEqual(said.range ?? null);
      expect(field.grade).toBe(said.grade ?? null);
      expect(field.evidence).toEqual(said.evidence ?? []);
    }
  });

  it('name sources that there are', () => {
    for (const { evidence, pointer } of all(file))
      for (const id of evidence) expect(Object.hasOwn(REFERENCES, id), `${pointer} ${id}`).toBe(true);
  });

  it('read what the text sets, and the default of what it does not', () => {
    const read = (pointer: string, of: unknown = file) => {
      const { value, isSet } = fieldAt(of, pointer)!;
      return [value, isSet];
    };
    expect(read('/policies/1/sentencing/certainty')).toEqual([0.76, true]);
    expect(read('/policies/0/sentencing/certainty')).toEqual([0.3, false]);
    expect(read('/behaviour/exit/elasticity')).toEqual([-0.5, true]);
    expect(read('/behaviour/exit/elasticity', {})).toEqual([undefined, false]);
    expect(read('/policies/2/voices/end')).toEqual([null, false]);
    const expression = JSON.parse(setValue(text, '/policies/2/voices/capacity', 'step(t, 52)')) as unknown;
    expect(read('/policies/2/voices/capacity', expression)).toEqual(['step(t, 52)', true]);
  });

  it('stand whatever the text is', () => {
    for (const odd of [null, 3, 'x', [], {}, { policies: 3 }, { policies: [1, 2] }, { population: [] }])
      expect(all(odd).every(({ isSet }) => !isSet)).toBe(true);
    expect(fieldAt(file, '/nothing/here')).toBeUndefined();
    expect(
      fieldAt({ population: JSON.parse('{"__proto__":{"size":1}}') as unknown }, '/population/size'),
    ).toMatchObject({
      isSet: false,
      value: 2000,
    });
  });

  it('are one for every lever', () => {
    const levers = leverGroups(file, 0).flatMap(({ fields }) => fields.filter(({ isLever }) => isLever));
    expect(levers.map(({ pointer }) => pointer)).toEqual(
      LEVERS.map(({ instrument, lever }) => `/policies/0/${instrument}/${lever}`),
    );
  });
});
