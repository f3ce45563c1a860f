// The gallery: every scenario that ships is a question with sources and with what to look for, affordable, and free of warnings;
// together they ask what the founding paper asks, and stand at the poles that were measured.
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MEASURES } from '../sim/measures.ts';
import { compilePolicy } from '../sim/policy.ts';
import { readScenario } from '../sim/read.ts';
import { REFERENCES } from '../sim/references.ts';
import type { Scenario } from '../sim/scenario.ts';

const folder = new URL('../scenarios/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'scenario.schema.json')
  .map((name) => name.slice(0, -5));
const textOf = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');

/** What the founding paper raises, as the gallery words it. */
const QUESTIONS = [
  'Punish or listen?',
  'Does a harsh sentence silence the useful voice?',
  'Whole story or edited story?',
  'How guilty may a voice be?',
  'Is the stamp of the state poison?',
  'Do defectors reach whom institutions cannot?',
  'Does telling it glorify it?',
  "What when the group's fortunes fall?",
];

describe.each(names)('%s', (name) => {
  let scenario: Scenario;
  beforeAll(async () => {
    const reading = await readScenario(textOf(name));
    expect(reading).toMatchObject({ ok: true, warnings: [] });
    if (reading.ok) scenario = reading.scenario;
  });

  it('asks, and says what is asked', () => {
    expect(scenario.title).toMatch(/\?$/);
    expect(scenario.question).toMatch(/\?$/);
    expect(scenario.policies.length).toBeGreaterThanOrEqual(2);
    expect(scenario.policies.length).toBeLessThanOrEqual(5);
    expect(MEASURES.map(({ id }) => id)).toContain(scenario.headline);
  });
  it('names its sources, which are known, and says what to look for in two sentences', () => {
    const ids = scenario.notes.match(/\b[CEHPV]\d+[a-c]?\b/g) ?? [];
    expect(ids.length).toBeGreaterThan(1);
    expect(ids.filter((id) => !Object.hasOwn(REFERENCES, id))).toEqual([]);
    const [, look] = scenario.notes.split('What to look for: ');
    expect(look!.split(/(?<=[.?!]) (?=[A-Z])/)).toHaveLength(2);
  });
  it('is of a size at which 200 replicates can be waited for', () => {
    expect(scenario.population.size).toBeLessThanOrEqual(2000);
    expect(scenario.weeks).toBe(520);
    expect(scenario.replicates).toBe(200);
  });
  it('is tidy: no line is empty', () => expect(textOf(name)).not.toMatch(/\n\s*\n/));
});

describe('the gallery', () => {
  const titles = names.map((name) => (JSON.parse(textOf(name)) as Scenario).title);

  it('asks what the founding paper raises, and nothing twice', () => {
    expect(titles).toEqual(expect.arrayContaining(QUESTIONS));
    expect(new Set(titles).size).toBe(titles.length);
  });

  /** What a lever stands at in the last week, by policy. */
  const lastOf = async (name: string, lever: 'certainty' | 'severity'): Promise<number[]> => {
    const reading = await readScenario(textOf(name));
    if (!reading.ok) throw new Error(name);
    const { policies, weeks } = reading.scenario;
    const tables = await Promise.all(policies.map((policy) => compilePolicy(policy, weeks)));
    return tables.map((table) => table.sentencing[lever].at(-1)!);
  };

  it('stands at the poles of certainty and of severity that were measured', async () => {
    expect(await lastOf('uk-or-france', 'certainty')).toEqual(expect.arrayContaining([0.1, 0.76]));
    const years = (await lastOf('how-many-years', 'severity')).map((severity) => Math.round(7 * severity));
    expect(years.sort((a, b) => a - b)).toEqual([5, 7, 10, 14]);
    const aarhus = await lastOf('aarhus', 'certainty');
    expect(Math.min(...aarhus)).toBeCloseTo(1 / 17, 2);
  });
});
