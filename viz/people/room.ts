// What the People view holds: the two worlds that are being looked at, the morning, who is looked at and their story. It asks
// the desk when what it looks at changes, and shows the last answer until the next is there.

import { compilePolicy } from '../../sim/policy.ts';
import { others } from '../../sim/others.ts';
import { keyOf, nameOf, personNamed } from '../../sim/replay/code.ts';
import type { Person } from '../../sim/replay/code.ts';
import type { Divergence, Fate } from '../../sim/replay/fate.ts';
import type { Parting } from '../../sim/replay/parting.ts';
import type { Policy, Scenario } from '../../sim/scenario.ts';
import { batch, computed, effect, signal, untracked } from '../signal.ts';
import type { ReadonlySignal, Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Desk } from './desk.ts';
import type { Names } from './story.ts';
import type { Pair, PersonStory, TwoWorlds } from './worker.ts';

export interface Looked {
  readonly pair: Pair;
  readonly scenario: Scenario;
  /** The baseline, and the policy beside it. */
  readonly policies: readonly [Policy, Policy];
  readonly names: Names;
  readonly worlds: TwoWorlds;
}

/** What is being done, and how far it is; or why it was not. */
export type Work =
  | { readonly kind: 'rest' }
  | { readonly kind: 'busy'; readonly what: string; readonly part: number }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'refused'; readonly bytes: number };

export interface Room {
  readonly looked: ReadonlySignal<Looked | null>;
  readonly work: ReadonlySignal<Work>;
  /** The scenario has changed, and runs are on hold. */
  readonly stale: ReadonlySignal<boolean>;
  /** 0: the start; n: after week n. */
  readonly morning: Signal<number>;
  readonly person: ReadonlySignal<Person | null>;
  readonly story: ReadonlySignal<{ readonly person: Person; readonly told: PersonStory } | null>;
  /** Why people parted, by key, as far as it was asked. */
  readonly partings: ReadonlySignal<ReadonlyMap<number, Parting>>;
  readonly fate: Signal<Fate | 'all'>;
  /** Rows of the table. */
  readonly rows: Signal<number>;
  /** Those of the table, in its order. */
  readonly listed: ReadonlySignal<readonly Divergence[]>;
  readonly onlyDiffering: Signal<boolean>;
  find(name: string): boolean;
  look(person: Person | null): void;
  again(): void;
}

/** Bytes of two worlds, on the page and in its worker, above which they are refused. */
const MOST_BYTES = 600e6;
const FIRST_ROWS = 12;

export function worldBytes({ population, weeks }: Scenario): number {
  return population.size * (4 * (weeks + 1) + 600);
}

const ORDER: readonly Fate[] = ['spared', 'lost', 'later', 'sooner', 'other'];

