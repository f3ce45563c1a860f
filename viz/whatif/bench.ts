// The experiments of a page, one of each kind, and what they are of: the scenario, the policies and the measure that are being
// looked at. When one of those changes, what was found of another world is put away, never shown as if it were of this one; it
// is taken up again when that world comes back, and what was being run is begun again.

import { others } from '../../sim/others.ts';
import type { Axis, BreakEven } from '../../sim/experiment/breakeven.ts';
import * as breakEven from '../../sim/experiment/breakeven.ts';
import { assumptionsOf, leversOf, varied } from '../../sim/experiment/design.ts';
import type { Factor } from '../../sim/experiment/design.ts';
import type { OneWay } from '../../sim/experiment/oneway.ts';
import * as oneWay from '../../sim/experiment/oneway.ts';
import { countOf, learned } from '../../sim/experiment/runs.ts';
import type { Known } from '../../sim/experiment/runs.ts';
import type { Switches } from '../../sim/experiment/switches.ts';
import * as switches from '../../sim/experiment/switches.ts';
import { MEASURES, measureOf } from '../../sim/measures.ts';
import type { Measure } from '../../sim/measures.ts';
import type { Policy, Scenario } from '../../sim/scenario.ts';
import type { Runs } from '../results.ts';
import { policyKey, worldKey } from '../shelf.ts';
import { computed, effect, signal, untracked } from '../signal.ts';
import type { ReadonlySignal, Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import { Experiment } from './experiment.ts';
import type { ExperimentOptions } from './experiment.ts';

/** Pointers of what stands along the axes of the map. */
export interface Axes {
  readonly x: string;
  readonly y: string;
}

/** How far sentences silence against how far former members are believed: what the founding question hangs on. */
export const USUAL: Axes = { x: '/behaviour/exit/elasticity', y: '/behaviour/attitude/former' };

/** What is being looked at. */
export interface Looking {
  readonly scenario: Scenario;
  readonly policy: Policy;
  readonly baseline: Policy;
  readonly measure: Measure;
}

export interface Bench {
  readonly looking: ReadonlySignal<Looking>;
  /** What may stand along an axis: assumptions, and levers of the policy. */
  readonly factors: ReadonlySignal<readonly Factor[]>;
  readonly axes: Signal<Axes>;
  readonly tornado: Experiment<OneWay>;
  readonly map: Experiment<BreakEven>;
  readonly switches: Experiment<Switches>;
}

const USUALLY: ExperimentOptions = {
  now: () => performance.now(),
  soon: (call) => void setTimeout(call, 150),
};

const benches = new WeakMap<Store, Bench>();

/** The bench of a store, made when it is first asked for: two views share it, and it outlives both. */
export function benchOf(store: Store, options: ExperimentOptions = USUALLY): Bench {
  const bench = benches.get(store) ?? benchFor(store, options);
  benches.set(store, bench);
  return bench;
}

function benchFor(store: Store, options: ExperimentOptions): Bench {
  const looking = computed(() => lookingAt(store));
  const axes = signal(USUAL);
  const factors = computed(() => {
    const { scenario, policy } = looking.value;
    return [...assumptionsOf(scenario, 'cost'), ...leversOf(scenario, policy.id)];
  });
  const tornado = new Experiment<OneWay>(store.lab, oneWay, options);
  const map = new Experiment<BreakEven>(store.lab, breakEven, options);
  const off = new Experiment<Switches>(store.lab, switches, options);
  // Of runs that are still coming in nothing is taken over: they are there in a moment.
  const runs = computed(() => {
    const results = store.lab.status.value.phase === 'running' ? null : store.lab.results.value;
    return results?.scenario === looking.value.scenario ? results.fixed : null;
  });
  keep(tornado, () => {
    const at = looking.value;
    const policies = [at.policy, at.baseline];
    const open = (known: Known) => oneWay.openOneWay(at.scenario, at.measure.id, { known });
    return { scenario: at.scenario, policies, open, world: nameOf(at.scenario, policies), runs: runs.value };
  });
  keep(map, () => {
    const at = looking.value;
    const [x, y] = axesOf(factors.value, axes.value);
    const open = (known: Known) => breakEven.openBreakEven(x, y, at.measure.id, { known });
    return {
      ...{ scenario: at.scenario, policies: [at.policy, at.baseline], open, runs: null },
      world: nameOfMap(at, x, y),
    };
  });
  keep(off, () => {
    const { scenario, measure } = looking.value;
    const { policies } = scenario;
    const open = (known: Known) => switches.openSwitches(scenario, measure.id, { known });
    return { scenario, policies, open, world: nameOf(scenario, policies), runs: runs.value };
  });
  return { looking, factors, axes, tornado, map, switches: off };
}

function lookingAt({ scenario: { value: scenario }, choices: { value: chosen } }: Store): Looking {
  const compared = others(scenario);
  return {
    scenario,
    policy: compared.find(({ id }) => id === chosen.policy) ?? compared[0]!,
    baseline: scenario.policies.find(({ id }) => id === scenario.baseline)!,
    measure: measureOf(chosen.measure ?? scenario.headline),
  };
}

/** The axes that are chosen; where one is not there any more, or twice the same, a usual one. */
export function axesOf(factors: readonly Factor[], { x, y }: Axes): readonly [Axis, Axis] {
  const at = (pointer: string): Factor | undefined => factors.find((factor) => factor.pointer === pointer);
  const across = at(x) ?? at(USUAL.x)!;
  const up = at(y === across.pointer ? (across.pointer === USUAL.y ? USUAL.x : USUAL.y) : y) ?? at(USUAL.y)!;
  return [breakEven.axisOf(across), breakEven.axisOf(up)];
}

const nameOf = (scenario: Scenario, policies: readonly Policy[]): string =>
  [worldKey(scenario), ...policies.map(policyKey)].join(' ');

// Where the scenario stands on the map is no part of the world that is mapped.
function nameOfMap({ scenario, policy, baseline }: Looking, x: Axis, y: Axis): string {
  const anywhere = varied(scenario, [
    { pointer: x.factor.pointer, value: 0 },
    { pointer: y.factor.pointer, value: 0 },
  ]);
  const pair = [policy, baseline].map(({ id }) => anywhere.policies.find((each) => each.id === id)!);
  return [
    nameOf(anywhere, pair),
    ...[x, y].flatMap(({ factor, from, to }) => [factor.pointer, from, to]),
  ].join(' ');
}

interface Wanted<State> {
  readonly scenario: Scenario;
  readonly policies: readonly Policy[];
  /** What is known under one name holds under the same name. */
  readonly world: string;
  readonly open: (known: Known) => State;
  /** What the main runs know of the scenario as it stands, where the plan asks for it. */
  readonly runs: Runs | null;
}

/** Worlds of which an experiment remembers what it knew. */
const REMEMBERED = 12;

// Whatever changes of what is wanted opens the plan anew, over what is known of it.
function keep<State extends { readonly known: Known }>(
  experiment: Experiment<State>,
  wanted: () => Wanted<State>,
): void {
  const memory = new Map<string, Known>();
  const now = computed(wanted);
  let world = '';
  effect(() => {
    const { scenario, policies, open, world: next, runs } = now.value;
    untracked(() => {
      memory.delete(world);
      memory.set(world, experiment.known);
      for (const oldest of [...memory.keys()].slice(0, -REMEMBERED)) memory.delete(oldest);
      world = next;
      const known = withRuns(memory.get(next) ?? {}, runs, policies);
      experiment.open({ scenario, policies: policies.map(({ id }) => id) }, open(known));
    });
  });
}

/** With what the main runs have of the scenario as it stands, so that it is not run again and says the same. */
export function withRuns(known: Known, runs: Runs | null, policies: readonly Policy[]): Known {
  if (runs === null) return known;
  const columns = policies.flatMap(({ id }) => MEASURES.map((measure) => runs.outcomes(id, measure.id)));
  let now = known;
  for (let r = countOf(known, ''); r < runs.done; r++)
    now = learned(
      now,
      '',
      r,
      Float64Array.from(columns, (column) => column[r]!),
    );
  return now;
}
