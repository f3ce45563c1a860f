// The gate under fire: ten thousand documents, changed in structure and byte by byte from seeds that are kept. Nothing is thrown, nothing
// hangs, nothing leaks into a prototype, every refusal says what, where and what to do; and what is accepted reads again unchanged.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScenario, readScenario, type Reading } from '../../sim/read.ts';
import { scenarioJsonSchema } from '../../sim/scenario.ts';
import { ATTACKS } from '../corpus/attacks.ts';

const SEED = 20151001;
// FUZZ=1000000 is the measure of a release.
const DOCUMENTS = Number(process.env['FUZZ'] ?? 10_000);
const HANGS = 1000; // milliseconds, for a document of up to 4 million characters

const filesIn = (folder: string): string[] => {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.json') && !name.includes('schema'));
  return names.sort().map((name) => readFileSync(new URL(name, url), 'utf8'));
};
const SEEDS = [...filesIn('../../scenarios/'), ...filesIn('../corpus/files/')];
const PARSED = SEEDS.flatMap((text) => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? [value] : [];
  } catch {
    return [];
  }
});

/** Chance of the test: mulberry32. */
class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let h = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    h = (h + Math.imul(h ^ (h >>> 7), 61 | h)) ^ h;
    return Math.floor((((h ^ (h >>> 14)) >>> 0) / 4294967296) * n);
  }
  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

// Values that were trouble for somebody. Text that is not JSON stands between § and is put in raw.
const ODD: readonly unknown[] = [
  0, -1, 1, 0.5, 1.5, 2 ** 53, 1e308, 5e-324, -1e-9, 1e9, 1023, 1024, 4194304, 4194305,
  '§1e400§', '§-0§', '§-1e999§', '§12345678901234567890§', '§1E5§', '§0.1e-5§',
  null, true, false, '', ' ', 'a', 'recruits', '\u0000', '\u202e', '\ud800', '\uffff', '😀', 'x'.repeat(500), '__proto__', 'constructor',
  [], {}, [[]], [null], [1, 2], [[0, 1]], [[0, 0]], { a: 1 }, { id: 'a', name: 'A' }, { toString: 1 },
  ...ATTACKS,
]; // prettier-ignore

type Bag = Record<string, unknown>;

/** Every object and list of a value, each once, outermost first. */
function inside(value: unknown, seen = new Set<object>()): (Bag | unknown[])[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return [value as Bag, ...Object.values(value).flatMap((inner) => inside(inner, seen))];
}

/** Changes a value in place, as a careless or a malicious author would. */
function spoil(value: object, dice: Dice, odd: readonly unknown[]): void {
  const place = dice.one(inside(value)) as Bag;
  const names = Object.keys(place);
  const name = dice.one(names.length > 0 ? names : ['x']);
  switch (dice.below(8)) {
    case 0:
      if (Array.isArray(place)) place.splice(dice.below(place.length + 1), 1);
      else delete place[name];
      return;
    case 1: {
      const at = dice.below(name.length + 1);
      place[name.slice(0, at) + dice.one(['x', '', 'e', '_', 'A']) + name.slice(at + dice.below(2))] =
        place[name];
      if (dice.below(2) === 0 && !Array.isArray(place)) delete place[name];
      return;
    }
    case 2:
      if (Array.isArray(place)) return void place.push(dice.one(odd));
      Object.defineProperty(
        place,
        dice.one(['__proto__', 'constructor', 'prototype', 'polluted', 'toString', 'kind', 'id']),
        {
          value: dice.one(odd),
          enumerable: true,
          configurable: true,
          writable: true,
        },
      );
      return;
    case 3:
      place[name] = structuredClone(dice.one(inside(dice.one(PARSED))));
      return;
    case 4:
      if (Array.isArray(place))
        for (let k = dice.below(12); k > 0; k--) place.push(place[0] ?? dice.one(odd));
      else place[name] = Array.from({ length: dice.below(2000) }, () => place[name]);
      return;
    default:
      place[name] = dice.one(odd);
  }
}

/** Changes letters of a text. */
function bruise(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const letter = dice.one([
    ...'{}[],:"\\0123456789eE+-. \n\t/*\'',
    '\u0000',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\ud83d\ude00',
    'true',
    'null',
    '"__proto__":1,',
  ]);
  switch (dice.below(6)) {
    case 0:
      return text.slice(0, at) + letter + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + dice.below(4));
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    case 3:
      return text.slice(0, at);
    case 4: {
      const piece = text.slice(at, at + dice.below(200));
      const to = dice.below(text.length + 1);
      return text.slice(0, to) + piece + text.slice(to);
    }
    default:
      return text.slice(0, at) + letter.repeat(dice.below(300)) + text.slice(at);
  }
}

const written = (value: object, dice: Dice): string =>
  JSON.stringify(value, null, dice.one([0, 2, '\t'])).replace(/"§(.*?)§"/g, '$1');

