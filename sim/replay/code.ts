/**
 * What is kept of a person and a morning, in a byte: stage, speaking, whether at risk, and whether they are new in their place. People at
 * home move on and others take their place in the network; so a person is named by the place and the morning of arrival.
 */
import { has } from '../bits.ts';
import type { World } from '../world.ts';

const AT_RISK = 32;
const NEW = 64;

export const stageOf = (code: number): number => code & 7;
export const speakingOf = (code: number): number => (code >>> 3) & 3;
export const isAtRisk = (code: number): boolean => (code & AT_RISK) !== 0;
/** Whether this person came in the week before this morning. */
export const isNew = (code: number): boolean => (code & NEW) !== 0;

/** Writes everybody as they are on the morning of week `morning` into codes[at …]. */
export function writeCodes(world: World, morning: number, codes: Uint8Array, at: number): void {
  const { people, atRisk, size } = world;
  const { stage, speaking, who } = people;
  for (let i = 0; i < size; i++) {
    const arrived = morning > 0 && who[i]! >>> 22 === morning;
    codes[at + i] = stage[i]! | (speaking[i]! << 3) | (has(atRisk, i) ? AT_RISK : 0) | (arrived ? NEW : 0);
  }
}

/** A place in the network and the morning on which its holder came; 0: was there from the start. */
export interface Person {
  readonly row: number;
  readonly arrived: number;
}

/** The key of a person: the one by which chance knows them. */
export function keyOf({ row, arrived }: Person): number {
  return ((arrived << 22) | row) >>> 0;
}

/** Written as in a link: '1043', or '1043.52' for whoever took the place in time for the morning of week 52. */
export function nameOf({ row, arrived }: Person): string {
  return arrived === 0 ? `${row}` : `${row}.${arrived}`;
}

/** A person by name; null for what names nobody in a world of so many places and weeks. */
export function personNamed(name: string, size: number, weeks: number): Person | null {
  const found = /^(\d{1,7})(?:\.(\d{1,4}))?$/.exec(name.trim());
  if (found === null) return null;
  const person = { row: Number(found[1]), arrived: Number(found[2] ?? 0) };
  return person.row < size && person.arrived <= weeks ? person : null;
}

/** Who holds a place on a morning. `codes`: a row of `size` bytes a morning. */
export function holderOf(codes: Uint8Array, size: number, row: number, morning: number): Person {
  for (let w = morning; w > 0; w--) if (isNew(codes[w * size + row]!)) return { row, arrived: w };
  return { row, arrived: 0 };
}

/** The mornings [from, to) on which a person holds their place; empty where they never came. */
export function presence(
  codes: Uint8Array,
  size: number,
  { row, arrived }: Person,
): readonly [number, number] {
  const mornings = codes.length / size;
  if (arrived > 0 && !isNew(codes[arrived * size + row] ?? 0)) return [arrived, arrived];
  let to = arrived + 1;
  while (to < mornings && !isNew(codes[to * size + row]!)) to++;
  return [arrived, to];
}
