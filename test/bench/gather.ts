// Reference (a), the memory's limit: a bare loop that gathers one byte per tie over the same rows, and nothing else.

/** @returns the sum of the states at the far end of every tie, so that no compiler may leave the loop out. */
export function gather(targets: Uint32Array, state: Uint8Array): number {
  let sum = 0;
  const last = targets.length;
  for (let e = 0; e < last; e = (e + 1) | 0) sum = (sum + state[targets[e]]) | 0;
  return sum;
}
