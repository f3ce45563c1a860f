// A store of the page for tests: a small world, read by the real gate at once; what is run is put there by the test, for the
// lab only writes down what is wanted of it.
import { readScenario } from '../../sim/read.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { Drafts } from '../../viz/drafts.ts';
import type { Store as Cupboard } from '../../viz/drafts.ts';
import { Lab } from '../../viz/lab.ts';
import type { Opening } from '../../viz/opening/opening.ts';
import { stillScreen } from '../../viz/screen.ts';
import { createStore } from '../../viz/store.ts';
import type { Preset, Store } from '../../viz/store.ts';
import { runsOf, SMALL } from './export/world.ts';

export const SMALL_TEXT = `${JSON.stringify(SMALL, null, 2)}\n`;
export const PRESET: Preset = { id: 'punish-or-listen', title: 'Punish or listen?', text: SMALL_TEXT };

export interface SmallStore {
  readonly store: Store;
  /** What the lab was asked for. */
  readonly wanted: Scenario[];
  /** Until all that was to be read is read. */
  settle(): Promise<void>;
  /** Runs the scenario that stands, and shows it. */
  run(): Promise<void>;
}

export interface SmallStoreOptions {
  readonly opening?: Opening;
  readonly cupboard?: () => Cupboard;
}

export function smallStore({ opening, cupboard = () => box() }: SmallStoreOptions = {}): SmallStore {
  const wanted: Scenario[] = [];
  const lab = new Lab({ crew: undefined as never, workers: 1, now: () => 0, frame: () => {} });
  lab.want = (scenario) => {
    wanted.push(scenario);
    lab.stale.value = lab.results.value !== null && lab.results.value.scenario !== scenario;
  };
  const store = createStore({
    ...{ lab, drafts: new Drafts(cupboard), screen: stillScreen(), read: readScenario },
    ...(opening === undefined
      ? { preset: PRESET, scenario: SMALL, opening: null }
      : { preset: { ...PRESET, text: opening.text }, scenario: opening.scenario, opening }),
    after: (ms, call) => {
      const timer = setTimeout(call, ms && 1);
      return () => clearTimeout(timer);
    },
  });
  const settle = async (): Promise<void> => {
    for (let k = 0; k < 4; k++) await new Promise((resolve) => setTimeout(resolve, 3));
  };
  const run = async (): Promise<void> => {
    await settle();
    const scenario = store.scenario.value;
    lab.results.value = { scenario, fixed: await runsOf(scenario), drawn: await runsOf(scenario, 'drawn') };
    lab.stale.value = false;
  };
  return { store, wanted, settle, run };
}

/** A storage that forgets with the test. */
export function box(): Cupboard {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
