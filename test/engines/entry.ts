// What every engine is asked: digests of a fixed amount of arithmetic, chance, networks and whole runs. Each part has
// its own digest, so that a difference says where to look. Enough of each that compilers have long taken over.
import listen from '../../scenarios/punish-or-listen.json' with { type: 'json' };
import { digestOf, seedWords, sha256Hex } from '../../sim/digest.ts';
import { exp, log, logistic, normalQuantile, power } from '../../sim/exact.ts';
import { generateNetwork } from '../../sim/generators.ts';
import type { LayerSpec } from '../../sim/generators.ts';
import { digestOfValues } from '../../sim/jobs.ts';
import { compilePolicy } from '../../sim/policy.ts';
import { KeyedChance, ThreefryChance } from '../../sim/random.ts';
import type { Chance } from '../../sim/random.ts';
import { readScenario } from '../../sim/read.ts';
import { simulate } from '../../sim/run.ts';

const MANY = 100_000;

/** The digests as JSON, or what went wrong: never rejects. */
export function answer(): Promise<string> {
  return digests().then(JSON.stringify, (error: unknown) => JSON.stringify({ failed: String(error) }));
}

/** @returns a SHA-256 by the name of what was digested; the same in every engine, or there is a defect. */
export async function digests(): Promise<Record<string, string>> {
  const keyed = new KeyedChance(seedWords('engines'), 3, ['one', 'two']);
  const threefry = new ThreefryChance(seedWords('engines'), 3, ['one', 'two']);
  return {
    ...arithmetic(keyed),
    'keyed chance': draws(keyed),
    'threefry chance': draws(threefry),
    network: network(),
    ...(await runs()),
  };
}

function arithmetic(chance: Chance): Record<string, string> {
  const u = Float64Array.from({ length: MANY }, (_, i) => chance.uniform(0, i, 0));
  return {
    exp: digest(u.map((x) => exp(1500 * x - 750))),
    log: digest(u.map((x) => log(exp(1400 * x - 700)))),
    logistic: digest(u.map((x) => logistic(100 * x - 50))),
    power: digest(u.map((x, i) => power(x, (i % 41) / 8))),
    normalQuantile: digest(u.map((x) => normalQuantile(x))),
  };
}

function draws(chance: Chance): string {
  const drawn = new Float64Array(4 * MANY);
  for (let i = 0; i < MANY; i++) {
    drawn[4 * i] = chance.uniform(0, i, i % 7);
    drawn[4 * i + 1] = chance.uniform2(1, i, MANY - i, i % 5);
    drawn[4 * i + 2] = chance.happens(i / MANY, 0, i, 2) ? 1 : 0;
    drawn[4 * i + 3] = chance.block(i / MANY, 1, i >> 5, 3);
  }
  return digest(drawn);
}

const LAYERS: readonly LayerSpec[] = [
  { name: 'kin', trust: 1.2, kind: 'cliques', size: 4 },
  { name: 'peer', trust: 1, kind: 'communities', degree: 6, within: 0.9 },
  { name: 'work', trust: 0.9, kind: 'small world', degree: 4, rewiring: 0.1 },
  { name: 'far', trust: 0.8, kind: 'random', degree: 3 },
  { name: 'online', trust: 0.5, kind: 'preferential', degree: 2 },
];

function network(): string {
  const spec = { communities: { count: 40, sizes: 'geometric' }, layers: LAYERS } as const;
  const { network: ties, community } = generateNetwork(spec, 5000, seedWords('engines'));
  return [ties.offsets, ties.targets, ties.layer, community].map(digest).join(' ');
}

const EXPRESSION =
  'clamp(0.3 + 0.4 * exp(-t / 100) - 0.2 * sqrt(t / 520) * (t > 26) + log(t + 1) ^ 1.5 / 50, 0, 1)';

/** The gate, open and shut; then the default scenario as it stands, each policy in another replicate; and a lever that is an expression. */
async function runs(): Promise<Record<string, string>> {
  const text = JSON.stringify(listen);
  const reading = await readScenario(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { scenario } = reading;
  const broken = await readScenario(text.replace('"weeks":520', '"weks":1e400').replace(']', ',]'));
  const found: Record<string, string> = { scenario: digestOf(scenario), problems: digestOf(broken) };
  const [first] = scenario.policies;
  const moving = { ...first.sentencing, certainty: EXPRESSION };
  const policies = [...scenario.policies, { ...first, id: 'expression', sentencing: moving }];
  for (const [replicate, policy] of policies.entries()) {
    const table = await compilePolicy(policy, scenario.weeks);
    found[policy.id] = digestOfValues(simulate(scenario, table, replicate).values);
  }
  return found;
}

function digest(column: ArrayBufferView): string {
  return sha256Hex(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
}
