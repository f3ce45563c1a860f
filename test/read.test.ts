// The gate: every file of the corpus gets its answer, and what passes is complete and passes again unchanged.
import { readFileSync, readdirSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Findings, type Problem } from '../sim/problems.ts';
import { checkScenario, readScenario, type Reading } from '../sim/read.ts';
import { atThisVersion, type Members } from '../sim/reading/version.ts';
import { EXIT, SOURCES } from '../sim/assumptions.ts';
import { scenarioJsonSchema } from '../sim/scenario.ts';
import corpus from './corpus/index.json' with { type: 'json' };

interface Recipe {
  readonly before?: string;
  readonly repeat: string;
  readonly times: number;
  readonly after?: string;
}
interface Expected {
  readonly file?: string;
  readonly recipe?: Recipe;
  readonly level: string;
  readonly code: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  /** How many problems there are in all, where it is not one. */
  readonly of?: number;
}
const CORPUS = corpus as readonly Expected[];
const FILES = new URL('./corpus/files/', import.meta.url);

const made = ({ before = '', repeat, times, after = '' }: Recipe): string =>
  before + repeat.repeat(times) + after;
const textOf = ({ file, recipe }: Expected): string =>
  file === undefined ? made(recipe!) : readFileSync(new URL(file, FILES), 'utf8');
const toldIn = (reading: Reading): readonly Problem[] => (reading.ok ? reading.warnings : reading.problems);

describe('the corpus of broken scenarios', () => {
  it('has two files a code, at least, and none that is not in the index', () => {
    const counts = new Map<string, number>();
    for (const { code } of CORPUS) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(90);
    expect(Array.from(counts).filter(([, n]) => n < 2)).toEqual([]);
    expect(readdirSync(FILES).sort()).toEqual(CORPUS.flatMap(({ file }) => file ?? []).sort());
  });

  it.each(
    CORPUS.map(
      (expected) => [expected.file ?? `${expected.code} ${expected.recipe!.times} times`, expected] as const,
    ),
  )('%s', async (_, expected) => {
    const { level, code, pointer, line, column, of = 1 } = expected;
    const reading = await readScenario(textOf(expected));
    const told = toldIn(reading);
    expect(told[0]).toMatchObject({ level, code, pointer, line, column });
    expect(told.map((problem) => problem.code)).toHaveLength(of);
    expect(reading.ok).toBe(level === 'warning');
  });
});

const BASE = {
  schemaVersion: 1,
  title: 'T',
  seed: 's',
  behaviour: { exit: { elasticity: -1 } },
  policies: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', sentencing: { certainty: 0.5 } },
  ],
  baseline: 'a',
};
const SHIPPED = readdirSync(new URL('../scenarios/', import.meta.url)).filter(
  (name) => name.endsWith('.json') && !name.includes('schema'),
);
const shipped = (name: string): string =>
  readFileSync(new URL(`../scenarios/${name}`, import.meta.url), 'utf8');

