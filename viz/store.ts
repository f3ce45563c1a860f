// The state of the page. The scenario's text is the single truth: form, rail, JSON and links all write it, and everything
// else follows from it, text → scenario → runs → charts. A text that cannot be read leaves the last scenario, and what was
// run of it, where they are. Panels read and write here and know no other panel.

import type { Reading } from '../sim/read.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { ChartOptions } from './charts/frame.ts';
import { CHOICES } from './choices.ts';
import type { Choices, ViewId } from './choices.ts';
import type { Drafts } from './drafts.ts';
import type { Dropped } from './dropping.ts';
import { begin, current, edited, redone, undone } from './history.ts';
import type { Lab } from './lab.ts';
import { atOnce } from './later.ts';
import type { Attended, Later } from './later.ts';
import type { Opening } from './opening/opening.ts';
import { PREVIEW } from './plan.ts';
import type { Screen } from './screen.ts';
import { batch, computed, effect, signal } from './signal.ts';
import type { ReadonlySignal, Signal } from './signal.ts';
import { setValue } from './text.ts';

export interface Edit {
  /** Steps with the same key, one after the other, are undone together. */
  readonly merge?: string;
  /** Somebody is typing: it is read, and run, when they pause. */
  readonly typing?: boolean;
}

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Where the inlined answer stands beside what this machine makes of it. */
export type Check = 'unchecked' | 'checking' | 'same' | 'differs';

export interface Store {
  readonly text: ReadonlySignal<string>;
  /** What the gate says of the text; null until it has looked. */
  readonly reading: ReadonlySignal<Reading | null>;
  /** The last scenario that could be read. */
  readonly scenario: ReadonlySignal<Scenario>;
  /** The text that it was read from. */
  readonly source: ReadonlySignal<string>;
  /** What the text was made from; Undo takes both back. */
  readonly preset: ReadonlySignal<Preset>;
  readonly view: Signal<ViewId>;
  readonly choices: Signal<Choices>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** The answer that came with the page, while the scenario is the one that it is of, and its check. */
  readonly opening: ReadonlySignal<Opening | null>;
  /** The same while it is what is shown: it stays until there is a preview of what was changed. */
  readonly published: ReadonlySignal<Opening | null>;
  readonly check: ReadonlySignal<Check>;
  /** What is said aloud to who does not see the page. */
  readonly spoken: ReadonlySignal<string>;
  /** Why nothing is saved; null while it is. */
  readonly trouble: ReadonlySignal<string | null>;
  readonly lab: Lab;
  readonly screen: Screen;
  /** Calls back once somebody is there. */
  readonly attended: Attended;
  /** Fills a place of the page in its turn. */
  readonly later: Later;
  /** Pictures that the build has drawn, by the id of their figure: they stand until they are drawn here. */
  readonly stills: Map<string, Element>;
  /** The charts that stand in the page, by id: what can be taken away. */
  readonly pictures: Map<string, Picture>;
  /** Id of the chart that the reader wants to take away; null: none. The share panel watches it. */
  readonly taking: Signal<string | null>;
  /** A part of the page that was wanted could not be fetched. */
  readonly partsLost: Signal<boolean>;
  /** True while the reader chooses what to open. */
  readonly bringing: Signal<boolean>;
  /** Files let go of over the page that nobody has looked at yet. */
  readonly dropped: Signal<Dropped>;
  /** True while the reader guesses: the answer is not on the page before they have. */
  readonly guessing: Signal<boolean>;
  /** True while a slider is dragged: axes hold still. */
  readonly dragging: Signal<boolean>;
  /** True until the reader has moved a lever, now or ever: they are told once that they can. */
  readonly novice: ReadonlySignal<boolean>;
  /** A lever is being moved. */
  moved(): void;
  edit(text: string, edit?: Edit): void;
  /** Sets the value at a JSON pointer in the text; undefined removes it. */
  change(pointer: string, value: unknown, edit?: Edit): void;
  choose(choices: Partial<Choices>): void;
  undo(): void;
  redo(): void;
  /** Another scenario, as a step that can be undone. */
  open(preset: Preset, text?: string): void;
  /** Runs what the text says now, without waiting for a pause, and whatever it takes. */
  runNow(): void;
  announce(text: string): void;
}

/** A chart that can be drawn again, at another width, in full. */
export interface Picture {
  readonly id: string;
  readonly view: ViewId;
  /** Its heading: what is to be taken from it. */
  readonly title: string;
  draw(options: ChartOptions): SVGSVGElement;
}

export interface StoreOptions {
  readonly lab: Lab;
  readonly screen: Screen;
  readonly drafts: Drafts;
  readonly preset: Preset;
  readonly scenario: Scenario;
  readonly opening: Opening | null;
  readonly read: (text: string) => Promise<Reading>;
  /** Calls back after so many milliseconds; the answer calls it off. */
  readonly after: (ms: number, call: () => void) => () => void;
  /** Default: somebody is there. */
  readonly attended?: Attended;
  /** Default: at once. */
  readonly later?: Later;
  readonly stills?: Map<string, Element>;
}

/** Milliseconds without a key after which a text is read, run and saved; and from the first picture to the first runs. */
const PAUSE = { read: 200, run: 600, save: 400, check: 50 };

