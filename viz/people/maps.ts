// The three maps side by side: the baseline's world, whose fate differs, and the other policy's world, all of one replicate on
// one morning. The same place is the same person in all three.

import { fateBy } from '../../sim/replay/fate.ts';
import type { Divergence, Fate } from '../../sim/replay/fate.ts';
import type { Replay } from '../../sim/replay.ts';
import { CLASSES, CLASS_OF, FATES, REST } from './classes.ts';

/** A look a person on a morning; `only`: whoever is not among these is drawn as left out. */
export function looksOf(
  replay: Replay,
  morning: number,
  only: ReadonlySet<number> | null,
  into: Uint8Array,
): Uint8Array {
  const from = morning * replay.size;
  for (let i = 0; i < replay.size; i++) into[i] = CLASS_OF[replay.codes[from + i]!]!;
  if (only !== null) for (let i = 0; i < replay.size; i++) if (!only.has(i)) into[i] = REST;
  return into;
}

const FATE_NUMBER = Object.fromEntries(FATES.map(({ id }, n) => [id, n])) as Readonly<Record<Fate, number>>;

/** A look a person by whose fate differs up to a morning. */
export function fatesOf(divergences: readonly Divergence[], morning: number, into: Uint8Array): Uint8Array {
  into.fill(0);
  for (const one of divergences) {
    if (one.week >= morning) continue;
    into[one.person.row] = FATE_NUMBER[fateBy(one, morning)];
  }
  return into;
}

/** How many there are of each look. */
export function countLooks(looks: Uint8Array, kinds: number): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (const look of looks) counts[look]!++;
  return counts;
}

/** People by fate up to a morning: people, not places, so that whoever moved on is counted too. */
export function countFates(
  divergences: readonly Divergence[],
  morning: number,
): Readonly<Record<Fate, number>> {
  const counts: Record<Fate, number> = { spared: 0, lost: 0, later: 0, sooner: 0, other: 0 };
  for (const one of divergences) if (one.week < morning) counts[fateBy(one, morning)]++;
  return counts;
}

/** '1,912 at home, 80 at home, at risk …': what a map of stages shows. */
export function mapText(policy: string, morning: number, looks: Uint8Array): string {
  const counts = countLooks(looks, CLASSES.length);
  const told = CLASSES.map(({ title }, n) => [title, counts[n]!] as const)
    .filter(([, n]) => n > 0)
    .map(([title, n]) => `${n} ${title}`);
  return `${policy}, ${whenOf(morning)}: ${told.join('; ')}.`;
}

export function fateText(counts: Readonly<Record<Fate, number>>, morning: number): string {
  const { spared, lost, later, sooner, other } = counts;
  return `Whose fate differs, ${whenOf(morning)}: ${spared} spared, ${lost} lost, ${later} join later, ${sooner} join sooner, ${other} part otherwise.`;
}

export function whenOf(morning: number): string {
  return morning === 0 ? 'at the start' : `after week ${morning}`;
}
