/**
 * Bounds that the kernel itself needs: a person is (week of arrival << 22 | row) in the keys of chance, a theme and a row share a word of
 * 32 bits, and a layer takes a slot in its loops.
 */
export const LIMITS = {
  people: 4_194_304,
  weeks: 1023,
  replicates: 100_000,
  policies: 8,
  themes: 6,
  layers: 4,
} as const;
