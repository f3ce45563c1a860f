// Groups in which everyone is tied to everyone, households or the whole population, and the communities that hold them.

import type { TieRows } from '../network.ts';

/** Ties between all persons of a group. `starts`: the first person of each group, and at the end the size. */
export function groupTies(starts: Uint32Array): TieRows {
  const size = starts[starts.length - 1];
  const offsets = new Uint32Array(size + 1);
  let ties = 0;
  for (let g = 1; g < starts.length; g++) {
    for (let v = starts[g - 1]; v < starts[g]; v++) {
      ties += v - starts[g - 1];
      offsets[v + 1] = ties;
    }
  }
  const earlier = new Uint32Array(ties);
  let e = 0;
  for (let g = 1; g < starts.length; g++) {
    for (let v = starts[g - 1]; v < starts[g]; v++) {
      for (let u = starts[g - 1]; u < v; u++) earlier[e++] = u;
    }
  }
  return { offsets, earlier, selfTies: 0 };
}

/** Divides each community into households of about `members`, as even as whole persons allow. */
export function householdStarts(communityStarts: Uint32Array, members: number): Uint32Array {
  const starts = [0];
  for (let c = 1; c < communityStarts.length; c++) {
    const first = communityStarts[c - 1];
    const people = communityStarts[c] - first;
    const households = Math.max(1, Math.round(people / members));
    for (let h = 1; h <= households; h++) starts.push(first + Math.round((h * people) / households));
  }
  return Uint32Array.from(starts);
}