export function createRoom(store: Store, desk: Desk): Room {
  const looked = signal<Looked | null>(null);
  const work = signal<Work>({ kind: 'rest' });
  const stale = signal(false);
  const morning = signal(store.choices.value.week);
  const story = signal<{ person: Person; told: PersonStory } | null>(null);
  const partings = signal<ReadonlyMap<number, Parting>>(new Map());
  const fate = signal<Fate | 'all'>('all');
  const rows = signal(FIRST_ROWS);
  const onlyDiffering = signal(false);
  const tries = signal(0);
  let asked = '';
  let scenarioAsked: Scenario | null = null;
  let pairs = 0;

  const person = computed(() => {
    const name = store.choices.value.person;
    const worlds = looked.value?.worlds;
    if (name === null || worlds === undefined) return null;
    return personNamed(name, worlds.layout.size, worlds.replays[0].weeks);
  });
  const listed = computed(() => {
    const all = looked.value?.worlds.divergences ?? [];
    const chosen = fate.value === 'all' ? all.slice() : all.filter((one) => one.fate === fate.value);
    return chosen.sort((a, b) => ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate) || a.week - b.week);
  });
  const failed = (error: unknown): void => {
    work.value = { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  };
  const busy =
    (what: string) =>
    (part: number): void => {
      work.value = { kind: 'busy', what, part };
    };

  const load = async (scenario: Scenario, policy: Policy, replicate: number, turn: string): Promise<void> => {
    const baseline = scenario.policies.find(({ id }) => id === scenario.baseline)!;
    const tables = await Promise.all([baseline, policy].map((one) => compilePolicy(one, scenario.weeks)));
    if (turn !== asked) return;
    const policies = [tables[0]!.buffer, tables[1]!.buffer] as const;
    const pair: Pair = { id: ++pairs, scenario, replicate, policies };
    const what = `Replaying replicate ${replicate} under ${baseline.name} and ${policy.name}`;
    busy(what)(0);
    const worlds = await desk.worlds(pair, busy(what));
    if (worlds === null || turn !== asked) return;
    batch(() => {
      const names: Names = {
        policies: [baseline.name, policy.name],
        themes: scenario.themes.map(({ title }) => title),
      };
      looked.value = { pair, scenario, policies: [baseline, policy], names, worlds };
      const { week } = store.choices.value;
      morning.value = week === 0 ? scenario.weeks : Math.min(week, scenario.weeks);
      work.value = { kind: 'rest' };
      partings.value = new Map();
      story.value = null;
      rows.value = FIRST_ROWS;
      stale.value = false;
    });
    store.announce(
      `Replayed: ${worlds.divergences.length} people do not have the same course under both policies.`,
    );
  };

  effect(() => {
    void tries.value;
    if (store.view.value !== 'people') return;
    const scenario = store.scenario.value;
    const { replicate, policy: chosen } = store.choices.value;
    const policy = others(scenario).find(({ id }) => id === chosen) ?? others(scenario)[0]!;
    const turn = `${policy.id} ${replicate}`;
    if (scenario === scenarioAsked && turn === asked) return;
    if (store.lab.hold.value && looked.peek() !== null && scenario !== scenarioAsked) {
      stale.value = true;
      return;
    }
    scenarioAsked = scenario;
    asked = turn;
    const bytes = worldBytes(scenario);
    untracked(() => {
      if (bytes > MOST_BYTES) {
        desk.end();
        work.value = { kind: 'refused', bytes };
      } else load(scenario, policy, replicate, turn).catch((error) => turn === asked && failed(error));
    });
  });

  // A person's story, when somebody is looked at.
  effect(() => {
    void tries.value;
    const who = person.value;
    const now = looked.value;
    if (who === null || now === null) {
      story.value = null;
      return;
    }
    const what = `Tracing person ${nameOf(who)}`;
    desk
      .story(now.pair, who, busy(what))
      .then((told) => {
        if (told === null || now !== looked.peek()) return;
        batch(() => {
          story.value = { person: who, told };
          work.value = { kind: 'rest' };
        });
      })
      .catch(failed);
  });

  // Why the people of the table parted, as far as it is shown.
  effect(() => {
    void tries.value;
    const now = looked.value;
    const known = partings.value;
    const wanted = listed.value
      .slice(0, rows.value)
      .map((one) => one.person)
      .filter((one) => !known.has(keyOf(one)));
    if (now === null || wanted.length === 0 || store.view.value !== 'people') return;
    const told = untracked(() => (work.value.kind === 'rest' ? busy('Finding what parted them') : () => {}));
    desk
      .partings(now.pair, wanted, told)
      .then((found) => {
        if (found === null || now !== looked.peek()) return;
        batch(() => {
          partings.value = new Map([...known, ...found.map((one) => [keyOf(one.person), one] as const)]);
          if (work.value.kind === 'busy' && work.value.what === 'Finding what parted them')
            work.value = { kind: 'rest' };
        });
      })
      .catch(failed);
  });

  return {
    ...{ looked, work, stale, morning, person, story, partings, fate, rows, listed, onlyDiffering },
    find(name) {
      const now = looked.value;
      const found = now && personNamed(name, now.worlds.layout.size, now.scenario.weeks);
      if (!found) return false;
      store.choose({ person: nameOf(found) });
      return true;
    },
    look: (who) => store.choose({ person: who === null ? null : nameOf(who) }),
    again() {
      asked = '';
      work.value = { kind: 'rest' };
      tries.value++;
    },
  };
}
