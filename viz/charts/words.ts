// What charts say: numbers, sides, the foot; and the shapes of the two things that stand beside every picture, its
// description in words and its table.

import { format } from 'd3-format';
import type { Wording } from '../../sim/amount.ts';

/** The numbers of a chart, as a table. */
export interface ChartTable {
  readonly caption: string;
  /** `digits`: decimals to show; the rows have the whole number. */
  readonly columns: readonly {
    readonly title: string;
    readonly numeric: boolean;
    readonly digits?: number;
  }[];
  /** A number that does not exist is the text NONE. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Described {
  /** What is to be taken from it. */
  readonly title: string;
  /** How to read it, in a line. */
  readonly lead: string;
  /** For who cannot see it: what it is, its axes, its numbers, the pattern. */
  readonly summary: string;
}

export interface Words extends Described {
  /** Facts at the foot: lines of them. */
  readonly foot: readonly string[];
  /** Must be read with the picture wherever it is shown: that it is a preview. */
  readonly note?: string | undefined;
}

export interface Facts {
  readonly people: number;
  readonly weeks: number;
  readonly seed: string;
  readonly engine: string;
  /** What else must be said: that it is partial, that the assumptions are drawn. */
  readonly remarks?: readonly string[];
  /** Where it is a preview: how many runs are wanted. */
  readonly asked?: number;
}

export interface MeasureWords extends Wording {
  readonly title: string;
  /** Said of runs in which it stayed at 0: 'Nobody was recruited'. */
  readonly none?: string | undefined;
}

export const NONE = '–';

const thousands = format(',');

/** '12,500'. */
export function count(value: number): string {
  return thousands(value);
}

/** A number with so many decimals; NONE where there is none. */
export function said(value: number, digits: number): string {
  return value === value ? format(`,.${digits}f`)(value) : NONE;
}

/** A signed one: '+3', '−12', '0'. */
export function signed(value: number, digits: number): string {
  return Number(value.toFixed(digits)) === 0 ? '0' : format(`+,.${digits}f`)(value);
}

/** For a cell of a table: a number, or NONE. */
export function cell(value: number | null | undefined): number | string {
  return value === null || value === undefined || value !== value ? NONE : value;
}

export function sideWords({ words = 'fewer' }: Wording): readonly [low: string, high: string] {
  return words === 'lower' ? ['lower', 'higher'] : [words, 'more'];
}

/** '41 fewer', '0.02 higher', 'no difference'. */
export function gap(value: number, wording: Wording): string {
  if (value !== value) return 'no value';
  const size = said(Math.abs(value), wording.digits);
  if (Number(Math.abs(value).toFixed(wording.digits)) === 0)
    return value === 0 ? 'no difference' : 'almost no difference';
  return `${size} ${sideWords(wording)[value < 0 ? 0 : 1]}`;
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

export function capital(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}

/** A unit that adds something to its measure's name, in brackets. */
export function unitWords(unit: string): string {
  return unit === '' || unit === 'people' ? '' : ` (${unit})`;
}

/** The last line at the foot of every chart. `runs`: as in '200 paired runs'. */
export function factsLine(runs: string, { people, weeks, seed, engine }: Facts): string {
  return `n = ${runs} · ${count(people)} people · ${count(weeks)} weeks · seed ${seed} · ${engine} · modelled, invented people`;
}

/** 'Preview: 8 of 200 runs'; undefined where nothing is missing. */
export function previewNote(runs: number, { asked }: Facts): string | undefined {
  return asked === undefined || asked <= runs ? undefined : `Preview: ${count(runs)} of ${count(asked)} runs`;
}

const twelve = format('.12~g');

/** Domains, not floats' dust: what a picture writes of a number that is not a pixel. */
export function exactly(value: number): string {
  return twelve(value).replace('−', '-');
}

/** Pixels, to a hundredth. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
