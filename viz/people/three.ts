// The three maps side by side, what they count, their legends, and the buttons that move their common view.

import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Signal } from '../signal.ts';
import { CLASSES, FATES, REST } from './classes.ts';
import type { Look } from './classes.ts';
import type { Glance } from './glance.ts';
import { legendMark } from './legend.ts';
import type { PeopleMap } from './map.ts';
import { whenOf } from './maps.ts';
import { NUDGE, panned, STEP, WHOLE, zoomed } from './view.ts';
import type { View } from './view.ts';

/** The baseline's world, whose fate differs, and the other policy's world. */
export type Maps = readonly [PeopleMap, PeopleMap, PeopleMap];

export function three(glance: Glance, maps: Maps, view: Signal<View>): TemplateResult {
  const { looked, morning, members, only } = glance;
  const { policies } = looked.names;
  const [a, between, b] = maps;
  const one = (title: string, map: PeopleMap, told: unknown): TemplateResult =>
    html`<figure>
      <h2>${title}</h2>
      ${map.node}
      <figcaption class="count">${told}</figcaption>
    </figure>`;
  const inGroup = (n: 0 | 1): string => `${members[n].toLocaleString('en')} in the group ${whenOf(morning)}`;
  const classes = CLASSES.filter((_, n) => only || n !== REST);
  return html`${zoomBar(view, a.most)}
    <div class="people-maps">
      ${one(policies[0], a, inGroup(0))} ${one('Whose fate differs', between, fatesOf(glance, between))}
      ${one(policies[1], b, inGroup(1))}
    </div>
    ${legend('Stages', classes, a, view.value)} ${legend('Differences', FATES, between, view.value)}
    <p class="lead">
      A disc is a community, written on it its number and its people; the best connected stand in its middle.
      Lines between discs are as wide as there are ties. Spared: joins under ${policies[0]} only. Lost: under
      ${policies[1]} only.
    </p>`;
}

function fatesOf({ fates, morning }: Glance, map: PeopleMap): TemplateResult {
  const { spared, lost, later, sooner } = fates;
  const one = (id: string, n: number, words: string): TemplateResult =>
    html`<span class="fate"
      >${legendMark(
        FATES.find((look) => look.id === id)!,
        false,
        map.theme,
      )}${n}
      ${words}</span
    >`;
  return html`${one('spared', spared, 'spared')} ${one('lost', lost, 'lost')} ${one('later', later, 'later')}
    ${one('sooner', sooner, 'sooner')}
    <span class="fate">by ${morning === 0 ? 'the start' : `week ${morning}`}</span>`;
}

function legend(title: string, looks: readonly Look[], map: PeopleMap, view: View): TemplateResult {
  const shaped = map.isShaped(view);
  const marks = shaped ? looks : byHue(looks);
  return html`<ul class="people-legend" aria-label=${title}>
    ${marks.map((look) => html`<li>${legendMark(look, !shaped, map.theme)}<span>${look.title}</span></li>`)}
    ${
      shaped
        ? nothing
        : html`<li>
            People are too small here for shapes: colours alone. Zoom in for shapes; the tables below have the
            rest.
          </li>`
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

const MOVES = [
  ['←', 'left', NUDGE, 0],
  ['↑', 'up', 0, NUDGE],
  ['↓', 'down', 0, -NUDGE],
  ['→', 'right', -NUDGE, 0],
] as const;

function zoomBar(view: Signal<View>, most: number): TemplateResult {
  const { zoom } = view.value;
  const button = (text: string, words: string, off: boolean, to: () => View): TemplateResult =>
    html`<button
      type="button"
      class="quiet"
      aria-label=${words}
      aria-disabled=${off ? 'true' : 'false'}
      @click=${() => off || (view.value = to())}
    >
      ${text}
    </button>`;
  const whole = zoom === 1;
  return html`<div class="people-bar people-zoom" role="group" aria-label="View of the maps">
    ${button('+ Zoom in', 'Zoom in', zoom >= most, () => zoomed(view.value, STEP, most))}
    ${button('− Zoom out', 'Zoom out', whole, () => zoomed(view.value, 1 / STEP, most))}
    ${button('Whole map', 'Whole map', whole, () => WHOLE)}
    ${MOVES.map(([text, way, dx, dy]) =>
      button(text, `Move ${way}`, whole, () => panned(view.value, dx, dy)),
    )}
    <output aria-label="Zoom">× ${zoom.toFixed(1)}</output>
    <span class="note" id="people-keys"
      >On a map: a click picks a person; + and − zoom, arrows move, 0 shows all of it; so do Ctrl and the
      wheel, two fingers, and dragging.</span
    >
  </div>`;
}
