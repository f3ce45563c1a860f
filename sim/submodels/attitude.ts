/**
 * Attitude: social judgement of what was heard (judgement.ts), and taking stock of what ties think. Support for the group and acceptance
 * of violence move separately and drift back to where they began. A person nobody reached is not looked at: what is left of an old shift
 * is a function of its age. Reduces to DeGroot, Friedkin-Johnsen, Hegselmann-Krause (taking stock every week), Jager-Amblard and
 * Deffuant (pairs, as the rate goes to 0). Switches: no persuasion, no contrast, no distance for voices (F3), no glorifying (F5).
 */
import { lowest } from '../bits.ts';
import { judgement } from '../judgement.ts';
import { writeAttitude } from '../moods.ts';
import { COLUMN } from '../series.ts';
import { AT_LARGE, MEMBER, STREAM, STUBBORN, TOLD_UNIT, UNIT, stockOf, type World } from '../world.ts';

/** Moves everyone whom something reached in week t. Others are read as they were on the morning. */
export function attitude(world: World, t: number): void {
  const { touched, heard, atLarge } = world;
  takeStock(world, t);
  let next = 0; // in stock.who, which is in the order of rows as well
  for (let w = 0; w < touched.length; w++) {
    const reached = heard.propaganda[w]! | heard.institution[w]! | heard.community[w]!;
    let word = (touched[w]! | reached) & atLarge[w]!;
    touched[w] = 0;
    for (; word !== 0; word &= word - 1) {
      const i = (w << 5) + lowest(word);
      const takesStock = next < world.stock.count && world.stock.who[next] === i;
      moveOne(world, i, takesStock ? next : -1, t);
      if (takesStock) next++;
    }
  }
  world.stock.count = 0;
}

/** Weighs what one person heard, and writes where it leaves them. */
function moveOne(world: World, i: number, stockAt: number, t: number): void {
  const { people, heard, decay, scenario, policy } = world;
  const parameters = scenario.behaviour.attitude;
  const z = people.reactance[i]!;
  const age = t - people.changed[i]!;
  const v = (people.ideology[i]! + people.ideologyShift[i]! * decay[age]!) / UNIT;
  const w = i >>> 5;
  const bit = 1 << (i & 31);
  world.work.rows++;
  // what was told through ties, or broadcast as a story: summed by narrative
  let weight = world.toldWeight[i]! / TOLD_UNIT;
  let ideologyWeight = world.toldIdeologyWeight[i]! / TOLD_UNIT;
  let ideology = world.toldIdeology[i]! / TOLD_UNIT;
  let support = 0;
  world.toldWeight[i] = 0;
  world.toldIdeologyWeight[i] = 0;
  world.toldIdeology[i] = 0;
  if ((heard.propaganda[w]! & bit) !== 0) {
    const at = scenario.group.ideology;
    const pull = parameters.persuasion * judgement(parameters, z, v, Math.abs(at - v));
    weight += pull;
    support += pull * scenario.group.support;
    ideologyWeight += pull;
    ideology += pull * at;
  }
  if (((heard.institution[w]! | heard.community[w]!) & bit) !== 0) {
    const at = parameters.institutionIdeology;
    const once = parameters.persuasion * judgement(parameters, z, v, Math.abs(at - v));
    const credibility =
      ((heard.institution[w]! & bit) !== 0 ? 1 : 0) +
      ((heard.community[w]! & bit) !== 0 ? policy.community.credibility[t]! : 0);
    const pull = once * credibility;
    weight += pull;
    support += pull * parameters.institutionSupport;
    ideologyWeight += pull;
    ideology += pull * at;
  }
  const pullSupport = stockAt < 0 ? 0 : world.stock.support[stockAt]!;
  const pullIdeology = stockAt < 0 ? 0 : world.stock.ideology[stockAt]!;
  // weights alone do not tell: messages that pull against each other may weigh nothing and still move
  const heardNothing = weight === 0 && ideologyWeight === 0 && support === 0 && ideology === 0;
  if (heardNothing && pullSupport === 0 && pullIdeology === 0) return;
  if ((people.marks[i]! & STUBBORN) !== 0) return;
  // y: a week's drift back to the start, and the pull of ties on what has not drifted; x = y moved by messages
  const left = decay[age + 1]!;
  const held = decay[1]!;
  const yS = (people.support[i]! + people.supportShift[i]! * left) / UNIT + held * pullSupport;
  const yV = (people.ideology[i]! + people.ideologyShift[i]! * left) / UNIT + held * pullIdeology;
  const nextSupport = clamp(world, yS + support - weight * yS);
  const nextIdeology = clamp(world, yV + ideology - ideologyWeight * yV);
  writeAttitude(world, i, nextSupport, nextIdeology, t);
}