async function scenarioIn(text: string) {
  const reading = await readScenario(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}
async function codesOf(value: unknown): Promise<string[]> {
  return toldIn(await checkScenario(value)).map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('a scenario that is read', () => {
  it.each(SHIPPED)('%s is read, and what was read reads again unchanged', async (name) => {
    const scenario = await scenarioIn(shipped(name));
    expect(await scenarioIn(JSON.stringify(scenario))).toEqual(scenario);
    expect(await checkScenario(scenario)).toMatchObject({ ok: true, scenario });
  });

  it('is complete: every default is there, also of groups that were left out', async () => {
    const scenario = await scenarioIn(JSON.stringify(BASE));
    expect(scenario.sources.volume).toBe(SOURCES.volume.value);
    expect(scenario.behaviour.exit).toMatchObject({ elasticity: -1, leaving: EXIT.leaving.value });
    expect(scenario.policies[0]!.voices).toMatchObject({ start: 0, end: null, phaseIn: 0, threshold: 1000 });
    expect(scenario.network.layers).toHaveLength(3);
  });

  it('may begin with a byte order mark and stand on lines of any kind', async () => {
    const text = JSON.stringify(BASE, null, 2);
    const scenario = await scenarioIn(text);
    for (const other of [`\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r')])
      expect(await scenarioIn(other)).toEqual(scenario);
  });

  it('has 0 where the text has -0', async () => {
    const text = JSON.stringify({ ...BASE, costs: { trial: 17 } }).replace('17', '-0');
    expect(Object.is((await scenarioIn(text)).costs.trial, 0)).toBe(true);
    const reading = await checkScenario({ ...BASE, costs: { trial: -0 } });
    expect(reading.ok && Object.is(reading.scenario.costs.trial, 0)).toBe(true);
  });

  it('keeps its long lists, and its notes their lines', async () => {
    const ties = Array.from({ length: 1999 }, (_, i) => [i, i + 1]);
    const support = Array.from({ length: 2000 }, (_, i) => i / 2000);
    const scenario = await scenarioIn(
      JSON.stringify({
        ...BASE,
        notes: 'one\n\ttwo',
        population: { given: { support, members: [3, 5] } },
        network: { layers: [{ name: 'x', kind: 'given', ties }] },
      }),
    );
    expect(scenario.population.given).toEqual({ support, members: [3, 5] });
    expect(scenario.network.layers[0]).toMatchObject({ kind: 'given', ties });
    expect(scenario.notes).toBe('one\n\ttwo');
  });
});

describe('an object in memory', () => {
  it('is read as its text would be, with places that are pointers only', async () => {
    const value = { ...BASE, weeks: '52' };
    const [there, here] = [await readScenario(JSON.stringify(value)), await checkScenario(value)];
    expect(toldIn(here)).toEqual(toldIn(there).map((problem) => ({ ...problem, line: 0, column: 0 })));
  });

  const cyclic: Record<string, unknown> = { notes: null, ...BASE };
  cyclic['notes'] = cyclic;
  it.each([
    ['not a number', { ...BASE, weeks: NaN }, 'number-too-large /weeks'],
    ['infinite', { ...BASE, weeks: -Infinity }, 'number-too-large /weeks'],
    ['a bigint', { ...BASE, weeks: 5n }, 'value-not-plain /weeks'],
    ['a function', { ...BASE, title: () => 'T' }, 'value-not-plain /title'],
    ['a symbol', { ...BASE, title: Symbol('T') }, 'value-not-plain /title'],
    ['a date', { ...BASE, title: new Date(0) }, 'value-not-plain /title'],
    ['a map', { ...BASE, costs: new Map() }, 'value-not-plain /costs'],
    [
      'typed',
      { ...BASE, population: { given: { support: new Float64Array(2) } } },
      'value-not-plain /population/given/support',
    ],
    ['a hole', { ...BASE, policies: new Array(2) }, 'value-not-plain /policies/0'],
    ['nothing', undefined, 'value-not-plain '],
    ['null', null, 'not-an-object '],
    ['a ring', cyclic, `json-too-deep ${'/notes'.repeat(32)}`],
    [
      'an own __proto__',
      { ...BASE, costs: JSON.parse('{"__proto__": {"polluted": 1}}') },
      'key-forbidden /costs/__proto__',
    ],
    ['a length without entries', { ...BASE, themes: new Array(4e9) }, 'value-not-plain /themes/0'],
  ])('%s is refused', async (_, value, expected) => {
    expect((await codesOf(value))[0]).toBe(expected);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('that throws when it is looked at is refused', async () => {
    const trap = { ...BASE, get costs() { throw new Error('trap'); } }; // prettier-ignore
    expect(await codesOf(trap)).toEqual(['value-not-plain /costs']);
    expect(await codesOf(new Proxy({}, { ownKeys: () => { throw new Error('trap'); } }))).toEqual(['value-not-plain ']); // prettier-ignore
  });

  it('is not changed', async () => {
    const deepFrozen = JSON.parse(JSON.stringify(BASE), (_, value: unknown) =>
      Object.freeze(value),
    ) as unknown;
    expect((await checkScenario(deepFrozen)).ok).toBe(true);
  });

  it('may leave members undefined', async () => {
    expect((await checkScenario({ ...BASE, weeks: undefined })).ok).toBe(true);
  });
});

describe('a name with a slip in it', () => {
  /** Every object of a scenario with all defaults, as the way to it. */
  const objectsIn = (value: unknown, path: string[] = []): string[][] =>
    typeof value !== 'object' || value === null
      ? []
      : [
          ...(Array.isArray(value) ? [] : [path]),
          ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, key])),
        ];

  it('is refused wherever it stands, and the right one is offered', async () => {
    const full = await scenarioIn(JSON.stringify({ ...BASE, question: 'Q' }));
    let offered = 0;
    let slips = 0;
    for (const path of objectsIn(full)) {
      const copy = structuredClone(full) as unknown as Record<string, unknown>;
      const owner = path.reduce((x, name) => x[name] as Record<string, unknown>, copy);
      for (const key of Object.keys(owner)) {
        const slip = key.length > 2 ? key.slice(0, -2) + key.at(-1)! + key.at(-2)! : `${key}x`;
        if (slip in owner || key === 'schemaVersion') continue;
        const value = owner[key];
        delete owner[key];
        owner[slip] = value;
        const told = toldIn(await checkScenario(copy));
        const about = told.find(
          ({ code, pointer, advice }) =>
            (code === 'key-unknown' && pointer === `/${[...path, slip].join('/')}`) ||
            (code === 'key-missing' && advice.includes(`\`${slip}\``)),
        );
        expect(about, `${path.join('.')}.${slip}`).toBeDefined();
        if (about!.advice.includes(`\`${key}\``)) offered++;
        slips++;
        delete owner[slip];
        owner[key] = value;
      }
    }
    expect(slips).toBeGreaterThan(250);
    expect(offered / slips).toBeGreaterThan(0.98);
  });
});

