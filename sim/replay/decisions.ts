/**
 * What was decided about one person in a week: the chance, as the submodel that asked had it at that moment, and the draw, the same under
 * every policy. One draw may settle several things (ODD, competing events): it fills some from below and others from above.
 */
import { STREAM, LEFT, type World } from '../world.ts';
import { leaving, reengagement, speaking, surfacingOf } from '../submodels/exit.ts';
import { joining, type Joining } from '../submodels/recruit.ts';
import type { Draw } from './listening.ts';

export const MATTERS = [
  'join',
  'die',
  'leave',
  'killed',
  'again',
  'found',
  'surface',
  'speak',
  'anonymous',
  'tire',
  'offer',
  'prosecute',
  'convict',
  'enrol',
] as const;
export type Matter = (typeof MATTERS)[number];

export interface Decision {
  readonly matter: Matter;
  /** 0 to 1. */
  readonly chance: number;
  /** Uniform in (0, 1): it happens below the chance; null where nothing needed to be drawn. */
  readonly draw: number | null;
  readonly happened: boolean;
  /** What the chance of joining was made of. */
  readonly joining?: Joining;
}

/** Matters whose chance is handed to the draw itself. */
const HANDED: Readonly<Record<number, Matter>> = {
  [STREAM.killed]: 'killed',
  [STREAM.anonymous]: 'anonymous',
  [STREAM.fatigue]: 'tire',
  [STREAM.offerHeard]: 'offer',
  [STREAM.prosecute]: 'prosecute',
  [STREAM.convict]: 'convict',
  [STREAM.enrol]: 'enrol',
};

/** The decisions of person i that a draw of week t settles. `made`: those of the week so far. Leaves the world as it was. */
export function decisionsOf(
  world: World,
  i: number,
  draw: Draw,
  made: readonly Decision[],
  t: number,
): Decision[] {
  const handed = HANDED[draw.stream];
  if (handed !== undefined && draw.p !== null) {
    const happened = draw.u === null ? draw.p >= 1 : draw.u < draw.p;
    return [{ matter: handed, chance: draw.p, draw: draw.u, happened }];
  }
  const u = draw.u;
  if (u === null) return [];
  const ties = world.work.ties;
  const found = byStream(world, i, draw.stream, u, made, t);
  world.work.ties = ties;
  return found;
}

function byStream(
  world: World,
  i: number,
  stream: number,
  u: number,
  made: readonly Decision[],
  t: number,
): Decision[] {
  const { behaviour } = world.scenario;
  const below = (matter: Matter, chance: number): Decision => ({
    matter,
    chance,
    draw: u,
    happened: u < chance,
  });
  switch (stream) {
    case STREAM.join: {
      const made = joining(world, i, t);
      return [{ ...below('join', made.chance), joining: made }];
    }
    case STREAM.memberFate: {
      // asked by membership first, where that runs, and then by exit
      if (behaviour.submodels.member && !made.some(({ matter }) => matter === 'die'))
        return [below('die', behaviour.member.death)];
      return [fromAbove('leave', leaving(world, i), u, 1)];
    }
    case STREAM.freeFate:
      return freeFate(world, i, u, made, t);
    case STREAM.speak:
      return [below('speak', speaking(world, i, t))];
    default:
      return [];
  }
}

/** Something that fills the draw from `top` downwards; told as if it were drawn from below. */
function fromAbove(matter: Matter, chance: number, u: number, top: number): Decision {
  return { matter, chance, draw: top - u, happened: u > top - chance };
}

function freeFate(world: World, i: number, u: number, made: readonly Decision[], t: number): Decision[] {
  const { submodels, justice } = world.scenario.behaviour;
  const isAskedAgain = made.some(({ matter }) => matter === 'again');
  const found: Decision[] = [];
  if (submodels.exit && isAskedAgain) return [];
  if (submodels.exit) {
    const again = reengagement(world, i, t);
    found.push({ matter: 'again', chance: again, draw: u, happened: u < again });
    if (world.people.stage[i] !== LEFT || u < again) return found;
    const top = 1 - justice.detection;
    if (u <= top) found.push(fromAbove('surface', surfacingOf(world, i, 1, t), u, top));
  }
  if (submodels.justice && world.people.stage[i] === LEFT)
    found.push(fromAbove('found', justice.detection, u, 1));
  return found;
}
