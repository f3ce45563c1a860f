/**
 * Recruitment: a weekly hazard of joining, linear in its causes: support times ideology, reactance, opportunity (ties inside the group,
 * or a recruiter online for somebody who heard propaganda this week), less deterrence. Attitude and opportunity can part (P23). A draw
 * that no attitude could turn into joining is settled without reading any. Reduces to Granovetter and Watts (threshold forms). Switches:
 * no deterrence (F6), no online opportunity, no recruiters.
 */
import { certaintyOf, severityOf } from '../belief.ts';
import { has, lowest } from '../bits.ts';
import { exp } from '../exact.ts';
import { atRiskAtHome } from '../hearing.ts';
import { joinDeterrence } from '../sanction.ts';
import { COLUMN } from '../series.ts';
import { HOME, MEMBER, STREAM, ideologyOf, move, supportOf, type World } from '../world.ts';

/** Lets people at home join in week t. Reads stages of the first morning and the joiner's own row. */
export function recruit(world: World, t: number): void {
  const { stages, linked, heard, atRisk, scenario } = world;
  const byThreshold = scenario.behaviour.forms.joining !== 'hazard';
  const home = stages[HOME]!;
  const shares = shareOut(world, t);
  const online = scenario.behaviour.recruit.online > 0 && shares.online > 0;
  for (let w = 0; w < home.length; w++) {
    if (home[w] === 0) continue;
    const reached = online ? heard.propaganda[w]! & atRisk[w]! : 0;
    let word = byThreshold ? home[w]! : home[w]! & (linked[w]! | reached);
    for (; word !== 0; word &= word - 1) {
      const i = (w << 5) + lowest(word);
      world.work.rows++;
      if (byThreshold ? passesThreshold(world, i) : joins(world, i, shares, t)) join(world, i);
    }
  }
}

/** What is scarce this week: people a member can work on; and, as shares of their demand, recruiters online and jobs. */
interface Shares {
  readonly recruiter: number;
  readonly online: number;
  readonly job: number;
}

function shareOut(world: World, t: number): Shares {
  const { scenario, now, policy, fortunes } = world;
  const places = policy.opportunity.places[t]!;
  const capacity = (scenario.behaviour.recruit.onlineCapacity / world.scale) * fortunes[t]!;
  const recruiter = scenario.behaviour.recruit.recruiterCapacity * fortunes[t]!;
  if (places === 0 && capacity === 0) return { recruiter, online: 0, job: 0 };
  const atHome = atRiskAtHome(world);
  const demand = atHome * now.propaganda;
  return {
    recruiter,
    online: demand > 0 ? Math.min(1, capacity / demand) : 0,
    job: places > 0 && atHome > 0 ? Math.min(1, places / atHome) : 0,
  };
}

function joins(world: World, i: number, shares: Shares, t: number): boolean {
  const { people, chance, scenario, tables } = world;
  const { online } = scenario.behaviour.recruit;
  const u = chance.uniform(STREAM.join, people.who[i]!, t);
  const attitude = supportOf(world, i, t + 1) * ideologyOf(world, i, t + 1);
  const most = people.memberTies[i]! * Math.min(1, shares.recruiter) + online;
  if (u >= tables.joinCeiling * attitude * most) return false;
  const opportunity = tieOpportunity(world, i, shares) + (meetsOnline(world, i, shares, t) ? online : 0);
  if (opportunity === 0) return false;
  const hazard = hazardOf(world, i, shares, attitude, opportunity, t);
  if (!(u < hazard)) return false;
  // a warning that the weekly probability is no longer a rate: of those who join, so that draws settled early do not count
  if (hazard > 0.1) world.week[COLUMN.highHazards]!++;
  return true;
}

/** The chance of joining this week, for somebody who has that attitude (support times ideology) and opportunity. */
function hazardOf(
  world: World,
  i: number,
  shares: Shares,
  attitude: number,
  opportunity: number,
  t: number,
): number {
  const { people, chance, scenario, policy } = world;
  const { rate, vulnerability } = scenario.behaviour.recruit;
  const deterred = joinDeterrence(scenario, certaintyOf(world, i), severityOf(world, i));
  const hazard = rate * exp(vulnerability * people.reactance[i]!) * attitude * deterred * opportunity;
  if (shares.job > 0 && has(world.atRisk, i) && chance.happens(shares.job, STREAM.job, people.who[i]!, t))
    return hazard * (1 - policy.opportunity.effect[t]!);
  return hazard;
}

/** What a chance of joining is made of: factors, so that a story can name them. */
export interface Joining {
  readonly support: number;
  readonly ideology: number;
  /** Ties inside the group, each worth the part of it that this person gets; and a recruiter online. */
  readonly ties: number;
  readonly online: number;
  /** By how much fear of punishment multiplies it: 1 at the reference. */
  readonly deterred: number;
  readonly chance: number;
}

/** The chance of joining as it stands when recruitment asks for this person in week t. Changes nothing. */
export function joining(world: World, i: number, t: number): Joining {
  const { scenario } = world;
  const shares = shareOut(world, t);
  const support = supportOf(world, i, t + 1);
  const ideology = ideologyOf(world, i, t + 1);
  const ties = tieOpportunity(world, i, shares);
  const online = meetsOnline(world, i, shares, t) ? scenario.behaviour.recruit.online : 0;
  const deterred = joinDeterrence(scenario, certaintyOf(world, i), severityOf(world, i));
  const opportunity = ties + online;
  const chance = opportunity === 0 ? 0 : hazardOf(world, i, shares, support * ideology, opportunity, t);
  return { support, ideology, ties, online, deterred, chance };
}

/**
 * The ties of a person inside the group, each worth the share of its own ties at home that it can work on in a week: a capacity that
 * rises and falls with the fortunes of the group (members of a beaten group recruit nobody: C4, C13).
 */
function tieOpportunity(world: World, i: number, shares: Shares): number {
  const { network, people, tables, scenario, work } = world;
  const { reinforcement } = scenario.behaviour.recruit;
  if (people.memberTies[i]! < reinforcement || people.memberTies[i] === 0) return 0;
  let sum = 0;
  const end = network.offsets[i + 1]!;
  for (let e = network.offsets[i]!; e < end; e++) {
    const j = network.targets[e]!;
    if (people.stage[j] !== MEMBER || tables.abroad[network.layer[e]!] === 0) continue;
    sum += Math.min(1, shares.recruiter / people.homeTies[j]!);
  }
  work.ties += end - network.offsets[i]!;
  return sum;
}

function meetsOnline(world: World, i: number, shares: Shares, t: number): boolean {
  if (shares.online === 0 || !has(world.heard.propaganda, i) || !has(world.atRisk, i)) return false;
  return world.chance.happens(shares.online, STREAM.onlineRecruiter, world.people.who[i]!, t);
}

/** Granovetter's threshold on the count of ties inside, or Watts' on their share. */
function passesThreshold(world: World, i: number): boolean {
  const { people, population, scenario, network } = world;
  const threshold = population.threshold?.[i] ?? scenario.behaviour.recruit.reinforcement;
  const inside = people.memberTies[i]!;
  if (scenario.behaviour.forms.joining === 'threshold count') return inside >= threshold;
  const ties = network.offsets[i + 1]! - network.offsets[i]!;
  return ties > 0 && inside / ties >= threshold; // a quotient is rounded once, so that 1 of 5 equals 0.2
}

function join(world: World, i: number): void {
  const { week, people } = world;
  move(world, i, MEMBER);
  week[COLUMN.joins]!++;
  if (people.memberTies[i]! > 0) week[COLUMN.networkedJoins]!++;
}
