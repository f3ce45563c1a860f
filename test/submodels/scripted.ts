/** Tiny worlds whose chance is written out: a draw is what the test says it is, by the name of its stream. */
import { bitsOf } from '../../sim/bits.ts';
import type { PolicyTable } from '../../sim/policy.ts';
import type { Chance } from '../../sim/random.ts';
import { buildPopulation, openChance } from '../../sim/start.ts';
import { settle } from '../../sim/settle.ts';
import { HOME, MEMBER, move, STREAMS, type StreamName, type World } from '../../sim/world.ts';
import { merged, neutralTable, leverOf, open, scenarioOf, type Json } from '../laws/worlds.ts';
import type { InstrumentId } from '../../sim/levers.ts';

/** A draw, or one for each who (and for each other word, where two say who). */
type Draw = number | ((a: number, b: number, t: number) => number);
export type Script = Partial<Record<StreamName, Draw>>;

/** Chance by script; a stream that is not in it draws 0.5. `asked` counts the questions by stream. */
export class Scripted implements Chance {
  readonly asked = new Map<StreamName, number>();
  script: Script;
  constructor(script: Script) {
    this.script = script;
  }
  uniform(stream: number, who: number, t: number): number {
    return this.uniform2(stream, who, 0, t);
  }
  uniform2(stream: number, a: number, b: number, t: number): number {
    const name = STREAMS[stream];
    this.asked.set(name, (this.asked.get(name) ?? 0) + 1);
    const draw = this.script[name] ?? 0.5;
    return typeof draw === 'number' ? draw : draw(a, b, t);
  }
  happens(p: number, stream: number, who: number, t: number): boolean {
    return p > 0 && (p >= 1 || this.uniform(stream, who, t) < p);
  }
  block(p: number, stream: number, block: number, t: number): number {
    const bits = bitsOf(32);
    for (let lane = 0; lane < 32; lane++)
      if (this.happens(p, stream, 32 * block + lane, t)) bits[0] |= 1 << lane;
    return bits[0] | 0;
  }
}

interface Tiny {
  readonly size: number;
  readonly ties?: readonly (readonly [number, number])[];
  /** Everybody's support, ideology and reactance where the test does not say. */
  readonly support?: readonly number[];
  readonly ideology?: readonly number[];
  readonly reactance?: readonly number[];
  readonly members?: readonly number[];
  readonly settings?: Json;
  readonly levers?: Readonly<Record<string, number>>;
  readonly script?: Script;
}

export interface TinyWorld {
  readonly world: World;
  readonly chance: Scripted;
  readonly policy: PolicyTable;
}

const even = (size: number, x: number): number[] => new Array<number>(size).fill(x);

/** A world of a few people, with ties in one layer that holds abroad, everybody at risk, and levers at neutral but where told. */
export function tiny(asked: Tiny): TinyWorld {
  const { size } = asked;
  const given = {
    support: asked.support ?? even(size, 0.5),
    ideology: asked.ideology ?? even(size, 0.5),
    reactance: asked.reactance ?? even(size, 0),
    members: asked.members ?? [],
  };
  const layer = { name: 'ties', kind: 'given', trust: 1, ties: asked.ties ?? [] };
  const scenario = scenarioOf(
    merged(
      {
        weeks: 200,
        population: { size, atRiskShare: 1, turnover: 0, given },
        network: { communities: { count: 1 }, layers: [layer] },
        themes: [{ id: 'one', title: 'One', share: 1, elsewhere: 1 }],
        group: { peak: 0, fall: 0 },
      },
      asked.settings ?? {},
    ),
  );
  const policy = neutralTable(scenario.weeks);
  for (const [name, value] of Object.entries(asked.levers ?? {})) {
    const [instrument, lever] = name.split('.');
    leverOf(policy, instrument as InstrumentId, lever).fill(value);
  }
  const chance = new Scripted(asked.script ?? {});
  const population = buildPopulation(scenario, 0, openChance(scenario, 0));
  return { world: open(scenario, policy, 0, population, chance), chance, policy };
}

/** Puts somebody into a stage, as the end of a week would: through membership where it lies beyond. */
export function place(world: World, i: number, stage: number): void {
  if (world.people.stage[i] === HOME && stage !== MEMBER) place(world, i, MEMBER);
  move(world, i, stage);
  settle(world, -1);
}

/** Starts a week's row afresh, as stepWeek does. */
export function afresh(world: World): void {
  world.week.fill(0);
}
