/**
 * What people believe about punishment. Certainty is the mean of a Beta belief (V16), severity the weighted mean of the sentences seen.
 * What everybody has read of is kept once for all; only people with a case of their own or of a tie carry more.
 */
import type { World } from './world.ts';

/** The chance of punishment that person i believes in. */
export function certaintyOf(world: World, i: number): number {
  const { seenPunished, seenUnpunished } = world.people;
  return certainty(world, seenPunished[i]!, seenUnpunished[i]!);
}

/** The chance of punishment that everybody believes in who knows of no case among their ties. */
export function commonCertainty(world: World): number {
  return certainty(world, 0, 0);
}

function certainty(world: World, punished: number, unpunished: number): number {
  const { certainty: prior, confidence } = world.scenario.behaviour.deterrence;
  const { publicPunished, publicUnpunished } = world.now;
  const all = confidence + publicPunished + publicUnpunished + punished + unpunished;
  return (confidence * prior + publicPunished + punished) / all;
}

/** The sentence that person i expects for a usual offender, in years. */
export function severityOf(world: World, i: number): number {
  const { seenPunished, seenYears } = world.people;
  return severity(world, seenPunished[i]!, seenYears[i]!);
}

/** The sentence that everybody expects who knows of no case among their ties, in years. */
export function commonSeverity(world: World): number {
  return severity(world, 0, 0);
}

function severity(world: World, punished: number, years: number): number {
  const { severity: prior, confidence } = world.scenario.behaviour.deterrence;
  const { publicPunished, publicYears } = world.now;
  return (confidence * prior + publicYears + years) / (confidence + publicPunished + punished);
}

/**
 * How harsh person i takes the courts to be: years imposed per year of offence severity in the cases seen, so that a policy which
 * sentences as the reference does teaches 1 whatever crimes come before it.
 */
export function harshnessOf(world: World, i: number): number {
  const { severity: prior, referenceSeverity, confidence } = world.scenario.behaviour.deterrence;
  const { publicYears, publicOffences } = world.now;
  const { seenYears, seenOffences } = world.people;
  const offences = confidence * referenceSeverity + publicOffences + seenOffences[i]!;
  return offences > 0 ? (confidence * prior + publicYears + seenYears[i]!) / offences : 1;
}
