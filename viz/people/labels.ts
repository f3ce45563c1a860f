// What communities are called on a map: the number, and the people where there is room. The larger come first; a name that
// would not fit on its disc, or would lie over another's, is left out: the table of communities has all of them.

import type { Layout } from './layout.ts';
import type { Lens } from './view.ts';

export interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface Label extends Box {
  /** From 0. */
  readonly community: number;
  readonly text: string;
}

/** Pixels. */
export const SIZE = 12;
const LETTER = 7;
const HIGH = 15;
const AIR = 2;

/** The names that fit into a picture `across` by `down` pixels; `taken`: where something else is written. */
export function labelsOf(
  layout: Pick<Layout, 'discs' | 'members'>,
  lens: Lens,
  across: number,
  down: number,
  taken: readonly Box[] = [],
): Label[] {
  const { members } = layout;
  const order = Array.from(members.keys()).sort((a, b) => members[b]! - members[a]! || a - b);
  const placed: Label[] = [];
  for (const c of order) {
    const found = namesOf(c, members[c]!)
      .map((text) => labelAt(layout, c, text, lens, across))
      .find((label) => label !== null && label.y1 <= down && isFree(label, placed) && isFree(label, taken));
    if (found) placed.push(found);
  }
  return placed;
}

function namesOf(c: number, people: number): string[] {
  const count = people === 1 ? '1 person' : `${people.toLocaleString('en')} people`;
  return [`${c + 1}: ${count}`, `${c + 1}`];
}

/** At the top of what is seen of a disc; null where that is narrower than the words. */
function labelAt(
  { discs }: Pick<Layout, 'discs'>,
  c: number,
  text: string,
  { scale, left, top }: Lens,
  across: number,
): Label | null {
  const [x, y, r] = [
    discs[3 * c]! * scale + left,
    discs[3 * c + 1]! * scale + top,
    discs[3 * c + 2]! * scale,
  ];
  const [from, to] = [Math.max(AIR, x - r), Math.min(across - AIR, x + r)];
  const wide = text.length * LETTER;
  const y0 = Math.max(AIR, y - r - HIGH / 2);
  if (to - from < wide || y0 + HIGH > y + r) return null;
  const x0 = Math.min(to - wide, Math.max(from, x - wide / 2));
  return { community: c, text, x0, x1: x0 + wide, y0, y1: y0 + HIGH };
}

function isFree(box: Box, others: readonly Box[]): boolean {
  return others.every(
    ({ x0, x1, y0, y1 }) =>
      box.x1 + AIR <= x0 || x1 + AIR <= box.x0 || box.y1 + AIR <= y0 || y1 + AIR <= box.y0,
  );
}