describe('a great many problems', () => {
  const broken = (entries: number, entry: unknown) => ({
    ...BASE,
    network: { layers: [{ name: 'x', kind: 'given', ties: Array.from({ length: entries }, () => entry) }] },
  });

  it.each([
    ['ties that are none', broken(100_000, [0])],
    ['ties of nobody', broken(100_000, [-1, 'x'])],
    ['ties to outside', broken(100_000, [4000, 5000])],
    ['ties to themselves', broken(100_000, [1, 1])],
    [
      'numbers out of bounds',
      { ...BASE, population: { size: 100_000, given: { support: new Array(100_000).fill(7) } } },
    ],
    ['policies', { ...BASE, policies: new Array(100_000).fill({ id: 1, nam: 2 }) }],
    [
      'names nobody knows',
      { ...BASE, costs: Object.fromEntries(Array.from({ length: 9_900 }, (_, k) => [`key${k}`, k])) },
    ],
    ['texts with control characters', { ...BASE, notes: new Array(100_000).fill('\u0001') }],
    ['a title of a million letters', { ...BASE, title: 'x'.repeat(1_000_000) }],
    [
      'expressions',
      {
        ...BASE,
        policies: Array.from({ length: 8 }, (_, k) => ({
          id: `p${k}`,
          name: `P${k}`,
          voices: Object.fromEntries(
            ['amplification', 'targeting', 'branding', 'fromPrison', 'capacity', 'threshold'].map((lever) => [
              lever,
              `exp(${'exp(-'.repeat(20)}t${')'.repeat(21)} * 900 + ${k}`,
            ]),
          ),
        })),
      },
    ],
  ] as readonly (readonly [string, unknown])[])(
    '%s: 50 are told, the rest counted, in less than a second',
    async (_, value) => {
      const text = JSON.stringify(value);
      await readScenario(text);
      let best = Infinity;
      for (let k = 0; k < 3 && best >= 1000; k++) {
        const start = performance.now();
        const reading = await readScenario(text);
        best = Math.min(best, performance.now() - start);
        const told = toldIn(reading);
        expect(told.length).toBeGreaterThanOrEqual(1);
        expect(told.length).toBeLessThanOrEqual(50);
        for (const { message, advice } of told) expect(message.length + advice.length).toBeLessThan(600);
      }
      expect(best).toBeLessThan(1000);
    },
  );

  it('counts what it does not tell', async () => {
    const reading = await checkScenario(broken(100_000, [0]));
    expect(reading).toMatchObject({ ok: false, more: 99_950 });
    expect(toldIn(reading)).toHaveLength(50);
  });

  it('tells them in the order of their places', async () => {
    const reading = await readScenario(
      `{"schemaVersion":1,"weeks":0,"seed":1,"title":"","baseline":"","policies":[]}`,
    );
    const columns = toldIn(reading).map(({ column }) => column);
    expect(columns).toEqual(columns.slice().sort((a, b) => a - b));
    expect(columns.length).toBeGreaterThan(5);
  });
});

