// What every network must be, said once for all tests that build one.

import type { Network } from '../../sim/network.ts';

/** The first way in which a network is not as its type promises; null if it is. */
export function flawOf({ size, offsets, targets, layer }: Network): string | null {
  if (offsets.length !== size + 1 || offsets[0] !== 0)
    return 'offsets do not begin at 0, one a person and one more';
  if (offsets[size] !== targets.length) return 'the last offset is not the number of targets';
  if (layer.length !== targets.length) return 'a layer byte is missing';
  const tied = new Map<string, number>();
  for (let i = 0; i < size; i++) {
    if (offsets[i + 1] < offsets[i]) return `offsets descend at ${i}`;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const j = targets[e];
      if (j >= size) return `${i} is tied to ${j}, who does not exist`;
      if (j === i) return `${i} is tied to itself`;
      if (e > offsets[i] && targets[e - 1] >= j) return `the row of ${i} is out of order or repeats ${j}`;
      tied.set(`${i} ${j}`, layer[e]);
    }
  }
  for (const [tie, number] of tied) {
    const [i, j] = tie.split(' ');
    if (tied.get(`${j} ${i}`) !== number) return `${tie} is not mutual, or in another layer the other way`;
  }
  return null;
}

/** Ties as "i-j" with i < j, and their layers. */
export function tiesOf({ size, offsets, targets, layer }: Network): Map<string, number> {
  const ties = new Map<string, number>();
  for (let i = 0; i < size; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      if (i < targets[e]) ties.set(`${i}-${targets[e]}`, layer[e]);
    }
  }
  return ties;
}
