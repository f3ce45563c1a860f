/**
 * Observe: the week's stocks and means, when everyone has moved. It counts; it changes nobody. Means over people come from exact sums
 * (moods.ts), so that a quiet week costs little.
 */
import { certaintyOf, commonCertainty, commonSeverity } from '../belief.ts';
import { forEach, lowest, sizeOf } from '../bits.ts';
import { meanMoods } from '../moods.ts';
import { COLUMN, COLUMNS } from '../series.ts';
import { AWAITING, IMPRISONED, LEFT, PUBLIC, RELEASED, SURFACED, type World } from '../world.ts';

const MEANS = new Float64Array(4);

/** Completes the row of week t. */
export function observe(world: World, t: number): void {
  const { week, counts, now, themes } = world;
  for (let stage = 0; stage < counts.length; stage++) week[stage] = counts[stage]!;
  meanMoods(world, t + 1, MEANS);
  week[COLUMN.supportOthers] = MEANS[0]!;
  week[COLUMN.supportAtRisk] = MEANS[1]!;
  week[COLUMN.ideologyOthers] = MEANS[2]!;
  week[COLUMN.ideologyAtRisk] = MEANS[3]!;
  week[COLUMN.voices] = sizeOf(world.voices);
  week[COLUMN.publicVoices] = publicVoices(world);
  week[COLUMN.certainty] = meanCertainty(world);
  week[COLUMN.severity] = commonSeverity(world);
  week[COLUMN.enrolled] = now.enrolled;
  week[COLUMN.atRisk] = world.tables.atRiskFirst;
  week[COLUMN.prisonImposed] = now.prisonImposed;
  week[COLUMN.prisonServed] = now.prisonServed;
  week[COLUMN.impunity] = impunity(world);
  now.cost += costOf(world, t);
  week[COLUMN.cost] = now.cost;
  const first = COLUMNS.length;
  for (let n = 0; n < themes + 2; n++) week[first + n] = world.everHeardCount[n]!;
  for (let k = 0; k < themes; k++) week[first + themes + 2 + k] = world.tellers[k]!;
}

function publicVoices(world: World): number {
  let total = 0;
  forEach(world.voices, (i) => {
    if (world.people.speaking[i] === PUBLIC) total++;
  });
  return total;
}

/** Mean perceived certainty of people at risk: the common belief, but for those with a case of their own or of a tie. */
function meanCertainty(world: World): number {
  const { informed, atRisk, moods } = world;
  const living = moods.living[1]!;
  if (living === 0) return commonCertainty(world);
  const dead = world.stages[7]!;
  let count = 0;
  let sum = 0;
  for (let w = 0; w < informed.length; w++) {
    for (let word = informed[w]! & atRisk[w]! & ~dead[w]!; word !== 0; word &= word - 1) {
      sum += certaintyOf(world, (w << 5) + lowest(word));
      count++;
    }
  }
  return (sum + (living - count) * commonCertainty(world)) / living;
}

/** Unpunished offence severity of living former members, in years of the reference sentence: a scale that no policy changes. */
function impunity(world: World): number {
  const { people, stages } = world;
  let total = 0;
  for (const stage of [LEFT, SURFACED, AWAITING, IMPRISONED, RELEASED])
    forEach(stages[stage]!, (i) => (total += Math.max(0, people.offences[i]! - people.imposed[i]!)));
  return total;
}

function costOf(world: World, t: number): number {
  const { week, policy, now, scenario, counts } = world;
  const { costs } = scenario;
  const placesTaken = now.enrolled + policy.opportunity.places[t]! + policy.community.places[t]!;
  return (
    (counts[IMPRISONED]! * costs.prisonYear) / 52 +
    week[COLUMN.prosecutions]! * costs.trial +
    (week[COLUMN.voices]! * policy.offer.protection[t]! * costs.protection) / 52 +
    now.carried * costs.amplification +
    week[COLUMN.heardInstitution]! * costs.message +
    now.takenDown * costs.takedown +
    policy.control.breaking[t]! * costs.countermeasure +
    placesTaken * costs.place
  );
}
