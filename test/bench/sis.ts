// Reference (b): plain synchronous SIS contagion, a full scan as tight as JavaScript allows. Reference (c), sis.c, is
// this file line by line in C; both must end in the same state, bit for bit.
// Tight means: 32-bit integers throughout (the `| 0`s), four ties a turn, rows read in order, one table from the code of
// a person (ill, or how many ill ties) to a 31-bit threshold, and changes appended without a branch.

/** Thresholds by code: 0 for the ill, who recover; 1 + n for the well with n ill ties, who fall ill. */
export interface Contagion {
  readonly thresholds: Int32Array;
  readonly seed: number;
}

/** Chance p as a threshold of 31 bits. */
const threshold = (p: number): number => Math.min(0x7fffffff, Math.floor(p * 0x80000000));

/** Each ill tie infects with chance `beta` a week, independently; the ill recover with chance `gamma`. */
export function contagion(beta: number, gamma: number, mostTies: number, seed: number): Contagion {
  const thresholds = new Int32Array(mostTies + 2);
  thresholds[0] = threshold(gamma);
  let escapes = 1;
  for (let n = 0; n <= mostTies; n++) {
    thresholds[n + 1] = threshold(1 - escapes);
    escapes *= 1 - beta;
  }
  return { thresholds, seed };
}

/** Runs weeks `from` … `from + weeks - 1` on `state` (0 well, 1 ill). `changed` is scratch, one entry a person. */
export function sis(
  offsets: Uint32Array,
  targets: Uint32Array,
  { thresholds, seed }: Contagion,
  state: Uint8Array,
  changed: Int32Array,
  from: number,
  weeks: number,
): void {
  const size = state.length | 0;
  for (let t = from | 0, end = (from + weeks) | 0; t < end; t = (t + 1) | 0) {
    const k0 = mix(seed ^ Math.imul(2, t));
    const k1 = mix(k0 ^ (Math.imul(2, t) + 1));
    let changes = 0;
    let e = 0;
    for (let i = 0; i < size; i = (i + 1) | 0) {
      const last = offsets[(i + 1) | 0] | 0;
      let code = 0;
      if (state[i] === 0) {
        code = 1;
        const four = (last - 3) | 0;
        for (; e < four; e = (e + 4) | 0) {
          code =
            (code +
              state[targets[e]] +
              state[targets[(e + 1) | 0]] +
              state[targets[(e + 2) | 0]] +
              state[targets[(e + 3) | 0]]) |
            0;
        }
        for (; e < last; e = (e + 1) | 0) code = (code + state[targets[e]]) | 0;
      }
      e = last;
      let u = i ^ k0; // two keyed rounds of lowbias32 (C. Wellons), written out
      u = Math.imul(u ^ (u >>> 16), 0x21f0aaad);
      u = Math.imul(u ^ (u >>> 15), 0xd35a2d97);
      u = u ^ (u >>> 15) ^ k1;
      u = Math.imul(u ^ (u >>> 16), 0x21f0aaad);
      u = Math.imul(u ^ (u >>> 15), 0xd35a2d97);
      u = u ^ (u >>> 15);
      changed[changes] = i;
      changes = (changes + (((u >>> 1) - thresholds[code]) >>> 31)) | 0;
    }
    for (let c = 0; c < changes; c = (c + 1) | 0) {
      const i = changed[c];
      state[i] = state[i] ^ 1;
    }
  }
}

function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return x ^ (x >>> 15);
}
