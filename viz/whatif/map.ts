// The break-even map on the page. Its place is a button over the cell that is picked: arrows move it, Enter sets the scenario
// to what the cell stands for, a pointer picks where it points. What the map shows is said in words above it, cell by cell
// under it, and as a table.

import { boxWords, breakeven as draw, breakevenWords } from '../charts/breakeven.ts';
import { readScale } from '../charts/axes.ts';
import { openCells, progressOf, squares, extended } from '../../sim/experiment/breakeven.ts';
import type { BreakEven, Square } from '../../sim/experiment/breakeven.ts';
import type { Factor } from '../../sim/experiment/design.ts';
import { figure, takeable } from '../figure.ts';
import type { TableData } from '../figure.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { signal } from '../signal.ts';
import type { Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Bench, Looking } from './bench.ts';
import { optionsOf } from './facing.ts';
import { keyOf, mapData } from './mapdata.ts';
import { directionOf, hereOn, squareAt, stepped } from './place.ts';
import type { Place } from './place.ts';
import { progress, timeWords } from './progress.ts';
import { cellWords, crossingWords, digitsAlong, headingOf, nowhereWords } from './sayings.ts';

/** Paired runs that the map is granted when it is asked to look closer. */
const MORE = 750;

export class MapView {
  readonly #store: Store;
  readonly #bench: Bench;
  readonly #picked: Signal<Place | null> = signal(null);
  readonly #frame: HTMLDivElement;
  readonly #button: HTMLButtonElement;
  #set = 0;

  constructor(store: Store, bench: Bench, document: Document) {
    this.#store = store;
    this.#bench = bench;
    this.#frame = document.createElement('div');
    this.#frame.className = 'map';
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.className = 'place';
    this.#button.addEventListener('keydown', (event) => this.#keyed(event));
    this.#button.addEventListener('click', () => this.#enter());
    this.#frame.addEventListener('pointerdown', (event) => this.#pointed(event));
    this.#frame.append(this.#button);
  }

  figure(): TemplateResult {
    const state = this.#bench.map.state.value!;
    const looking = this.#bench.looking.value;
    const cells = squares(state);
    const begun = cells.some(({ tally }) => tally !== null);
    const data = mapData(state, looking);
    const waiting = cells.filter(({ tally }) => tally === null).length;
    const [open, all] = [openCells(state), cells.length];
    if (begun) this.#drawn(state, looking);
    const heading = !begun
      ? 'Where would the answer turn around?'
      : waiting > 0
        ? `A first look: ${all - waiting} of ${all} places have been run`
        : headingOf(state, looking);
    return figure({
      id: 'breakeven',
      heading,
      lead: begun
        ? `${boxWords(data)} ${breakevenWords(data).lead}`
        : `${looking.policy.name} against ${looking.baseline.name} over two numbers at once: first 25 places, then more where it is unsure or turns.`,
      chart: begun ? this.#frame : null,
      empty: 'Nothing has been run yet.',
      controls: html`${this.#axes(looking)}
      ${progress(this.#bench.map, progressOf(state), {
        id: 'breakeven',
        run: 'Run the map',
        name: 'The break-even map',
        begun,
        seconds: (runs) => this.#store.lab.secondsOf(looking.scenario, 2 * runs),
        most: state.budget,
        ...(begun ? { rest: `${open} of ${all} cells undecided` } : {}),
      })}
      ${this.#bench.map.phase.value === 'done' && open > 0 ? this.#closer(looking) : nothing}`,
      ...(begun ? { notes: this.#under(state, looking), table: mapTable(state, looking) } : {}),
      ...(begun
        ? takeable(this.#store, {
            id: 'breakeven',
            view: 'whatif',
            title: heading,
            draw: (options) => draw(data, options),
          })
        : {}),
    });
  }

  #closer({ scenario }: Looking): TemplateResult {
    const look = (): void => {
      this.#bench.map.amend((state) => extended(state, MORE));
      this.#bench.map.run();
    };
    const time = timeWords(this.#store.lab.secondsOf(scenario, 2 * MORE));
    return html`<button type="button" @click=${look}>
      Look closer: up to ${MORE} paired runs more, ${time}
    </button>`;
  }

  #axes({ policy }: Looking): TemplateResult {
    const { factors, axes, map } = this.#bench;
    const state = map.state.value!;
    const chosen = { x: state.x.factor.pointer, y: state.y.factor.pointer };
    const groups: readonly (readonly [string, readonly Factor[]])[] = [
      ['Guesses (grade H)', factors.value.filter(({ grade }) => grade === 'H')],
      [
        'Assumptions with evidence (grades C, B, A)',
        factors.value.filter(({ grade }) => grade !== null && grade !== 'H'),
      ],
      [`Levers of ${policy.name}`, factors.value.filter(({ grade }) => grade === null)],
    ];
    const select = (which: 'x' | 'y', text: string): TemplateResult =>
      html`<label
        >${text}
        <select
          @change=${(event: Event) => {
            this.#picked.value = null;
            axes.value = { ...chosen, [which]: (event.target as HTMLSelectElement).value };
          }}
        >
          ${groups.map(
            ([title, all]) =>
              html`<optgroup label=${title}>
                ${all.map(
                  ({ pointer, title: name }) =>
                    html`<option
                      value=${pointer}
                      ?selected=${pointer === chosen[which]}
                      ?disabled=${pointer === chosen[which === 'x' ? 'y' : 'x']}
                    >
                      ${name}
                    </option>`,
                )}
              </optgroup>`,
          )}
        </select></label
      >`;
    return html`<div class="controls">${select('x', 'Across')} ${select('y', 'Up')}</div>`;
  }