function aDocument(dice: Dice): string {
  let text = dice.one(SEEDS);
  if (dice.below(3) > 0) {
    const value = structuredClone(dice.one(PARSED));
    for (let k = 1 + dice.below(3); k > 0; k--) spoil(value, dice, ODD);
    text = written(value, dice);
  }
  for (let k = dice.below(3); k > 0; k--) text = bruise(text, dice);
  return text;
}

const ENGINE =
  /SyntaxError|TypeError|RangeError|Unexpected (token|end)|is not a function|Cannot read|Invalid input|\[object|at .*\.ts:|zod|mathjs/;

/** What every answer must be, whatever was asked. */
function checkAnswer(reading: Reading, text: string | null): readonly string[] {
  const problems = reading.ok ? reading.warnings : reading.problems;
  if (!reading.ok) expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(50);
  const lines = text === null ? 0 : text.split(/\r\n|\r|\n/).length;
  for (const { code, level, pointer, line, column, message, advice } of problems) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(level).toBe(reading.ok ? 'warning' : 'error');
    expect(pointer).toMatch(/^(\/([^~]|~[01])*)?$/);
    expect(message).not.toMatch(ENGINE);
    expect(message.length).toBeGreaterThan(5);
    expect(message.length).toBeLessThan(500);
    expect(advice.length).toBeGreaterThan(5);
    expect(line).toBeGreaterThanOrEqual(text === null ? 0 : 1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(text === null ? 0 : 1);
  }
  return problems.map(({ code }) => code);
}

/** The answer and its time; what seems to hang is asked again, for the machine may have been busy. */
async function timed(text: string): Promise<[Reading, number]> {
  let time = Infinity;
  for (let k = 0; ; k++) {
    const start = performance.now();
    const reading = await readScenario(text);
    time = Math.min(time, performance.now() - start);
    if (time < HANGS || k === 3) return [reading, (time * 4e6) / Math.max(4e6, text.length)];
  }
}

const prototypes = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join())
    .join('\n');

describe('the gate, whatever comes', () => {
  it(`answers ${DOCUMENTS} spoilt documents`, async () => {
    const before = prototypes();
    const codes = new Set<string>();
    let accepted = 0;
    let slowest = 0;
    for (let n = 0; n < DOCUMENTS; n++) {
      const text = aDocument(new Dice(SEED + n));
      try {
        const [reading, time] = await timed(text);
        slowest = Math.max(slowest, time);
        for (const code of checkAnswer(reading, text.replace(/^\ufeff/, ''))) codes.add(code);
        if (!reading.ok) continue;
        accepted++;
        const again = await readScenario(JSON.stringify(reading.scenario));
        expect(again.ok && again.scenario).toEqual(reading.scenario);
      } catch (error) {
        throw new Error(`document ${SEED + n}: ${JSON.stringify(text.slice(0, 2000))}`, { cause: error });
      }
    }
    expect(prototypes()).toBe(before);
    expect(({} as Bag)['polluted']).toBeUndefined();
    expect(slowest).toBeLessThan(HANGS);
    expect(accepted).toBeGreaterThan(DOCUMENTS / 50);
    expect(codes.size).toBeGreaterThan(80);
  });

  it('answers 3000 spoilt objects in memory', async () => {
    const ring: Bag = {};
    ring['ring'] = ring;
    const odd = [
      ...ODD,
      NaN,
      Infinity,
      -0,
      undefined,
      5n,
      Symbol('s'),
      () => 1,
      new Date(0),
      new Map(),
      new Uint8Array(3),
      ring,
    ];
    const codes = new Set<string>();
    for (let n = 0; n < 3000; n++) {
      const dice = new Dice(SEED + n);
      const value = structuredClone(dice.one(PARSED));
      for (let k = 1 + dice.below(3); k > 0; k--) spoil(value, dice, odd);
      try {
        for (const code of checkAnswer(await checkScenario(value), null)) codes.add(code);
      } catch (error) {
        throw new Error(`object ${SEED + n}`, { cause: error });
      }
    }
    expect(codes.size).toBeGreaterThan(40);
  });
});

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}
const SCHEMA = scenarioJsonSchema() as Schema;
const at = (...path: string[]): Schema => path.reduce((here, name) => here.properties![name]!, SCHEMA);

const number = ({ type, minimum = 0, maximum = 1 }: Schema): fc.Arbitrary<number> =>
  type === 'integer'
    ? fc.integer({ min: minimum, max: maximum })
    : fc.double({ min: minimum, max: maximum, noNaN: true });

