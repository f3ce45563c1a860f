// Every way that chance can go in a tiny world, through the real code: a Chance that answers by a script, and a walk over
// all scripts. A draw that is compared with known bounds has one branch for each interval between them, a draw that is
// compared with other draws one for each rank among those asked before; both are exact, whatever the code does with them.
import { STREAM, type StreamName } from '../../sim/world.ts';
import type { Chance } from '../../sim/random.ts';

export interface Questions {
  /** The bounds that `uniform` draws of a stream are compared with, ascending; where none are given, 1/2. */
  readonly cuts?: Readonly<Partial<Record<StreamName, readonly number[]>>>;
  /** Streams whose draws are compared with one another only: those that share their first, or second, word. */
  readonly ranked?: Readonly<Partial<Record<StreamName, 'first' | 'second'>>>;
  /** Streams that the outcome does not turn on: always 1/2. */
  readonly ignored?: readonly StreamName[];
}

interface Branch {
  choice: number;
  readonly weights: readonly number[];
}

type Interval = readonly [from: number, to: number];

const EVERYTHING: Interval = [0, 1];

export class ScriptedChance implements Chance {
  readonly #script: Branch[] = [];
  readonly #questions: Questions;
  readonly #people: number;
  #depth = 0;
  #known = new Map<string, Interval>();
  #ranks = new Map<string, Map<string, number>>();

  constructor(questions: Questions, people: number) {
    this.#questions = questions;
    this.#people = people;
  }

  /** Begins the next script. False when there is none: every way has been gone. */
  next(): boolean {
    if (this.#depth > 0 || this.#script.length > 0) {
      let last = this.#script.pop();
      while (last !== undefined && last.choice + 1 === last.weights.length) last = this.#script.pop();
      if (last === undefined) return false;
      this.#script.push({ ...last, choice: last.choice + 1 });
    }
    this.#depth = 0;
    this.#known = new Map();
    this.#ranks = new Map();
    return true;
  }

  /** The chance of the script as far as it was asked. */
  probability(): number {
    return this.#script.reduce((product, { choice, weights }) => product * weights[choice]!, 1);
  }

  /** How many draws were branched on. */
  get draws(): number {
    return this.#script.length;
  }

  #choose(weights: readonly number[]): number {
    const at = this.#depth++;
    if (at === this.#script.length) this.#script.push({ choice: 0, weights });
    return this.#script[at]!.choice;
  }

  uniform(stream: number, who: number, t: number): number {
    return this.uniform2(stream, who, 0, t);
  }

  uniform2(stream: number, a: number, b: number, t: number): number {
    const name = nameOf(stream);
    if (this.#questions.ignored?.includes(name)) return 0.5;
    const by = this.#questions.ranked?.[name];
    if (by !== undefined) return this.#ranked(`${name} ${by === 'first' ? a : b} ${t}`, `${a} ${b}`);
    const key = `${name} ${a} ${b} ${t}`;
    const known = this.#known.get(key) ?? EVERYTHING;
    const inside = (this.#questions.cuts?.[name] ?? [0.5]).filter((x) => x > known[0] && x < known[1]);
    const found = inside.length === 0 ? known : this.#split(known, inside);
    this.#known.set(key, found);
    return (found[0] + found[1]) / 2;
  }

  /** The next of n draws has each of n + 1 ranks with the same chance. */
  #ranked(group: string, key: string): number {
    const values = this.#ranks.get(group) ?? new Map<string, number>();
    this.#ranks.set(group, values);
    const known = values.get(key);
    if (known !== undefined) return known;
    const sorted = [0, ...[...values.values()].sort((x, y) => x - y), 1];
    const gaps = sorted.length - 1;
    const gap = gaps === 1 ? 0 : this.#choose(Array.from({ length: gaps }, () => 1 / gaps));
    const value = (sorted[gap]! + sorted[gap + 1]!) / 2;
    values.set(key, value);
    return value;
  }

  #split([from, to]: Interval, cuts: readonly number[]): Interval {
    const ends = [from, ...cuts, to];
    const parts = cuts.map((_, k): Interval => [ends[k]!, ends[k + 1]!]);
    parts.push([ends.at(-2)!, to]);
    return parts[this.#choose(parts.map(([low, high]) => (high - low) / (to - from)))]!;
  }

  happens(p: number, stream: number, who: number, t: number): boolean {
    if (!(p > 0)) return false;
    return p >= 1 || this.#below(p, `${nameOf(stream)} ${who} 0 ${t}`);
  }

  #below(p: number, key: string): boolean {
    const known = this.#known.get(key) ?? EVERYTHING;
    const found = p > known[0] && p < known[1] ? this.#split(known, [p]) : known;
    this.#known.set(key, found);
    return found[1] <= p;
  }

  block(p: number, stream: number, block: number, t: number): number {
    let bits = 0;
    for (let lane = 0; lane < 32 && 32 * block + lane < this.#people; lane++)
      if (this.happens(p, stream, 32 * block + lane, t)) bits |= 1 << lane;
    return bits;
  }
}

const NAMES = new Map(Object.entries(STREAM).map(([name, stream]) => [stream, name as StreamName]));
const nameOf = (stream: number): StreamName => NAMES.get(stream)!;

export interface Law {
  readonly law: ReadonlyMap<string, number>;
  readonly ways: number;
  readonly draws: number;
}

/** The exact law of an outcome: over every script, what `run` says, weighted by the chance of the script. */
export function everyWay(questions: Questions, people: number, run: (chance: Chance) => string): Law {
  const chance = new ScriptedChance(questions, people);
  const law = new Map<string, number>();
  let ways = 0;
  let draws = 0;
  while (chance.next()) {
    const outcome = run(chance);
    law.set(outcome, (law.get(outcome) ?? 0) + chance.probability());
    draws = Math.max(draws, chance.draws);
    ways++;
  }
  return { law, ways, draws };
}
