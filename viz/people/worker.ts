// The program of the People view's worker: replays one replicate under two policies, lays its network out and tells people's
// stories. What it has replayed it keeps until another replicate is asked for; every question carries all that is needed to
// answer it, so that a worker that was started anew knows no less.

import { expose } from 'comlink';
import type { Endpoint } from 'comlink';
import { viewPolicy } from '../../sim/policy.ts';
import type { PolicyTable } from '../../sim/policy.ts';
import { replay } from '../../sim/replay.ts';
import type { Replay } from '../../sim/replay.ts';
import type { Person } from '../../sim/replay/code.ts';
import { divergences, parting, weeksNeeded } from '../../sim/replay/parting.ts';
import type { Divergence } from '../../sim/replay/fate.ts';
import type { Parting } from '../../sim/replay/parting.ts';
import { trace } from '../../sim/replay/trace.ts';
import type { Trace, TraceOptions } from '../../sim/replay/trace.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { buildPopulation } from '../../sim/start.ts';
import type { Population } from '../../sim/world.ts';
import { layOut } from './layout.ts';
import type { Layout, Tied } from './layout.ts';

/** One replicate under two policies. */
export interface Pair {
  /** Of the page's own making: another pair, another id. */
  readonly id: number;
  readonly scenario: Scenario;
  readonly replicate: number;
  /** The buffers of the two policies' tables. */
  readonly policies: readonly [ArrayBuffer, ArrayBuffer];
}

export interface TwoWorlds {
  readonly layout: Layout;
  /** Who is tied to whom. */
  readonly ties: Tied;
  readonly replays: readonly [Replay, Replay];
  readonly divergences: readonly Divergence[];
}

export interface PersonStory {
  readonly traces: readonly [Trace, Trace];
  readonly parting: Parting;
}

/** What a worker posts, beside its answers, of a question that takes long. */
export interface Progress {
  readonly question: number;
  /** 0 to 1. */
  readonly part: number;
}

/** `question` numbers what is asked, for the progress of it. */
export interface PeopleService {
  worlds(question: number, pair: Pair): TwoWorlds;
  story(question: number, pair: Pair, person: Person): PersonStory;
  partings(question: number, pair: Pair, people: readonly Person[]): Parting[];
}

interface Kept {
  readonly pair: Pair;
  readonly population: Population;
  readonly tables: readonly [PolicyTable, PolicyTable];
  replays: readonly [Replay, Replay] | null;
}

/** Answers on a port for as long as the worker lives. */
export function serve(endpoint: Endpoint): void {
  expose(
    service((progress) => endpoint.postMessage(progress)),
    endpoint,
  );
}

export function service(tell: (progress: Progress) => void): PeopleService {
  let kept: Kept | null = null;
  const open = (pair: Pair): Kept => {
    if (kept?.pair.id === pair.id) return kept;
    const { scenario, replicate, policies } = pair;
    const table = (buffer: ArrayBuffer): PolicyTable => viewPolicy(scenario.weeks, buffer);
    const tables = [table(policies[0]), table(policies[1])] as const;
    kept = { pair, population: buildPopulation(scenario, replicate), tables, replays: null };
    return kept;
  };
  /** Tells every 26 weeks how far run `n` of `runs` has come. */
  const beat =
    (question: number, { pair }: Kept, n: number, runs: number) =>
    (t: number): void => {
      if (t % 26 === 0) tell({ question, part: (n + t / pair.scenario.weeks) / runs });
    };
  const traceBoth = (
    question: number,
    one: Kept,
    people: readonly Person[],
    options: TraceOptions = {},
    [first, runs] = [0, 2],
  ): [Trace[], Trace[]] => {
    const { scenario, replicate } = one.pair;
    const [a, b] = one.tables.map((table, n) =>
      trace(scenario, table, replicate, people, {
        ...options,
        population: one.population,
        beat: beat(question, one, first + n, runs),
      }),
    );
    one.replays = [a!.replay, b!.replay];
    return [[...a!.traces], [...b!.traces]];
  };
  return {
    worlds(question, pair) {
      const one = open(pair);
      const { network, community } = one.population;
      const { size, offsets, targets } = network;
      const ties = { size, offsets, targets, community };
      const layout = layOut(ties);
      const [a, b] = one.tables.map((table, n) =>
        replay(pair.scenario, table, pair.replicate, one.population, undefined, beat(question, one, n, 2)),
      );
      one.replays = [a!, b!];
      return { layout, ties, replays: one.replays, divergences: divergences(a!, b!) };
    },
    story(question, pair, person) {
      const one = open(pair);
      const [[a], [b]] = traceBoth(question, one, [person]);
      return { traces: [a!, b!], parting: parting(a!, b!, one.replays!) };
    },
    partings(question, pair, people) {
      const one = open(pair);
      const marked = traceBoth(question, one, people, { wanted: () => false }, [0, 4]);
      const needed = people.map((_, n) => new Set(weeksNeeded(marked[0][n]!, marked[1][n]!)));
      const wanted = (n: number, t: number): boolean => needed[n]!.has(t);
      const [a, b] = traceBoth(question, one, people, { wanted }, [2, 4]);
      return people.map((_, n) => parting(a[n]!, b[n]!, one.replays!));
    },
  };
}

if ('WorkerGlobalScope' in globalThis) serve(globalThis as unknown as Endpoint);