/** Anything that the schema allows at a place of numbers, choices and switches; whatever may be left out sometimes is. */
function anything(schema: Schema, but: readonly string[] = []): fc.Arbitrary<unknown> {
  const { anyOf, properties, minimum, maximum } = schema;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  if (anyOf?.some(({ type }) => type === 'string'))
    return fc.oneof(
      number(anyOf[0]!),
      number(anyOf[0]!).map((x) => `clamp(${x} * (1 - t / 2000), ${minimum}, ${maximum})`),
    );
  if (anyOf) return fc.oneof(number(anyOf[0]!), fc.constant(null));
  if (properties) {
    const entries = Object.entries(properties).filter(([name]) => !but.includes(name));
    const model = Object.fromEntries(entries.map(([name, inner]) => [name, anything(inner)]));
    return fc.record(model, { requiredKeys: (schema.required ?? []).filter((name) => !but.includes(name)) });
  }
  return number(schema);
}

const BAD =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]|[\ud800-\udfff]|\p{Noncharacter_Code_Point}/u;
/** Text of all planes of Unicode that a picture can carry. */
const words = (maxLength: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength })
    .filter((text) => text.length <= maxLength && !BAD.test(text));

const instrument = (schema: Schema) =>
  anything(schema).map((value) => {
    const { start = 0, end = null, ...levers } = value as { start?: number; end?: number | null };
    return end === null
      ? { start, ...levers }
      : { start: Math.min(start, end), end: Math.max(start, end) + (start === end ? 1 : 0), ...levers };
  });
const policySchema = (SCHEMA.properties!['policies'] as { items: Schema }).items;
const instruments = Object.entries(policySchema.properties!).filter(([, { properties }]) => properties);
const policy = fc.tuple(
  words(80),
  fc.record(Object.fromEntries(instruments.map(([id, schema]) => [id, instrument(schema)])), {
    requiredKeys: [],
  }),
);
const degree = fc.double({ min: 0, max: 5, noNaN: true });
const layer = fc.oneof(
  degree.map((d) => ({ kind: 'random', degree: d })),
  fc
    .tuple(degree, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([d, rewiring]) => ({ kind: 'small world', degree: d, rewiring })),
  degree.map((d) => ({ kind: 'preferential', degree: d })),
  fc
    .tuple(degree, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([d, within]) => ({ kind: 'communities', degree: d, within })),
  fc.integer({ min: 1, max: 50 }).map((size) => ({ kind: 'cliques', size })),
  degree.map((d) => ({ kind: 'ring', degree: d })),
  fc.constant({ kind: 'complete' }),
  fc.array(fc.tuple(fc.nat(199), fc.nat(199)), { maxLength: 30 }).map((ties) => ({ kind: 'given', ties })),
);
const behaviour = Object.entries(at('behaviour').properties!);
const scenario = fc.record(
  {
    schemaVersion: fc.constant(1),
    title: words(120),
    question: words(300),
    notes: fc.array(words(60), { maxLength: 4 }).map((lines) => lines.join('\n')),
    seed: words(200),
    weeks: fc.integer({ min: 1, max: 1023 }),
    replicates: fc.integer({ min: 1, max: 100_000 }),
    population: fc
      .tuple(fc.integer({ min: 200, max: 5000 }), anything(at('population'), ['size', 'given']))
      .map(([size, rest]) => ({ ...(rest as object), size })),
    network: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.array(layer, { minLength: 1, maxLength: 4 })).map(([count, layers]) => ({
      communities: { count },
      layers: layers.map((one, k) => ({ name: `layer ${k}`, ...one })),
    })),
    sources: anything(at('sources')),
    group: anything(at('group')),
    themes: fc.array(fc.tuple(words(80), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 6 }).map((themes) => {
      const sum = themes.reduce((total, [, weight]) => total + weight, 0);
      return themes.map(([title, weight], k) => ({ id: `theme-${k}`, title, share: weight / sum }));
    }),
    behaviour: fc.record(Object.fromEntries(behaviour.map(([name, schema]) => [name, anything(schema)])), { requiredKeys: ['exit'] }),
    costs: anything(at('costs')),
    policies: fc.array(policy, { minLength: 2, maxLength: 8 }).map((all) => all.map(([name, rest], k) => ({ id: `p${k}`, name, ...rest }))),
    baseline: fc.constant('p0'),
    headline: fc.constantFrom('recruits', 'impunity', 'voices'),
  },
  { requiredKeys: ['schemaVersion', 'title', 'seed', 'network', 'behaviour', 'policies', 'baseline'] },
); // prettier-ignore

describe('a scenario that the schema allows', () => {
  it('passes the gate, and passes it again unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.constantFrom(0, 2), async (value, indent) => {
        const first = await readScenario(JSON.stringify(value, null, indent));
        if (!first.ok) throw new Error(JSON.stringify(first.problems[0]));
        checkAnswer(first, JSON.stringify(value, null, indent));
        const text = JSON.stringify(first.scenario, null, indent);
        const second = await readScenario(text);
        if (!second.ok) throw new Error(JSON.stringify(second.problems[0]));
        expect(second.scenario).toEqual(first.scenario);
        expect(JSON.stringify(second.scenario, null, indent)).toBe(text);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