function clamp(world: World, x: number): number {
  if (x >= 0 && x <= 1) return x;
  world.week[COLUMN.clamps]!++;
  return x < 0 ? 0 : 1;
}

/** Finds who takes stock this week and, from everyone's morning, what their ties pull them by. */
function takeStock(world: World, t: number): void {
  const { scenario, chance, atLarge, touched } = world;
  const { peerRate, peerWeight } = scenario.behaviour.attitude;
  if (peerRate === 0 || peerWeight === 0) return;
  const pairs = scenario.behaviour.forms.peers === 'pairs';
  for (let w = 0; w < atLarge.length; w++) {
    if (atLarge[w] === 0) continue;
    let word = atLarge[w]!;
    if (!pairs) word &= chance.block(peerRate, STREAM.stock, w, t);
    touched[w]! |= word;
    for (; word !== 0; word &= word - 1) {
      const { stock } = world;
      if (stock.count === stock.who.length) world.stock = stockOf(2 * stock.count, stock);
      askTies(world, (w << 5) + lowest(word), pairs, t);
    }
  }
}

/** The pull of one person's ties: peerWeight times the mean gap to those that count, repelled ones against it. */
function askTies(world: World, i: number, pairs: boolean, t: number): void {
  const { network, people, decay, scenario, chance, tables, stock } = world;
  const parameters = scenario.behaviour.attitude;
  const z = people.reactance[i]!;
  const age = t - people.changed[i]!;
  const support = people.support[i]! + people.supportShift[i]! * decay[age]!;
  const ideology = people.ideology[i]! + people.ideologyShift[i]! * decay[age]!;
  const v = ideology / UNIT;
  const start = network.offsets[i]!;
  const end = network.offsets[i + 1]!;
  let count = 0;
  let pullSupport = 0;
  let pullIdeology = 0;
  for (let e = start; e < end; e++) {
    const j = network.targets[e]!;
    const stage = people.stage[j]!;
    if (AT_LARGE[stage] === 0 && !(stage === MEMBER && tables.abroad[network.layer[e]!] === 1)) continue;
    if (pairs && !meets(people.who[i]!, people.who[j]!)) continue;
    const left = decay[t - people.changed[j]!]!;
    const gap = people.ideology[j]! + people.ideologyShift[j]! * left - ideology;
    const taken = judgement(parameters, z, v, Math.abs(gap) / UNIT);
    if (taken === 0) continue;
    count++;
    pullSupport += taken * (people.support[j]! + people.supportShift[j]! * left - support);
    pullIdeology += taken * gap;
  }
  world.work.ties += end - start;
  const share = count === 0 ? 0 : parameters.peerWeight / (count + parameters.selfWeight) / UNIT;
  stock.who[stock.count] = i;
  stock.support[stock.count] = pullSupport * share;
  stock.ideology[stock.count] = pullIdeology * share;
  stock.count++;

  function meets(a: number, b: number): boolean {
    const u = a < b ? chance.uniform2(STREAM.meet, a, b, t) : chance.uniform2(STREAM.meet, b, a, t);
    return u < parameters.peerRate;
  }
}