describe('a file of another version', () => {
  it('is brought up to date step by step, from wherever it starts', () => {
    const steps = new Map<number, (file: Members) => Members>([
      [1, ({ people, ...rest }) => ({ ...rest, population: { size: people } })],
      [2, (file) => ({ ...file, title: `${String(file['title'])}!` })],
    ]);
    const findings = new Findings();
    const old = { schemaVersion: 1, title: 'T', people: 5 };
    expect(atThisVersion(old, findings, steps, 3)).toEqual({
      schemaVersion: 3,
      title: 'T!',
      population: { size: 5 },
    });
    expect(atThisVersion({ schemaVersion: 2, title: 'T' }, findings, steps, 3)).toEqual({
      schemaVersion: 3,
      title: 'T!',
    });
    expect(atThisVersion({ schemaVersion: 3, title: 'T' }, findings, steps, 3)).toEqual({
      schemaVersion: 3,
      title: 'T',
    });
    expect(old).toEqual({ schemaVersion: 1, title: 'T', people: 5 });
    expect(findings.failed).toBe(false);
    expect(atThisVersion({ schemaVersion: 3 }, findings, steps, 5)).toBeNull();
    expect(findings.errors[0]).toMatchObject({ code: 'version-unknown' });
  });
});

describe('the JSON Schema in scenarios/', () => {
  const text = readFileSync(new URL('../scenarios/scenario.schema.json', import.meta.url), 'utf8');
  const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true });
  ['unit', 'range', 'evidence', 'grade'].forEach((word) => validate.addKeyword(word));
  const fits = validate.compile(JSON.parse(text) as object);

  it('is what the code says (vitest run test/read.test.ts -u writes it anew)', async () => {
    const current = `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
    await expect(current).toMatchFileSnapshot('../scenarios/scenario.schema.json');
  });
  it('says what it is', () => {
    expect(JSON.parse(text)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Palinode scenario',
    });
  });
  it.each(SHIPPED)('accepts %s, and what it reads as', async (name) => {
    expect(fits(JSON.parse(shipped(name)))).toBe(true);
    expect(fits(JSON.parse(JSON.stringify(await scenarioIn(shipped(name)))))).toBe(true);
  });

  const ofShape =
    /^(version-(missing|newer|unknown)|not-an-object|key-(unknown|missing)|wrong-type|number-(too-small|too-big|not-whole)|text-(empty|too-long)|id-unfit|choice-unknown|list-too-(short|long)|tie-shape)$/;
  const files = CORPUS.filter(({ file, code }) => file !== undefined && ofShape.test(code));
  it.each(files.map((expected) => [expected.file!, expected] as const))('refuses %s', (_, expected) => {
    expect(fits(JSON.parse(textOf(expected)))).toBe(false);
  });
  const ofMeaning = CORPUS.filter(
    ({ level, code }) =>
      level === 'warning' || /^(expression-(?!empty)|lever-|baseline|headline|shares)/.test(code),
  );
  it.each(ofMeaning.map((expected) => [expected.file!, expected] as const))(
    'has no say in %s',
    (_, expected) => {
      expect(fits(JSON.parse(textOf(expected)))).toBe(true);
    },
  );
});
