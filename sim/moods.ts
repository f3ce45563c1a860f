/**
 * What people feel, written one person at a time and summed over people exactly. Sums are kept by the morning on which a shift was
 * written, so that drifting back costs nothing: the mean of a week is a short sum over mornings, not a walk over people.
 */
import { has } from './bits.ts';
import { UNIT, type World } from './world.ts';

/** Writes a person's support and ideology (0 to 1) as they stand on the morning after week t. */
export function writeAttitude(world: World, i: number, support: number, ideology: number, t: number): void {
  const { people, moods } = world;
  const group = has(world.atRisk, i) ? 1 : 0;
  const from = 4 * people.changed[i]! + group;
  const to = 4 * (t + 1) + group;
  const supportShift = Math.round(support * UNIT) - people.support[i]!;
  const ideologyShift = Math.round(ideology * UNIT) - people.ideology[i]!;
  moods.shifts[from]! -= people.supportShift[i]!;
  moods.shifts[from + 2]! -= people.ideologyShift[i]!;
  moods.shifts[to]! += supportShift;
  moods.shifts[to + 2]! += ideologyShift;
  people.supportShift[i] = supportShift;
  people.ideologyShift[i] = ideologyShift;
  people.changed[i] = t + 1;
  world.work.changed++;
}

/** Adds (sign 1) or takes out (-1) a person, attitudes and all. */
export function countMood(world: World, i: number, sign: 1 | -1): void {
  const { people, moods } = world;
  const group = has(world.atRisk, i) ? 1 : 0;
  const at = 4 * people.changed[i]! + group;
  moods.living[group]! += sign;
  moods.base[group]! += sign * people.support[i]!;
  moods.base[2 + group]! += sign * people.ideology[i]!;
  moods.shifts[at]! += sign * people.supportShift[i]!;
  moods.shifts[at + 2]! += sign * people.ideologyShift[i]!;
}

/**
 * Means on the morning of week t, into out[0..3]: support of others, of those at risk, ideology of others, of those at risk. A group
 * with nobody in it has the mean 0.
 */
export function meanMoods(world: World, t: number, out: Float64Array): void {
  const { moods, decay } = world;
  for (let n = 0; n < 4; n++) {
    let sum = moods.base[n]!;
    for (let w = 0; w <= t; w++) {
      const shift = moods.shifts[4 * w + n]!;
      if (shift !== 0) sum += shift * decay[t - w]!;
    }
    const living = moods.living[n & 1]!;
    out[n] = living > 0 ? sum / UNIT / living : 0;
  }
}
