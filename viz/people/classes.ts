// What a person looks like on a map: ten classes of the byte that a replay keeps of them, told apart by hue and by shape, and
// one for whoever is left out when only those are shown whose course differs.
// Speaking comes before the stage: a voice from prison is drawn as a voice, and its story says where it speaks from.

import type { Colours } from '../charts/colours.ts';

export type Shape =
  | 'speck'
  | 'dot'
  | 'plus'
  | 'disc'
  | 'half'
  | 'ring'
  | 'square'
  | 'frame'
  | 'halo'
  | 'cross'
  | 'up'
  | 'down'
  | 'diamond';
export type Hue = 'grey' | 'red' | 'amber' | 'blue' | 'dark' | 'more' | 'fewer';

export interface Look {
  readonly id: string;
  readonly title: string;
  readonly shape: Shape;
  readonly hue: Hue;
}

/** In the order of their numbers. No two have the same shape, so that they are told apart without colours. */
export const CLASSES: readonly Look[] = [
  { id: 'home', title: 'at home', shape: 'dot', hue: 'grey' },
  { id: 'risk', title: 'at home, at risk', shape: 'plus', hue: 'grey' },
  { id: 'member', title: 'in the group', shape: 'disc', hue: 'red' },
  { id: 'left', title: 'back, unknown to the state', shape: 'diamond', hue: 'amber' },
  { id: 'free', title: 'known to the state and free', shape: 'ring', hue: 'blue' },
  { id: 'awaiting', title: 'awaiting trial', shape: 'frame', hue: 'dark' },
  { id: 'imprisoned', title: 'in prison', shape: 'square', hue: 'dark' },
  { id: 'anonymous', title: 'speaks without a name', shape: 'half', hue: 'blue' },
  { id: 'public', title: 'speaks in public', shape: 'halo', hue: 'blue' },
  { id: 'dead', title: 'dead', shape: 'cross', hue: 'grey' },
  { id: 'rest', title: 'the same in both worlds', shape: 'speck', hue: 'grey' },
];

/** The class of whoever is left out. */
export const REST = CLASSES.length - 1;

/** Of the map of differences: 0 is nobody's. */
export const FATES: readonly Look[] = [
  { id: 'same', title: 'no difference', shape: 'dot', hue: 'grey' },
  { id: 'spared', title: 'spared', shape: 'down', hue: 'fewer' },
  { id: 'lost', title: 'lost', shape: 'up', hue: 'more' },
  { id: 'later', title: 'joins later', shape: 'ring', hue: 'fewer' },
  { id: 'sooner', title: 'joins sooner', shape: 'halo', hue: 'more' },
  { id: 'other', title: 'other difference', shape: 'diamond', hue: 'dark' },
];

const BY_STAGE = [0, 2, 3, 4, 5, 6, 4, 9];

/** The class of every byte that a replay keeps (sim/replay/code.ts). */
export const CLASS_OF: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const stage = code & 7;
  const speaking = (code >>> 3) & 3;
  if (stage !== 7 && speaking > 0) return speaking === 2 ? 8 : 7;
  return stage === 0 && (code & 32) !== 0 ? 1 : BY_STAGE[stage]!;
});

const STAGES = [
  'at home',
  'in the group',
  'back, unknown to the state',
  'known to the state and free',
  'awaiting trial',
  'in prison',
  'released',
  'dead',
];

/** A person's stage and voice in words. */
export function standingOf(code: number): string {
  const stage = STAGES[code & 7]!;
  const speaking = (code >>> 3) & 3;
  if ((code & 7) === 7 || speaking === 0) return stage;
  return `${stage}, ${speaking === 2 ? 'speaking in public' : 'speaking without a name'}`;
}

/** The colour of a hue. */
export function inkOf(hue: Hue, colours: Colours): string {
  const { stages, scale } = colours;
  if (hue === 'grey') return stages.home;
  if (hue === 'red') return stages.member;
  if (hue === 'amber') return stages.left;
  if (hue === 'blue') return stages.surfaced;
  if (hue === 'dark') return stages.imprisoned;
  return hue === 'more' ? scale[0]! : scale[8]!;
}
