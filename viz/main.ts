// The page: what it starts with, the crew that runs the model, the frame that the views stand in.

import EngineWorker from '../sim/worker.ts?worker&inline';
import { lackingIn, NOT_STARTED, sayInstead, unsupported } from './able.ts';
import { choicesFrom, viewFrom } from './choices.ts';
import { Drafts } from './drafts.ts';
import type { Found } from './drafts.ts';
import { createCrew, crewSize } from './engine.ts';
import { mountFrame } from './frame.ts';
import { Lab } from './lab.ts';
import { inTurns, watchReader } from './later.ts';
import type { Opening } from './opening/opening.ts';
import { FIRST, PRESETS, presetText } from './presets.ts';
import './page.css';
import { watchScreen } from './screen.ts';
import { createStore } from './store.ts';
import type { Preset, Store } from './store.ts';
import { allowOwnWorkers } from './trust.ts';

allowOwnWorkers();

const after = (ms: number, call: () => void): (() => void) => {
  if (ms === 0) {
    let off = false;
    queueMicrotask(() => off || call());
    return () => void (off = true);
  }
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/** Lets the browser paint, and hear who is there, between two pieces of work. */
const aBreath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const read: Parameters<typeof createStore>[0]['read'] = async (text) =>
  (await import('../sim/read.ts')).readScenario(text);

async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#app')!;
  const drafts = new Drafts(() => window.localStorage);
  const found: Found = location.hash === '#safe' ? { kind: 'none' } : drafts.find();
  const opening = openingOf(document);
  const preset: Preset = opening
    ? { ...titled(FIRST), text: opening.text }
    : { ...titled(FIRST), text: await presetText(FIRST) };
  const scenario = opening?.scenario ?? (await scenarioOf(preset.text));
  await aBreath();
  const workers = crewSize();
  const crew = createCrew(() => new EngineWorker(), workers);
  const lab = new Lab({
    ...{ crew, workers },
    now: () => performance.now(),
    frame: (call) => void setTimeout(call, 16),
  });
  const attended = watchReader(window);
  const screen = watchScreen(window, root.querySelector('main') ?? root);
  const store = createStore({
    ...{ lab, screen, drafts, preset, scenario, opening, read, after },
    ...{ attended, later: inTurns(attended), stills: stillsIn(root) },
  });
  takeUp(store, found);
  await aBreath();
  mountFrame(root, store, found);
  screen.attach(root.querySelector('main')!);
  drafts.settled();
}

function stillsIn(root: Element): Map<string, Element> {
  const charts = Array.from(root.querySelectorAll('figure[id] > .chart > svg'));
  return new Map(charts.map((chart) => [chart.closest('figure')!.id, chart]));
}

function openingOf(document: Document): Opening | null {
  const text = document.querySelector('#opening')?.textContent ?? '';
  return text === '' ? null : (JSON.parse(text) as Opening);
}

function titled(id: string): { id: string; title: string } {
  return { id, title: PRESETS.find((preset) => preset.id === id)?.title ?? id };
}

async function scenarioOf(text: string): Promise<Store['scenario']['value']> {
  const reading = await read(text);
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join('; '));
  return reading.scenario;
}

/** The draft of last time goes on where it was; its text is a step that can be undone. */
function takeUp(store: Store, found: Found): void {
  if (found.kind !== 'draft') return;
  const { draft } = found;
  const known = PRESETS.find(({ id }) => id === draft.preset);
  if (known !== undefined && known.id !== store.preset.value.id)
    void presetText(known.id).then((text) => store.open({ ...known, text }, draft.text));
  else if (draft.text !== store.text.value) store.edit(draft.text);
  store.view.value = viewFrom(draft.view);
  store.choices.value = choicesFrom(draft.choices);
}

async function begin(): Promise<void> {
  document.querySelector('#unstarted')?.remove();
  const root = document.querySelector('#app')!;
  const still = Array.from(root.childNodes);
  const lacking = lackingIn(window);
  if (lacking.length > 0) return sayInstead(root, still, unsupported(lacking));
  try {
    await start();
  } catch (error) {
    sayInstead(root, still, NOT_STARTED);
    throw error;
  }
}

void begin();
