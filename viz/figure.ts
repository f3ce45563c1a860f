// A figure: a heading that says what was found, the picture, and beside it the same numbers as a table, a button to take it
// away. Every chart of the page stands in one.

import type { ChartOptions } from './charts/frame.ts';
import type { ViewId } from './choices.ts';
import { html, nothing, ref, render } from './html.ts';
import type { TemplateResult } from './html.ts';
import type { Picture, Store } from './store.ts';
import { figureOf } from './words.ts';

/** As the charts give it: numbers are whole there, and shown with as many decimals as their column says. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly {
    readonly title: string;
    readonly numeric?: boolean;
    readonly digits?: number;
  }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface FigureOptions {
  /** Unique in the page. */
  readonly id: string;
  /** What is seen in it, not what it is about. */
  readonly heading: string;
  readonly lead?: string;
  readonly chart: Element | TemplateResult | null;
  /** Said in place of the chart where there is none. */
  readonly empty?: string;
  readonly table?: TableData;
  /** Controls that belong to this chart alone. */
  readonly controls?: unknown;
  /** Opens the drawer for taking it away. */
  readonly onTake?: () => void;
  /** What must be read with it, below the chart. */
  readonly notes?: unknown;
}

interface HeadWords {
  readonly title: string;
  readonly lead: string;
}

export interface ChartFigure {
  readonly id: string;
  readonly view: ViewId;
  /** What it says at a width. */
  readonly words: HeadWords | ((width: number) => HeadWords);
  readonly table: TableData;
  readonly draw: (options: ChartOptions) => SVGSVGElement;
  readonly controls?: unknown;
  readonly notes?: unknown;
  /** Share of the column that it stands in. Default 1. */
  readonly share?: number;
}

/** Padding and border of a figure on both sides. */
const AROUND = 36;
/** Below this width of the column everything stands in one. */
const PAIRED = 860;

/** A figure whose chart is drawn for the screen here, and again by whoever takes it away. */
export function chartFigure(store: Store, chart: ChartFigure): TemplateResult {
  const { id, view, table, draw, controls, notes, share = 1 } = chart;
  const { theme, width } = store.screen;
  const room = width.value < PAIRED ? width.value : width.value * share - (share < 1 ? 10 : 0);
  const options = { document, width: Math.max(280, Math.floor(room - AROUND)), theme: theme.value };
  const words = typeof chart.words === 'function' ? chart.words(options.width) : chart.words;
  return figure({
    ...{ id, table, controls, notes },
    heading: words.title,
    lead: words.lead,
    chart: slot(store, id, () => draw({ ...options, bare: true, id: `chart-${id}` }), share < 1),
    ...takeable(store, { id, view, title: words.title, draw }),
  });
}

// What is to stand in a place: a turn that comes too late is let pass.
const latest = new WeakMap<HTMLElement, () => void>();

/** The place of a chart. It is drawn at once, or, `waits`, in its turn; until then there stands what the build or the last turn has drawn. */
export function slot(store: Store, id: string, draw: () => SVGSVGElement, waits: boolean): TemplateResult {
  const { stills, later } = store;
  const fill = (element: Element | undefined): void => {
    if (element === undefined) return;
    const place = element as HTMLElement;
    const still = place.firstChild === null ? stills.get(id) : undefined;
    stills.delete(id);
    if (still !== undefined) place.append(still);
    const put = (): void => {
      if (latest.get(place) === put) place.replaceChildren(draw());
    };
    latest.set(place, put);
    // What the build has drawn is light: in the dark, or in forced colours, it may not stand.
    if (waits || (still !== undefined && store.screen.theme.value === 'light')) later(place, put);
    else put();
  };
  return html`<div class="chart" ${ref(fill)}></div>`;
}

/** Enters a chart among those that can be taken away, for a figure that is put together by hand. */
export function takeable(store: Store, picture: Picture): Pick<FigureOptions, 'onTake'> {
  store.pictures.set(picture.id, picture);
  return { onTake: () => (store.taking.value = picture.id) };
}

export function figure(options: FigureOptions): TemplateResult {
  const { id, heading, lead, chart, empty, table, controls, onTake, notes } = options;
  return html`<figure class="figure" aria-labelledby="${id}-heading" id=${id}>
    <div class="figure-head">
      <h2 id="${id}-heading">${heading}</h2>
      ${
        onTake === undefined
          ? nothing
          : html`<button type="button" class="quiet" @click=${onTake} aria-label="Take away: ${heading}">
              Take away
            </button>`
      }
    </div>
    ${lead === undefined ? nothing : html`<p class="lead">${lead}</p>`} ${controls ?? nothing}
    ${chart === null ? html`<p class="empty">${empty ?? 'Nothing to show yet.'}</p>` : 'nodeType' in chart ? html`<div class="chart">${chart}</div>` : chart}
    ${notes ?? nothing} ${table === undefined ? nothing : dataTable(table)}
  </figure>`;
}

/** The numbers of a chart, folded away until asked for, and made only then. */
export function dataTable(data: TableData): TemplateResult {
  const fill = (details: HTMLDetailsElement): void =>
    void render(details.open ? table(data) : nothing, details.querySelector('div')!);
  return html`<details
    class="data"
    ${ref((details) => details !== undefined && fill(details as HTMLDetailsElement))}
    @toggle=${(event: Event) => fill(event.target as HTMLDetailsElement)}
  >
    <summary>Show data</summary>
    <div></div>
  </details>`;
}

/** A table that scrolls by itself where it is too wide. */
export function table({ caption, columns, rows }: TableData): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table: ${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title, numeric }) => html`<th scope="col" class=${numeric ? 'number' : ''}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, k) =>
                k === 0
                  ? html`<th scope="row">${cell}</th>`
                  : html`<td class=${columns[k]?.numeric ? 'number' : ''}>
                      ${lined(shown(cell, columns[k]?.digits))}
                    </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

// A cell may have two lines: a number, and below it what it lies between.
function lined(text: string): string | TemplateResult[] {
  return text.includes('\n') ? text.split('\n').map((line) => html`<span class="line">${line}</span>`) : text;
}

function shown(cell: string | number, digits: number | undefined): string {
  if (typeof cell === 'string') return cell;
  return digits === undefined ? String(cell) : figureOf(cell, digits);
}
