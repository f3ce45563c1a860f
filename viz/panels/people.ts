// People: one replicate under the baseline and under another policy, side by side on the same map; whose fate differs; and one
// person's story in both worlds. The tables are the maps' twins. What changes every frame while weeks are played – the maps,
// their counts, the slider – is drawn apart from what does not, and the story and the tables wait until the weeks rest.

import { others } from '../../sim/others.ts';
import { holderOf } from '../../sim/replay/code.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { CLASSES, FATES } from '../people/classes.ts';
import { Desk } from '../people/desk.ts';
import { glances } from '../people/glance.ts';
import type { Glance } from '../people/glance.ts';
import { communitiesPart, listPart } from '../people/listing.ts';
import { createMap } from '../people/map.ts';
import { countFates, fateText, mapText } from '../people/maps.ts';
import { finder, personPart } from '../people/person.ts';
import { createPlayer } from '../people/player.ts';
import { createRoom } from '../people/room.ts';
import type { Looked, Room } from '../people/room.ts';
import { scrubber } from '../people/scrubber.ts';
import { peopleWords } from '../people/story.ts';
import { three } from '../people/three.ts';
import type { Maps } from '../people/three.ts';
import { showing, WHOLE } from '../people/view.ts';
import type { View } from '../people/view.ts';
import PeopleWorker from '../people/worker.ts?worker&inline';
import { computed, effect, signal, untracked } from '../signal.ts';
import type { ReadonlySignal, Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import '../people/people.css';

/** Milliseconds for which the week stays the same before what is slow to draw, or spoken, follows it. */
const REST = 150;

export function mountPeople(root: HTMLElement, store: Store): void {
  const room = createRoom(store, new Desk(() => new PeopleWorker()));
  const player = createPlayer(store, room);
  const view = signal<View>(WHOLE);
  const size = computed(() => `${store.screen.width.value} ${store.screen.theme.value}`);
  const maps = computed(() => {
    void size.value;
    const looked = room.looked.value;
    return looked === null ? null : untracked(() => mapsOf(store, room, looked, view));
  });
  const glance = computed(glances(room));
  const rested = restOf(glance);
  const parts = ['head', 'weeks', 'maps', 'person', 'tables'].map(() => document.createElement('div'));
  const [head, weeks, three_, person, tables] = parts as [Part, Part, Part, Part, Part];
  effect(() => {
    if (store.view.value === 'people') render(html`<div class="people">${parts}</div>`, root);
  });
  const drawn = (part: Part, template: () => unknown): void =>
    void effect(() => {
      if (store.view.value === 'people') render(template() ?? nothing, part);
    });
  drawn(head, () => headPart(store, room));
  drawn(weeks, () => glance.value && scrubber(store, room, player, glance.value));
  drawn(three_, () => glance.value && maps.value && three(glance.value, maps.value, view));
  drawn(person, () => {
    const looked = room.looked.value;
    return (
      looked && html`${finder(room, looked)} ${personPart(store, room, looked, rested.value?.morning ?? 0)}`
    );
  });
  drawn(tables, () => {
    const now = rested.value;
    return (
      now &&
      html`${listPart(room, now.looked)} ${communitiesPart(now.looked, now.morning)}
      ${sameRun(store, now.looked)}`
    );
  });
  followWeeks(maps, glance, rested);
  followView(store, room, maps, view);
}

type Part = HTMLDivElement;

/** The glance, as soon as it has stayed the same for a while; that of other worlds at once. */
function restOf(glance: ReadonlySignal<Glance | null>): ReadonlySignal<Glance | null> {
  const rested = signal<Glance | null>(null);
  effect(() => {
    const now = glance.value;
    const rest = (): void => void (rested.value = now);
    if (now?.looked !== rested.peek()?.looked) {
      rest();
      return undefined;
    }
    const timer = setTimeout(rest, REST);
    return () => clearTimeout(timer);
  });
  return rested;
}

function followWeeks(
  maps: ReadonlySignal<Maps | null>,
  glance: ReadonlySignal<Glance | null>,
  rested: ReadonlySignal<Glance | null>,
): void {
  effect(() => {
    const now = glance.value;
    if (now !== null) maps.value?.forEach((map, n) => map.show(now.looks[n]!));
  });
  effect(() => {
    const now = rested.value;
    if (now === null || maps.value === null) return;
    const { policies } = now.looked.names;
    const [a, between, b] = maps.value;
    a.describe(mapText(policies[0], now.morning, now.looks[0]));
    between.describe(fateText(now.fates, now.morning));
    b.describe(mapText(policies[1], now.morning, now.looks[2]));
  });
}

/** All maps share a view: a network laid out otherwise is seen whole, and somebody who is picked is seen. */
function followView(store: Store, room: Room, maps: ReadonlySignal<Maps | null>, view: Signal<View>): void {
  let laidOut = '';
  effect(() => {
    const layout = room.looked.value?.worlds.layout;
    const now = `${layout?.size} ${layout?.width} ${layout?.height}`;
    if (now !== laidOut) view.value = WHOLE;
    laidOut = now;
  });
  effect(() => {
    const looked = room.looked.value;
    const row = room.person.value?.row ?? null;
    if (looked === null) return;
    const { layout, ties } = looked.worlds;
    maps.value?.forEach((map) => map.pick(row, ties));
    if (row === null) return;
    untracked(() => {
      view.value = showing(view.value, {
        x: layout.x[row]! / layout.width,
        y: layout.y[row]! / layout.height,
      });
    });
  });
  effect(() => {
    const now = view.value;
    if (store.view.value === 'people') maps.value?.forEach((map) => map.look(now));
  });
}

function mapsOf(store: Store, room: Room, looked: Looked, view: Signal<View>): Maps {
  const { layout, replays } = looked.worlds;
  const width = mapWidth(store.screen.width.value);
  const onMove = (to: View): void => void (view.value = to);
  const shared = {
    document,
    layout,
    width,
    theme: store.screen.theme.value,
    ratio: devicePixelRatio,
    onMove,
  };
  const pickIn =
    (side: 0 | 1) =>
    (row: number): void =>
      room.look(holderOf(replays[side].codes, layout.size, row, room.morning.value));
  return [
    createMap({ ...shared, looks: CLASSES, onPick: pickIn(0) }),
    createMap({ ...shared, looks: FATES, onPick: pickIn(0) }),
    createMap({ ...shared, looks: CLASSES, onPick: pickIn(1) }),
  ];
}

/** Three maps side by side where they are legible, else two, else one below the other. */
function mapWidth(width: number): number {
  const columns = width >= 780 ? 3 : width >= 560 ? 2 : 1;
  return Math.floor((width - 16 * (columns - 1)) / columns) - 2 * columns;
}

function headPart(store: Store, room: Room): TemplateResult {
  return html`<h1>${headingOf(room.looked.value)}</h1>
    ${chooser(store)} ${workLine(room)}
    ${
      room.stale.value
        ? html`<p class="ribbon">
            The scenario has changed and runs are on hold; these are the people of the one before.
          </p>`
        : nothing
    }`;
}

function headingOf(looked: Looked | null): string {
  if (looked === null) return 'Who, where in the network, and in what order';
  const { spared, lost } = countFates(looked.worlds.divergences, looked.scenario.weeks);
  const [baseline, policy] = looked.names.policies;
  return `In this one replicate, ${peopleWords(spared)} joined under ${baseline} and not under ${policy}, and ${peopleWords(lost)} the other way round`;
}

function chooser(store: Store): TemplateResult {
  const scenario = store.scenario.value;
  const { policy, replicate } = store.choices.value;
  const baseline = scenario.policies.find(({ id }) => id === scenario.baseline)!;
  const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
  const most = scenario.replicates - 1;
  const setReplicate = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const wanted = Math.max(0, Math.min(most, Math.round(Number(input.value)) || 0));
    input.value = String(wanted);
    store.choose({ replicate: wanted });
  };
  return html`<div class="chooser">
    <label
      >${baseline.name} beside
      <select @change=${(event: Event) => store.choose({ policy: chosen(event) })}>
        ${others(scenario).map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === policy}>${name}</option>`,
        )}
      </select></label
    >
    <label
      >Replicate (0 to ${most})
      <input type="number" min="0" max=${most} step="1" .value=${String(replicate)} @change=${setReplicate} />
    </label>
    <span class="definition"
      >One replicate: the same people, ties and luck under both policies. Another replicate is another
      world.</span
    >
  </div>`;
}

function workLine(room: Room): TemplateResult | typeof nothing {
  const work = room.work.value;
  if (work.kind === 'rest') return nothing;
  if (work.kind === 'busy')
    return html`<p class="people-work">
      <label>${work.what} <progress max="1" .value=${work.part}></progress></label>
      ${Math.round(100 * work.part)} %
    </p>`;
  if (work.kind === 'refused')
    return html`<p class="people-work" role="alert">
      Two worlds of this size would take ${Math.round(work.bytes / 1e6)} MB, more than a page should hold.
      Make the population smaller or the run shorter to look at single people.
    </p>`;
  return html`<p class="people-work" role="alert">
    The replay failed: ${work.why}. What is shown is from before.
    <button type="button" class="quiet" @click=${room.again}>Try again</button>
  </p>`;
}

/** Whether what is replayed here is what the answer counts. */
function sameRun(
  store: Store,
  { scenario, policies, pair, worlds }: Looked,
): TemplateResult | typeof nothing {
  const results = store.lab.results.value;
  if (results === null || results.scenario !== scenario) return nothing;
  const theirs = policies.map(({ id }) => results.fixed.digests(id)[pair.replicate] ?? null);
  if (theirs.includes(null)) return nothing;
  const same = theirs.every((digest, n) => digest === worlds.replays[n]!.digest);
  return html`<p class="lead">
    ${
      same
        ? `Replayed to the byte: this is replicate ${pair.replicate} of the answer.`
        : `This replay is not the run that the answer counts: the two differ, which should not happen. Please report it.`
    }
  </p>`;
}