  #under(state: BreakEven, looking: Looking): TemplateResult {
    const cell = this.#cell(state);
    return html`<p class="note readout" id="breakeven-readout">
        ${cell === null ? nothing : cellWords(state, cell, looking)}
      </p>
      <div class="controls">
        <button
          type="button"
          class="quiet"
          ?disabled=${cell === null || isHere(state, cell)}
          @click=${() => this.#enter()}
        >
          Set the scenario to this place
        </button>
        <span class="note">On the map: arrow keys move, Enter sets the scenario.</span>
      </div>
      <p class="note">
        ${nowhereWords(state, looking)} ${crossingWords(state)} A cell is undecided where its own runs do not
        settle its side; each is judged for itself.
      </p>`;
  }

  #cell(state: BreakEven): Square | null {
    return squareAt(squares(state), this.#picked.value ?? hereOn(state));
  }

  // The picture is replaced, the button stays where it is in the document: it keeps the focus.
  #drawn(state: BreakEven, looking: Looking): void {
    const cell = this.#cell(state);
    const svg = draw(mapData(state, looking), {
      ...optionsOf(this.#store, 'breakeven'),
      ...(cell === null ? {} : { cell: keyOf(cell) }),
    });
    const before = this.#frame.querySelector('svg');
    if (before === null) this.#frame.prepend(svg);
    else before.replaceWith(svg);
    if (cell === null) return;
    this.#button.setAttribute(
      'aria-label',
      `${cellWords(state, cell, looking)} Enter sets the scenario to this place.`,
    );
    const plot = svg.querySelector('[data-plot=breakeven]');
    const [x, y] = plot === null ? [null, null] : [readScale(plot, 'x'), readScale(plot, 'y')];
    if (x === null || y === null) return;
    const [whole, high] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
    const [left, right, top, floor] = [x.of(cell.x0), x.of(cell.x1), y.of(cell.y1), y.of(cell.y0)];
    const { style } = this.#button;
    style.left = `${(100 * left) / whole}%`;
    style.width = `${(100 * (right - left)) / whole}%`;
    style.top = `${(100 * top) / high}%`;
    style.height = `${(100 * (floor - top)) / high}%`;
  }

  #keyed(event: KeyboardEvent): void {
    const direction = directionOf(event.key);
    const state = this.#bench.map.state.value;
    if (direction === undefined || state === null) return;
    event.preventDefault();
    const cells = squares(state);
    const from = this.#cell(state);
    if (from === null) return;
    this.#picked.value = stepped(cells, from, direction);
    const cell = squareAt(cells, this.#picked.value);
    if (cell !== null) this.#store.announce(cellWords(state, cell, this.#bench.looking.value));
  }

  #pointed(event: PointerEvent): void {
    if (event.target === this.#button) return;
    const svg = this.#frame.querySelector('svg');
    const plot = svg?.querySelector('[data-plot=breakeven]');
    const [x, y] = plot ? [readScale(plot, 'x'), readScale(plot, 'y')] : [null, null];
    if (!svg || x === null || y === null) return;
    const box = svg.getBoundingClientRect();
    const scale = Number(svg.getAttribute('width')) / box.width;
    this.#picked.value = {
      x: x.at((event.clientX - box.left) * scale),
      y: y.at((event.clientY - box.top) * scale),
    };
  }

  #enter(): void {
    const state = this.#bench.map.state.value;
    const cell = state && this.#cell(state);
    if (!state || !cell || isHere(state, cell)) return;
    const merge = `map ${++this.#set}`;
    this.#store.change(state.x.factor.pointer, cell.x, { merge });
    this.#store.change(state.y.factor.pointer, cell.y, { merge });
    this.#store.announce(`Set: ${state.x.factor.title} ${cell.x}, ${state.y.factor.title} ${cell.y}.`);
  }
}

function isHere({ x, y }: BreakEven, cell: Square): boolean {
  return x.factor.current === cell.x && y.factor.current === cell.y;
}

/** Every cell, row by row from below. */
export function mapTable(state: BreakEven, { policy, baseline, measure }: Looking): TableData {
  const { x, y } = state;
  return {
    caption: `Difference in ${measure.more}, ${policy.name} minus ${baseline.name}, at the middle of each cell`,
    columns: [
      { title: x.factor.title, numeric: true, digits: digitsAlong(x.factor) },
      { title: y.factor.title, numeric: true, digits: digitsAlong(y.factor) },
      { title: 'mean difference', numeric: true, digits: measure.digits },
      { title: 'paired runs above 0', numeric: true, digits: 0 },
      { title: 'below 0', numeric: true, digits: 0 },
      { title: 'paired runs', numeric: true, digits: 0 },
      { title: 'side' },
    ],
    rows: squares(state).map((cell) => [
      ...[cell.x, cell.y, cell.tally?.mean ?? '–'],
      ...[cell.tally?.above ?? 0, cell.tally?.below ?? 0, cell.tally?.n ?? 0],
      cell.tally?.side ?? 'undecided',
    ]),
  };
}