export function createStore(options: StoreOptions): Store {
  const { lab, screen, drafts, read, after } = options;
  const { attended = (call) => call(), later = atOnce, stills = new Map<string, Element>() } = options;
  const history = signal(begin(options.preset.text, options.preset));
  const text = computed(() => current(history.value).text);
  const preset = computed(() => current(history.value).origin);
  const reading = signal<Reading | null>(null);
  const scenario = signal(options.scenario);
  const source = signal(options.preset.text);
  const view = signal<ViewId>('answer');
  const choices = signal(CHOICES);
  const spoken = signal('');
  const trouble = signal(drafts.trouble);
  const novice = signal(!drafts.moved);
  const check = signal<Check>('unchecked');
  // Asked for in full, the inlined answer gives way to this machine's own.
  const full = signal(false);
  const opening = computed(() =>
    options.opening !== null && !full.value && scenario.value === options.scenario ? options.opening : null,
  );
  const published = computed(() => {
    if (opening.value !== null || scenario.value === options.scenario) return opening.value;
    const runs = lab.results.value;
    const isChecked = runs?.scenario === options.scenario && runs.fixed.done <= PREVIEW;
    return runs === null || isChecked ? options.opening : null;
  });
  let typing = false;
  let begun = false;
  let stopReading = (): void => {};
  let stopRunning = (): void => {};
  let looked = 0;

  // An answer that came with the page is checked by its first runs, and by no more until somebody asks.
  const wantNow = (): void => {
    lab.kinds = opening.value === null ? ['fixed', 'drawn'] : ['fixed'];
    lab.want(scenario.value, opening.value === null ? Infinity : PREVIEW);
  };
  // Who comes back to the scenario that the page opened on finds the answer that came with it.
  const known = (read: Scenario): Scenario =>
    sameScenario(read, options.scenario) ? options.scenario : read;
  const look = async (): Promise<void> => {
    const turn = ++looked;
    const looking = text.value;
    const found = await read(looking);
    if (turn !== looked) return;
    batch(() => {
      reading.value = found;
      if (!found.ok) return;
      source.value = looking;
      if (!sameScenario(found.scenario, scenario.value)) scenario.value = known(found.scenario);
    });
  };
  effect(() => {
    void text.value;
    stopReading();
    // What the page opened on came with its scenario: it is looked at for its problems when somebody is there who might.
    const opened = looked === 0 && options.opening?.text === text.value;
    if (opened) attended(() => looked === 0 && after(0, () => looked === 0 && void look()));
    else stopReading = after(typing ? PAUSE.read : 0, () => void look());
  });
  effect(() => {
    void scenario.value;
    void opening.value;
    stopRunning();
    stopRunning = after(typing ? PAUSE.run - PAUSE.read : begun ? 0 : PAUSE.check, wantNow);
    typing = false;
  });
  let held = lab.hold.value;
  effect(() => {
    const holds = lab.hold.value;
    if (held && !holds) stopRunning = after(0, wantNow);
    held = holds;
  });
  effect(() => {
    const results = lab.results.value;
    const shown = opening.value;
    if (shown === null || results === null || results.scenario !== scenario.value) return;
    const enough = results.fixed.done >= Math.min(PREVIEW, results.fixed.asked);
    check.value = !enough ? 'checking' : agreement(shown, results.fixed);
  });
  let stopSaving = (): void => {};
  effect(() => {
    const draft = { text: text.value, preset: preset.value.id, view: view.value, choices: choices.value };
    stopSaving();
    if (begun)
      stopSaving = after(PAUSE.save, () => {
        drafts.save(draft);
        trouble.value = drafts.trouble;
      });
    begun = true;
  });

  const edit = (next: string, { merge, typing: isTyping = false }: Edit = {}): void => {
    typing = isTyping;
    history.value = edited(history.value, next, merge ?? null);
  };
  return {
    ...{
      text,
      reading,
      scenario,
      source,
      preset,
      view,
      choices,
      opening,
      published,
      check,
      spoken,
      trouble,
      lab,
      screen,
      edit,
    },
    ...{ attended, later, stills },
    pictures: new Map<string, Picture>(),
    taking: signal<string | null>(null),
    partsLost: signal(false),
    bringing: signal(false),
    dropped: signal<Dropped>(null),
    novice,
    moved: () => {
      novice.value = false;
      drafts.noteMoved();
    },
    guessing: signal(false),
    dragging: signal(false),
    canUndo: computed(() => history.value.place > 0),
    canRedo: computed(() => history.value.place < history.value.steps.length - 1),
    change: (pointer, value, how) => edit(setValue(text.value, pointer, value), how),
    choose: (chosen) => (choices.value = { ...choices.value, ...chosen }),
    undo: () => (history.value = undone(history.value)),
    redo: () => (history.value = redone(history.value)),
    open: (next, own = next.text) =>
      batch(() => {
        choices.value = { ...CHOICES, overTime: choices.value.overTime };
        typing = false;
        const isSame = next.id === preset.value.id && next.text === preset.value.text;
        history.value = edited(history.value, own, null, isSame ? preset.value : next);
      }),
    runNow: () => {
      full.value = true;
      stopRunning();
      lab.kinds = ['fixed', 'drawn'];
      lab.want(scenario.value);
      lab.resume();
    },
    announce: (words) => (spoken.value = words),
  };
}

function sameScenario(a: Scenario, b: Scenario): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the first runs made here are those that the answer was made from; a run that failed says nothing of it. */
function agreement(
  opening: Opening,
  runs: { digests(policy: string): readonly (string | null)[] },
): 'unchecked' | 'same' | 'differs' {
  const pairs = Object.entries(opening.answer.digests).flatMap(([policy, digests]) => {
    const ours = runs.digests(policy);
    return digests.map((digest, r) => [digest, ours[r] ?? null] as const);
  });
  if (pairs.some(([theirs, ours]) => ours !== null && ours !== theirs)) return 'differs';
  return pairs.some(([, ours]) => ours === null) ? 'unchecked' : 'same';
}
