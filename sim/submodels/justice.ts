/**
 * Justice: former members are found, prosecuted, tried, sentenced and released. A confession raises the chance of prosecution and, with
 * the offer, shortens the sentence: one variable, two edges (F4). Prison takes a person out of the network for as long as it lasts.
 * Places in reintegration are thinned by lot. Switches: no evidence from candour, certainty 0.
 */
import { forEach } from '../bits.ts';
import { COLUMN } from '../series.ts';
import {
  ACQUITTED,
  AWAITING,
  IMPRISONED,
  LEFT,
  PUNISHED,
  RELEASED,
  STREAM,
  SURFACED,
  TRIED,
  hasMoved,
  move,
  type World,
} from '../world.ts';

/** Works through everyone whom the state knows, or finds, in week t. */
export function justice(world: World, t: number): void {
  const { stages } = world;
  forEach(stages[LEFT]!, (i) => find(world, i, t));
  forEach(stages[SURFACED]!, (i) => prosecute(world, i, t));
  forEach(stages[AWAITING]!, (i) => judge(world, i, t));
  forEach(stages[IMPRISONED]!, (i) => serve(world, i, t));
  reintegrate(world, t);
}

/** The same draw as exit's: being found fills it from above. */
function find(world: World, i: number, t: number): void {
  const { chance, people, scenario, week } = world;
  if (hasMoved(world, i)) return;
  if (!(chance.uniform(STREAM.freeFate, people.who[i]!, t) > 1 - scenario.behaviour.justice.detection))
    return;
  week[COLUMN.detections]!++;
  move(world, i, SURFACED);
}

/** One constant draw a spell (the first, the second …), against certainty raised by what was confessed: a confession can bring the prosecution later. */
function prosecute(world: World, i: number, t: number): void {
  const { people, chance, policy, scenario, week } = world;
  if (hasMoved(world, i) || (people.marks[i]! & TRIED) !== 0) return;
  if (people.offences[i]! - people.answered[i]! < policy.sentencing.threshold[t]!) return;
  const certainty = policy.sentencing.certainty[t]!;
  const { evidence, lag } = scenario.behaviour.justice;
  const p = certainty + (1 - certainty) * evidence * people.candour[i]!;
  if (!chance.happens(p, STREAM.prosecute, people.who[i]!, people.spells[i]!)) return;
  week[COLUMN.prosecutions]!++;
  people.until[i] = Math.min(65_535, t + lag);
  move(world, i, AWAITING);
}

function judge(world: World, i: number, t: number): void {
  const { people, chance, policy, scenario, week, cases, now } = world;
  if (hasMoved(world, i) || t < people.until[i]!) return;
  const who = people.who[i]!;
  people.marks[i]! |= TRIED;
  if (!chance.happens(scenario.behaviour.justice.conviction, STREAM.convict, who, people.spells[i]!)) {
    week[COLUMN.acquittals]!++;
    cases.next.push({ kind: ACQUITTED, person: i, years: 0, offences: 0, publicised: false, ties: true });
    move(world, i, SURFACED);
    return;
  }
  week[COLUMN.convictions]!++;
  const offences = people.offences[i]! - people.answered[i]!;
  const years = sentence(world, i, offences, t);
  people.answered[i] = people.offences[i]!;
  people.imposed[i]! += years;
  now.prisonImposed += years;
  const publicised = chance.happens(
    policy.sentencing.publicity[t]!,
    STREAM.publicised,
    who,
    people.spells[i]!,
  );
  cases.next.push({ kind: PUNISHED, person: i, years, offences, publicised, ties: true });
  const weeks = Math.round(years * 52);
  people.until[i] = Math.min(65_535, t + weeks);
  move(world, i, weeks > 0 ? IMPRISONED : RELEASED);
}

/** Years for the offences that no sentence has answered, at the least the floor, less what a candid testimony takes off below the severity that may speak. */
function sentence(world: World, i: number, offences: number, t: number): number {
  const { people, policy } = world;
  const { severity, floor } = policy.sentencing;
  const full = Math.max(floor[t]!, severity[t]! * offences);
  const bargains = people.offences[i]! <= policy.voices.threshold[t]!;
  return bargains ? full * (1 - policy.offer.discount[t]! * people.candour[i]!) : full;
}

function serve(world: World, i: number, t: number): void {
  world.now.prisonServed += 1 / 52;
  if (t < world.people.until[i]! || hasMoved(world, i)) return;
  world.week[COLUMN.releases]!++;
  move(world, i, RELEASED);
}

/** Free places against those who have none yet: each is served with the same chance, so more places serve a superset. */
function reintegrate(world: World, t: number): void {
  const { policy, stages, people, now, freed, scenario, chance } = world;
  now.enrolled -= freed[t]!;
  const free = policy.reintegration.places[t]! - now.enrolled;
  if (free <= 0) return;
  let demand = 0;
  const each = (visit: (i: number) => void): void => {
    for (const stage of [SURFACED, RELEASED])
      forEach(stages[stage]!, (i) => {
        if (people.programme[i] === 0 && !hasMoved(world, i)) visit(i);
      });
  };
  each(() => demand++);
  if (demand === 0) return;
  const served = Math.min(1, free / demand);
  each((i) => {
    if (!chance.happens(served, STREAM.enrol, people.who[i]!, t)) return;
    const end = t + scenario.behaviour.justice.reintegrationWeeks;
    people.programme[i] = end;
    now.enrolled++;
    freed[end]!++;
  });
}
