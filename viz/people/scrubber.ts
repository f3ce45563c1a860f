// The weeks as a slider: arrows step one, Page Up and Down a quarter of a year, Home and End to the ends, space plays.

import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Store } from '../store.ts';
import type { Glance } from './glance.ts';
import { whenOf } from './maps.ts';
import { SPEEDS } from './player.ts';
import type { Player } from './player.ts';
import type { Room } from './room.ts';

const QUARTER = 13;

/** Play, steps and the slider of weeks. */
export function scrubber(store: Store, room: Room, player: Player, glance: Glance): TemplateResult {
  const { morning, fates, looked } = glance;
  const last = looked.scenario.weeks;
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
  const members = looked.names.policies.map((name, n) => `${name} ${glance.members[n]} in the group`);
  const text = `${morning === 0 ? 'The start' : `After week ${morning} of ${last}`}: ${members.join(', ')}; ${fates.spared} spared, ${fates.lost} lost`;
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
