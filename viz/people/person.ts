// One person: found by number, and told of in both worlds side by side, with their ties and what happened to them.

import { lifelines, lifelinesTable } from '../charts/lifelines.ts';
import type { LifelinesData } from '../charts/lifelines.ts';
import { ENGINE } from '../engine-name.ts';
import { figure, table } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { placeOf } from '../shown.ts';
import type { Store } from '../store.ts';
import { holderOf, keyOf, nameOf } from '../../sim/replay/code.ts';
import type { Person } from '../../sim/replay/code.ts';
import type { Trace } from '../../sim/replay/trace.ts';
import { STAGES } from '../../sim/stages.ts';
import { standingOf } from './classes.ts';
import { whenOf } from './maps.ts';
import type { Looked, Room } from './room.ts';
import { spansOf, storyOf, titleOf, weekLines } from './story.ts';

export function finder(room: Room, { worlds, scenario }: Looked): TemplateResult {
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

/** `morning`: the week that is marked in the story. */
export function personPart(store: Store, room: Room, looked: Looked, morning: number): TemplateResult {
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
    week: Math.max(0, morning - 1),
  });
  return html`<section class="people-story" aria-label="One person’s story">
    ${figure({
      id: 'person',
      heading: told[0]!,
      chart,
      table: lifelinesTable(data),
      notes: html`${told.slice(1).map((line) => html`<p>${line}</p>`)}`,
    })}
    ${tiesTable(room, looked, person, morning)}
    ${traces.map((trace, n) => courseTable(trace, n as 0 | 1, looked))}
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

function tiesTable(room: Room, { worlds, names }: Looked, { row }: Person, morning: number): TemplateResult {
  const { offsets, targets, community } = worlds.ties;
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
