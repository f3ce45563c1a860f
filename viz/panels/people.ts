// People: one replicate under the baseline and under another policy, side by side on the same map; whose fate differs; and one
// person's story in both worlds. The table is the map's twin: whatever the maps show can be found in it.

import { lifelines, lifelinesTable } from '../charts/lifelines.ts';
import type { LifelinesData } from '../charts/lifelines.ts';
import { ENGINE } from '../engine-name.ts';
import { others } from '../../sim/others.ts';
import { holderOf, keyOf, nameOf, presence } from '../../sim/replay/code.ts';
import type { Person } from '../../sim/replay/code.ts';
import type { Divergence, Fate } from '../../sim/replay/fate.ts';
import type { Trace } from '../../sim/replay/trace.ts';
import { figure, table } from '../figure.ts';
import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { CLASSES, FATES, standingOf } from '../people/classes.ts';
import type { Look } from '../people/classes.ts';
import { Desk } from '../people/desk.ts';
import { legendMark } from '../people/legend.ts';
import { countFates, fatesOf, fateText, looksOf, mapText, whenOf } from '../people/maps.ts';
import { createMap } from '../people/map.ts';
import type { PeopleMap } from '../people/map.ts';
import { createRoom } from '../people/room.ts';
import type { Looked, Room } from '../people/room.ts';
import { SHAPED } from '../people/stamps.ts';
import { causeText, FATE_WORDS, spansOf, storyOf, titleOf, weekLines } from '../people/story.ts';
import PeopleWorker from '../people/worker.ts?worker&inline';
import { placeOf } from '../shown.ts';
import { STAGES } from '../../sim/stages.ts';
import { computed, effect, signal } from '../signal.ts';
import type { Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import { figureOf } from '../words.ts';
import '../people/people.css';

/** Weeks a second. */
const SPEEDS = [4, 12, 26, 52] as const;
const QUARTER = 13;
const MORE_ROWS = 40;

interface Player {
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  toggle(): void;
}

type Maps = readonly [PeopleMap, PeopleMap, PeopleMap];

export function mountPeople(root: HTMLElement, store: Store): void {
  const room = createRoom(store, new Desk(() => new PeopleWorker()));
  const player = createPlayer(store, room);
  const size = computed(() => `${store.screen.width.value} ${store.screen.theme.value}`);
  const maps = computed(() => {
    void size.value;
    return room.looked.value === null ? null : mapsOf(store, room, room.looked.value);
  });
  effect(() => {
    if (store.view.value === 'people') render(template(store, room, player, maps.value), root);
  });
  effect(() => draw(room, maps.value));
  effect(() => {
    const ties = room.looked.value?.worlds.ties;
    if (ties !== undefined)
      for (const map of maps.value ?? []) map.pick(room.person.value?.row ?? null, ties);
  });
}

function mapsOf(store: Store, room: Room, looked: Looked): Maps {
  const { layout, replays } = looked.worlds;
  const width = mapWidth(store.screen.width.value);
  const shared = { document, layout, width, theme: store.screen.theme.value, ratio: devicePixelRatio };
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

let buffers: readonly Uint8Array[] = [];

function draw(room: Room, maps: Maps | null): void {
  const looked = room.looked.value;
  if (looked === null || maps === null) return;
  const { layout, replays, divergences } = looked.worlds;
  const morning = Math.min(room.morning.value, looked.scenario.weeks);
  if (buffers[0]?.length !== layout.size) buffers = [0, 1, 2].map(() => new Uint8Array(layout.size));
  const only = room.onlyDiffering.value ? new Set(divergences.map(({ person }) => person.row)) : null;
  const [a, between, b] = maps;
  [a, b].forEach((map, n) => {
    const looks = looksOf(replays[n]!, morning, only, buffers[n]!);
    map.show(looks);
    map.describe(mapText(looked.names.policies[n]!, morning, looks));
  });
  between.show(fatesOf(divergences, morning, buffers[2]!));
  between.describe(fateText(countFates(divergences, morning), morning));
}

function createPlayer(store: Store, room: Room): Player {
  const playing = signal(false);
  const speed = signal<number>(SPEEDS[1]);
  effect(() => {
    const last = room.looked.value?.scenario.weeks ?? 0;
    const still = store.screen.reducedMotion.value || store.view.value !== 'people';
    if (!playing.value || still) {
      playing.value = false;
      return;
    }
    let begun: number | null = null;
    const from = room.morning.peek();
    let frame = 0;
    const step = (now: number): void => {
      begun ??= now;
      const morning = Math.min(last, from + Math.floor(((now - begun) / 1000) * speed.peek()));
      if (morning !== room.morning.peek()) room.morning.value = morning;
      if (morning < last) frame = requestAnimationFrame(step);
      else playing.value = false;
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  });
  return {
    playing,
    speed,
    toggle() {
      const last = room.looked.peek()?.scenario.weeks ?? 0;
      if (!playing.peek() && room.morning.peek() >= last) room.morning.value = 0;
      playing.value = !playing.peek() && !store.screen.reducedMotion.peek();
      if (!playing.peek()) store.choose({ week: room.morning.peek() });
    },
  };
}

function template(store: Store, room: Room, player: Player, maps: Maps | null): TemplateResult {
  const looked = room.looked.value;
  return html`<div class="people">
    <h1>${headingOf(looked)}</h1>
    ${chooser(store)} ${workLine(room)}
    ${
      room.stale.value
        ? html`<p class="ribbon">
            The scenario has changed and runs are on hold; these are the people of the one before.
          </p>`
        : nothing
    }
    ${
      looked === null || maps === null
        ? nothing
        : html`${scrubber(store, room, player, looked)} ${three(room, looked, maps)} ${finder(room, looked)}
          ${personPart(store, room, looked)} ${listPart(room, looked)} ${sameRun(store, looked)}`
    }
  </div>`;
}

function headingOf(looked: Looked | null): string {
  if (looked === null) return 'Who, where in the network, and in what order';
  const { spared, lost } = countFates(looked.worlds.divergences, looked.scenario.weeks);
  const [baseline, policy] = looked.names.policies;
  return `In this one replicate, ${people(spared)} joined under ${baseline} and not under ${policy}, and ${people(lost)} the other way round`;
}

const people = (n: number): string =>
  n === 0 ? 'nobody' : n === 1 ? '1 person' : `${figureOf(n, 0)} people`;

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

function scrubber(
  store: Store,
  room: Room,
  player: Player,
  { scenario, names, worlds }: Looked,
): TemplateResult {
  const last = scenario.weeks;
  const morning = room.morning.value;
  const go = (to: number): void => {
    player.playing.value = false;
    room.morning.value = Math.max(0, Math.min(last, to));
  };
  const keep = (): void => store.choose({ week: room.morning.value });
  const step = (by: number): void => {
    go(morning + by);
    keep();
  };
  const pressed = (event: KeyboardEvent): void => {
    const by = { PageUp: QUARTER, PageDown: -QUARTER }[event.key];
    if (by !== undefined) step(by);
    else if (event.key === ' ') player.toggle();
    else return;
    event.preventDefault();
  };
  const { spared, lost } = countFates(worlds.divergences, morning);
  const members = worlds.replays.map(
    (replay, n) => `${names.policies[n]} ${membersOn(replay.codes, replay.size, morning)} in the group`,
  );
  const text = `${morning === 0 ? 'The start' : `After week ${morning} of ${last}`}: ${members.join(', ')}; ${spared} spared, ${lost} lost`;
  const moves = !store.screen.reducedMotion.value;
  const button = (label: string, by: number, words: string): TemplateResult =>
    html`<button
      type="button"
      class="quiet"
      aria-label=${words}
      ?disabled=${by < 0 ? morning === 0 : morning === last}
      @click=${() => step(by)}
    >
      ${label}
    </button>`;
  return html`<div class="people-bar" role="group" aria-label="Week">
    ${
      moves
        ? html`<button type="button" @click=${player.toggle}>
            ${player.playing.value ? 'Pause' : 'Play'}
          </button>`
        : nothing
    }
    ${button('−13', -QUARTER, '−13 weeks')} ${button('−1', -1, '−1 week')}
    <span class="weeks">
      <label for="people-week">Week</label>
      <input
        id="people-week"
        type="range"
        min="0"
        max=${last}
        step="1"
        .value=${String(morning)}
        aria-valuetext=${text}
        @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value))}
        @change=${keep}
        @keydown=${pressed}
      />
    </span>
    ${button('+1', 1, '+1 week')} ${button('+13', QUARTER, '+13 weeks')}
    <output for="people-week">${whenOf(morning)} of ${last}</output>
    ${
      moves
        ? html`<label
            >Speed
            <select
              @change=${(event: Event) => (player.speed.value = Number((event.target as HTMLSelectElement).value))}
            >
              ${SPEEDS.map(
                (each) =>
                  html`<option value=${each} ?selected=${each === player.speed.value}>
                    ${each} weeks a second
                  </option>`,
              )}
            </select></label
          >`
        : nothing
    }
  </div>`;
}

function membersOn(codes: Uint8Array, size: number, morning: number): number {
  let members = 0;
  for (let n = morning * size; n < (morning + 1) * size; n++) if ((codes[n]! & 7) === 1) members++;
  return members;
}

function three(room: Room, { names, worlds, scenario }: Looked, [a, between, b]: Maps): TemplateResult {
  const morning = Math.min(room.morning.value, scenario.weeks);
  const counts = countFates(worlds.divergences, morning);
  const one = (title: string, map: PeopleMap, told: unknown): TemplateResult =>
    html`<figure>
      <h2>${title}</h2>
      ${map.node}
      <figcaption class="count">${told}</figcaption>
    </figure>`;
  const inGroup = (n: 0 | 1): string => {
    const { codes, size } = worlds.replays[n];
    return `${membersOn(codes, size, morning)} in the group ${whenOf(morning)}`;
  };
  const fates = html`${counts.spared} spared, ${counts.lost} lost, ${counts.later + counts.sooner} join at
  another time (by ${morning === 0 ? 'the start' : `week ${morning}`})`;
  return html`<div class="people-maps">
      ${one(names.policies[0], a, inGroup(0))} ${one('Whose fate differs', between, fates)}
      ${one(names.policies[1], b, inGroup(1))}
    </div>
    ${legend('Stages', CLASSES, a)} ${legend('Differences', FATES, between)}
    <p class="lead">
      A disc is a community; the best connected stand in its middle. Lines between discs are as wide as there
      are ties. Spared: joins under ${names.policies[0]} only. Lost: under ${names.policies[1]} only.
    </p>`;
}

function legend(title: string, looks: readonly Look[], map: PeopleMap): TemplateResult {
  const small = map.person < SHAPED;
  const marks = small ? byHue(looks) : looks;
  return html`<ul class="people-legend" aria-label=${title}>
    ${marks.map((look) => html`<li>${legendMark(look, small, map.theme)}<span>${look.title}</span></li>`)}
    ${
      small
        ? html`<li>
            People are too small here for shapes: colours alone, and the table below for the rest.
          </li>`
        : nothing
    }
  </ul>`;
}

/** One look a hue, of all that have it. */
function byHue(looks: readonly Look[]): Look[] {
  const hues = Array.from(new Set(looks.map(({ hue }) => hue)));
  return hues.map((hue) => {
    const titles = looks.filter((look) => look.hue === hue).map(({ title }) => title);
    return { id: hue, title: titles.join(', or '), shape: 'disc', hue };
  });
}

function finder(room: Room, { worlds, scenario }: Looked): TemplateResult {
  const find = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('person') as HTMLInputElement;
    const found = room.find(input.value);
    input.setCustomValidity(
      found
        ? ''
        : `People are numbered 0 to ${worlds.layout.size - 1}; 12.52 is who came to place 12 in week 52 of ${scenario.weeks}.`,
    );
    if (!found) input.reportValidity();
  };
  const person = room.person.value;
  return html`<form class="people-bar" @submit=${find}>
    <label
      >Find person
      <input
        name="person"
        inputmode="decimal"
        autocomplete="off"
        .value=${person === null ? '' : nameOf(person)}
        @input=${(event: Event) => (event.target as HTMLInputElement).setCustomValidity('')}
    /></label>
    <button type="submit" class="quiet">Show</button>
    <label
      ><input
        type="checkbox"
        .checked=${room.onlyDiffering.value}
        @change=${(event: Event) => (room.onlyDiffering.value = (event.target as HTMLInputElement).checked)}
      />
      only people whose fate differs</label
    >
  </form>`;
}

function personPart(store: Store, room: Room, looked: Looked): TemplateResult {
  const person = room.person.value;
  if (person === null)
    return html`<p class="empty">
      Pick somebody on a map, by number or in the table below to read their story in both worlds.
    </p>`;
  const { story } = room;
  if (story.value === null || keyOf(story.value.person) !== keyOf(person))
    return html`<p class="empty">Tracing ${titleOf(person)} through both worlds.</p>`;
  const { traces, parting } = story.value.told;
  const told = storyOf(parting, traces, looked.names);
  const data = laneData(looked, person, traces, room);
  const chart = lifelines(data, {
    ...{ document, theme: store.screen.theme.value, bare: true, id: 'chart-lifelines' },
    width: Math.max(280, store.screen.width.value - 34),
    week: Math.max(0, room.morning.value - 1),
  });
  return html`<section class="people-story" aria-label="One person’s story">
    ${figure({
      id: 'person',
      heading: told[0]!,
      chart,
      table: lifelinesTable(data),
      notes: html`${told.slice(1).map((line) => html`<p>${line}</p>`)}`,
    })}
    ${tiesTable(room, looked, person)} ${traces.map((trace, n) => courseTable(trace, n as 0 | 1, looked))}
  </section>`;
}

function laneData(looked: Looked, person: Person, traces: readonly Trace[], room: Room): LifelinesData {
  const { scenario, policies, names } = looked;
  const { parting } = room.story.value!.told;
  return {
    person: titleOf(person),
    weeks: scenario.weeks,
    lanes: traces.map((trace, n) => ({
      name: names.policies[n]!,
      place: placeOf(scenario, policies[n]!.id),
      spans: spansOf(trace)
        .map(({ code, from, to }, k, all) => ({
          stage: STAGES[code & 7]!,
          title: standingOf(code),
          from: Math.max(1, from),
          to: k === all.length - 1 ? Math.max(1, to) : to - 1,
        }))
        .filter(({ from, to }) => to >= from),
    })),
    parting:
      parting.fate === null
        ? null
        : {
            week: parting.fate.week + 1,
            text: 'from here on they stand otherwise',
          },
    facts: {
      people: scenario.population.size,
      weeks: scenario.weeks,
      seed: `${scenario.seed}, replicate ${looked.pair.replicate}`,
      engine: ENGINE,
    },
  };
}

function tiesTable(room: Room, { worlds, names, scenario }: Looked, { row }: Person): TemplateResult {
  const { offsets, targets, community } = worlds.ties;
  const morning = Math.min(room.morning.value, scenario.weeks);
  const codeOf = (n: 0 | 1, i: number): number => worlds.replays[n].codes[morning * worlds.layout.size + i]!;
  const ties = Array.from(targets.subarray(offsets[row]!, offsets[row + 1]!));
  const look = (i: number): void =>
    room.look(holderOf(worlds.replays[0].codes, worlds.layout.size, i, morning));
  return html`<details class="data">
    <summary>Their ${ties.length} ties, ${whenOf(morning)}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Ties">
      <table>
        <caption>
          Ties of person ${row}, ${whenOf(morning)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col" class="number">Community</th>
            <th scope="col">${names.policies[0]}</th>
            <th scope="col">${names.policies[1]}</th>
          </tr>
        </thead>
        <tbody>
          ${ties.map(
            (i) =>
              html`<tr>
                <th scope="row"><button type="button" class="quiet" @click=${() => look(i)}>${i}</button></th>
                <td class="number">${community[i]! + 1}</td>
                <td>${standingOf(codeOf(0, i))}</td>
                <td>${standingOf(codeOf(1, i))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

const MOST_WEEKS = 150;

function courseTable(trace: Trace, n: 0 | 1, { names }: Looked): TemplateResult | typeof nothing {
  if (trace.weeks.length === 0) return nothing;
  const rows = trace.weeks
    .map((week) => [week.t + 1, weekLines(week, trace.person, names)] as const)
    .filter(([, lines]) => lines.length > 0);
  const shown = rows.slice(-MOST_WEEKS);
  const cut =
    rows.length > shown.length
      ? ` (the last ${MOST_WEEKS} of ${rows.length} weeks in which something did)`
      : '';
  const told = table({
    caption: `What happened to them and around them under ${names.policies[n]}${cut}`,
    columns: [{ title: 'Week', numeric: true }, { title: 'What happened' }],
    rows: shown.map(([week, lines]) => [week, lines.join(' · ')]),
  });
  return html`<details class="data">
    <summary>What happened under ${names.policies[n]}, week by week</summary>
    ${told}
  </details>`;
}

function listPart(room: Room, looked: Looked): TemplateResult {
  const listed = room.listed.value;
  const shown = listed.slice(0, room.rows.value);
  const counts = countFates(looked.worlds.divergences, looked.scenario.weeks);
  const choose = (event: Event): void => {
    room.rows.value = shown.length === 0 ? 12 : Math.min(room.rows.value, 12);
    room.fate.value = (event.target as HTMLSelectElement).value as Fate | 'all';
  };
  const all = looked.worlds.divergences.length;
  return html`<section aria-label="People whose course differs">
    <h2>${all === 0 ? 'Nobody’s course differs' : `${people(all)} whose course differs`}</h2>
    ${
      all === 0
        ? html`<p class="empty">
            In this replicate everybody goes through the same stages under both policies.
          </p>`
        : html`<p class="chooser">
              <label
                >Show
                <select @change=${choose}>
                  <option value="all" ?selected=${room.fate.value === 'all'}>all (${all})</option>
                  ${(Object.keys(counts) as Fate[]).map(
                    (fate) =>
                      html`<option value=${fate} ?selected=${room.fate.value === fate}>
                        ${fate}: ${FATE_WORDS[fate]} (${counts[fate]})
                      </option>`,
                  )}
                </select></label
              >
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="Table: people whose course differs">
              <table>
                <caption>
                  Where they end under either policy, and what parted their two worlds
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Person</th>
                    <th scope="col" class="number">Community</th>
                    <th scope="col">Fate</th>
                    <th scope="col">${looked.names.policies[0]}</th>
                    <th scope="col">${looked.names.policies[1]}</th>
                    <th scope="col" class="number">Parted in week</th>
                    <th scope="col">What parted them</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map((one) => listRow(room, looked, one))}
                </tbody>
              </table>
            </div>
            ${
              shown.length < listed.length
                ? html`<p>
                    <button type="button" class="quiet" @click=${() => (room.rows.value += MORE_ROWS)}>
                      Show ${Math.min(MORE_ROWS, listed.length - shown.length)} more of ${listed.length}
                    </button>
                  </p>`
                : nothing
            }`
    }
  </section>`;
}

function listRow(room: Room, looked: Looked, { person, fate, week }: Divergence): TemplateResult {
  const { worlds, names } = looked;
  const parting = room.partings.value.get(keyOf(person));
  const cause = parting?.cause ?? null;
  const end = (n: 0 | 1): string => {
    const { codes, size } = worlds.replays[n];
    const [from, to] = presence(codes, size, person);
    return from === to ? 'never in this place' : standingOf(codes[(to - 1) * size + person.row]!);
  };
  const isPicked = room.person.value !== null && keyOf(room.person.value) === keyOf(person);
  return html`<tr>
    <th scope="row">
      <button type="button" class="quiet" aria-pressed=${isPicked} @click=${() => room.look(person)}>
        ${nameOf(person)}
      </button>
    </th>
    <td class="number">${worlds.ties.community[person.row]! + 1}</td>
    <td>${fate}</td>
    <td>${end(0)}</td>
    <td>${end(1)}</td>
    <td class="number">${week + 1}</td>
    <td>
      ${
        parting === undefined
          ? '…'
          : cause === null
            ? 'not followed'
            : `Week ${cause.week + 1}: ${causeText(cause.cause, person, names)}`
      }
    </td>
  </tr>`;
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
