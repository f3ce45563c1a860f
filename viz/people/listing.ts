// The tables beside the maps: whose course differs and what parted them; and the communities, by number. Whatever the maps show
// can be found here.

import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { table } from '../figure.ts';
import { keyOf, nameOf, presence } from '../../sim/replay/code.ts';
import type { Divergence, Fate } from '../../sim/replay/fate.ts';
import { standingOf } from './classes.ts';
import { countFates, whenOf } from './maps.ts';
import type { Looked, Room } from './room.ts';
import { causeText, FATE_WORDS, peopleWords } from './story.ts';

const MORE_ROWS = 40;

export function listPart(room: Room, looked: Looked): TemplateResult {
  const listed = room.listed.value;
  const shown = listed.slice(0, room.rows.value);
  const counts = countFates(looked.worlds.divergences, looked.scenario.weeks);
  const choose = (event: Event): void => {
    room.rows.value = shown.length === 0 ? 12 : Math.min(room.rows.value, 12);
    room.fate.value = (event.target as HTMLSelectElement).value as Fate | 'all';
  };
  const all = looked.worlds.divergences.length;
  return html`<section aria-label="People whose course differs">
    <h2>${all === 0 ? 'Nobody’s course differs' : `${peopleWords(all)} whose course differs`}</h2>
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

/** Communities in the table at most: the largest. */
const MOST_COMMUNITIES = 200;

/** The communities in numbers: what the discs of the maps show. */
export function communitiesPart({ worlds, names }: Looked, morning: number): TemplateResult {
  const { community, members } = worlds.layout;
  const joined = worlds.replays.map(({ codes, size }) => {
    const counts = new Uint32Array(members.length);
    for (let i = 0; i < size; i++) if ((codes[morning * size + i]! & 7) === 1) counts[community[i]!]!++;
    return counts;
  });
  const order = Array.from(members.keys())
    .sort((a, b) => members[b]! - members[a]! || a - b)
    .slice(0, MOST_COMMUNITIES);
  const most = order.length < members.length ? ` (the ${order.length} largest of ${members.length})` : '';
  return html`<details class="data">
    <summary>Communities, ${whenOf(morning)}</summary>
    ${table({
      caption: `People of each community in the group, ${whenOf(morning)}${most}`,
      columns: ['Community', 'People', ...names.policies].map((title) => ({
        title,
        numeric: true,
        digits: 0,
      })),
      rows: order.map((c) => [c + 1, members[c]!, ...joined.map((counts) => counts[c]!)]),
    })}
  </details>`;
}
