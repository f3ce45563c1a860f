// What the schema says of a key or a value, in words: for the box at the pointer and beside a completion.

import { MEASURES } from '../../sim/measures.ts';
import { REFERENCES } from '../../sim/references.ts';
import type { Grade } from '../../sim/parameter.ts';
import { describedAt, wanted } from '../../sim/reading/described.ts';
import type { Described } from '../../sim/reading/described.ts';
import { GRADES } from '../form/evidence.ts';

/** What zod's metadata adds to a JSON Schema here. */
export interface Told extends Described {
  readonly title?: string;
  readonly range?: readonly [number, number];
  readonly evidence?: readonly string[];
  readonly grade?: Grade;
}

export const toldAt = (path: readonly (string | number)[], file: unknown): Told | undefined =>
  describedAt(path, file) as Told | undefined;

/** Lines about a place: its title, what it is, what it must be, its default, how sure it is and by whom. Empty where nothing is known. */
export function linesAbout(told: Told | undefined, name: string): string[] {
  if (told === undefined) return [];
  const { title, description, range, grade, evidence } = told;
  const standard = told.default;
  const isPlain = standard !== undefined && (typeof standard !== 'object' || standard === null);
  return [
    title === undefined ? name : `${title} (${name})`,
    ...(description === undefined ? [] : [description]),
    `Must be ${wanted(told)}.${isPlain ? ` Default: ${JSON.stringify(standard)}.` : ''}`,
    ...(range === undefined || grade === undefined
      ? []
      : [`Plausible: ${range[0]} to ${range[1]}; ${GRADES[grade].says}.`]),
    ...(evidence ?? []).filter((id) => id !== 'assumed').map(source),
  ];
}

function source(id: string): string {
  const reference = Object.hasOwn(REFERENCES, id) ? REFERENCES[id] : undefined;
  if (reference === undefined) return id;
  const { authors, year, says } = reference;
  return `${authors}${year === null ? '' : ` (${year})`}: ${says}`;
}

/** Titles of the measures by id. */
export const measureTitles = (): readonly (readonly [id: string, title: string])[] =>
  MEASURES.map(({ id, title }) => [id, title] as const);
