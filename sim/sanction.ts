/**
 * What a punishment is worth to the person who may suffer it: certainty times the present value of the years (V15, Becker 1968 with
 * discounting). Everything that fears a sanction, joining or coming forward, reads it from here.
 */
import { exp, log } from './exact.ts';
import type { Scenario } from './scenario.ts';

/** 0.3 times the present value of 7 years at 0.9: the sanction at which elasticities of coming forward are stated. */
export const USUAL_SANCTION = 1.5651093;

/** The present value of a sentence, in years: the years themselves where they are not discounted. */
export function presentYears(years: number, discount: number): number {
  if (discount >= 1) return years;
  return (1 - exp(years * log(discount))) / (1 - discount);
}

/** The sanction at which every hazard is multiplied by exactly 1. */
export function referenceSanction(scenario: Scenario): number {
  const { referenceCertainty, referenceSeverity, discount } = scenario.behaviour.deterrence;
  return referenceCertainty * presentYears(referenceSeverity, discount);
}

/** By how much perceived certainty p and severity (years) multiply the hazard of joining: 1 at the reference. */
export function joinDeterrence(scenario: Scenario, p: number, years: number): number {
  const { certainty, severity } = scenario.behaviour.recruit;
  const { referenceCertainty, discount } = scenario.behaviour.deterrence;
  const sanction = severity === 0 ? 0 : p * presentYears(years, discount) - referenceSanction(scenario);
  return exp(-certainty * (p - referenceCertainty) - severity * sanction);
}

/** The most that joinDeterrence can be, whatever is believed: Infinity where a backlash to undiscounted years has no bound. */
export function sanctionCeiling(scenario: Scenario): number {
  const { certainty, severity } = scenario.behaviour.recruit;
  const { referenceCertainty, discount } = scenario.behaviour.deterrence;
  const byCertainty = certainty >= 0 ? certainty * referenceCertainty : -certainty * (1 - referenceCertainty);
  const reference = referenceSanction(scenario);
  const most = discount < 1 ? 1 / (1 - discount) : Infinity;
  const bySeverity = severity === 0 ? 0 : severity > 0 ? severity * reference : -severity * most;
  return bySeverity === Infinity ? Infinity : exp(byCertainty + bySeverity);
}

/** By how much a sanction multiplies the hazards of leaving, surfacing and speaking: 1 at the reference (E of the ODD). */
export function silencing(scenario: Scenario, sanction: number): number {
  const { elasticity } = scenario.behaviour.exit;
  if (elasticity === 0) return 1;
  return exp((elasticity / USUAL_SANCTION) * (sanction - referenceSanction(scenario)));
}

/** Weeks over which somebody who stays out of sight reckons with being found out: five years. */
const SILENT_HORIZON = 260;

/** The chance of being found out within those weeks. */
export function chanceOfBeingFound(scenario: Scenario): number {
  const { detection } = scenario.behaviour.justice;
  return detection >= 1 ? 1 : 1 - exp(SILENT_HORIZON * log(1 - detection));
}
