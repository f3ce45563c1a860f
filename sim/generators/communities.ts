// Which community a person belongs to. Persons of one are consecutive, so that who talk together sit together in memory.

import { exp, log } from '../exact.ts';

// Of communities in geometric sizes, the first is this many times the last, however many there are.
const LARGEST_TO_SMALLEST = 10;
const MOST_COMMUNITIES = 0x10000; // a person's community is a 16-bit number

/**
 * The first person of each community, and at the end the size: count + 1 entries. None is empty, unless the
 * population is. Throws a RangeError where there are more communities than people, or than 65,536.
 */
export function communityStarts(count: number, sizes: 'equal' | 'geometric', size: number): Uint32Array {
  if (!Number.isInteger(count) || count < 1 || count > MOST_COMMUNITIES) {
    throw new RangeError(
      `${count} communities: their number is a whole number from 1 to ${MOST_COMMUNITIES}`,
    );
  }
  if (count > size && size > 0)
    throw new RangeError(`${count} communities of ${size} people: some would be empty`);
  const shares = Float64Array.from({ length: count }, (_, c) =>
    sizes === 'equal' ? 1 : geometricShare(c, count),
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  const starts = new Uint32Array(count + 1);
  let sum = 0;
  for (let c = 1; c <= count && size > 0; c++) {
    sum += shares[c - 1];
    const rounded = Math.round((size * sum) / total);
    starts[c] = Math.min(Math.max(rounded, starts[c - 1] + 1), size - (count - c));
  }
  return starts;
}

function geometricShare(c: number, count: number): number {
  return count === 1 ? 1 : exp((-log(LARGEST_TO_SMALLEST) * c) / (count - 1));
}

/** Community of each person. */
export function communityOf(starts: Uint32Array): Uint16Array {
  const community = new Uint16Array(starts[starts.length - 1]);
  for (let c = 1; c < starts.length; c++) community.fill(c - 1, starts[c - 1], starts[c]);
  return community;
}
