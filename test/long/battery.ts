// Statistics of 32-bit words, each a function from words to the chance of a value as high under ideal words: near 0 is
// too uneven, near 1 too even. Forms: Knuth, TAOCP 2, 3.3.2; Marsaglia's DIEHARD (birthday spacings, ranks);
// L'Ecuyer & Simard 2007, TestU01 (Hamming weights, autocorrelation of bits, collisions).

const TWO_32 = 4294967296;

export const STATISTICS: Readonly<Record<string, (words: Uint32Array) => number>> = {
  'byte 0 even': (w) => evenCells(w, 256, (word) => word >>> 24),
  'byte 1 even': (w) => evenCells(w, 256, (word) => (word >>> 16) & 255),
  'byte 2 even': (w) => evenCells(w, 256, (word) => (word >>> 8) & 255),
  'byte 3 even': (w) => evenCells(w, 256, (word) => word & 255),
  'top 16 bits even': (w) => evenCells(w, 65536, (word) => word >>> 16),
  'low 16 bits even': (w) => evenCells(w, 65536, (word) => word & 65535),
  'pairs of top bytes': (w) => tuples(w, 2, 8, 24),
  'pairs of low bytes': (w) => tuples(w, 2, 8, 0),
  'quads of top nibbles': (w) => tuples(w, 4, 4, 28),
  'quads of low nibbles': (w) => tuples(w, 4, 4, 0),
  'eights of top pairs of bits': (w) => tuples(w, 8, 2, 30),
  'order of five': orderOfFive,
  'greatest of eight': (w) => greatest(w, 8),
  'runs up': runsUp,
  'gaps of the lowest sixteenth': (w) => gaps(w, 0, TWO_32 / 16),
  'gaps of the middle': (w) => gaps(w, TWO_32 * 0.46875, TWO_32 * 0.53125),
  'gaps of the lowest hundredth': (w) => gaps(w, 0, TWO_32 / 100),
  'birthday spacings in two dimensions': birthdaysOfPairs,
  'birthday spacings': (w) => birthdays(w, (word) => word),
  'birthday spacings, bits reversed': (w) => birthdays(w, reverse),
  'collisions of top 24 bits': (w) => collisions(w, (word) => word >>> 8),
  'collisions of low 24 bits': (w) => collisions(w, (word) => word & 0xffffff),
  'collisions of pairs': (w) => collisions(halve(w), (word) => word >>> 8),
  'poker of eights': (w) => poker(w, 8, 3),
  coupons,
  'ranks of 32 x 32': ranks,
  'weights of words': weights,
  'weights of neighbours': weightsOfNeighbours,
  'each bit even': bitsEven,
  'each bit against the next word': (w) => bitsAgainst(w, 1),
  'each bit against the word after next': (w) => bitsAgainst(w, 2),
  'bits beside each other': bitsBeside,
  'weights of changes over powers of two': weightsApart,
  'bits of changes over powers of two': bitsApart,
  'correlation at lag 1': (w) => correlation(w, 1),
  'correlation at lag 2': (w) => correlation(w, 2),
  'correlation at lag 10': (w) => correlation(w, 10),
  'correlation at lag 32': (w) => correlation(w, 32),
  'longest walk': walks,
};

/** Chi-square of counts against expected counts, cells under five put together with the next. */
export function chiSquare(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  const { sum, freedom } = squares(counts, expected);
  return upperGamma(freedom / 2, sum / 2);
}

function squares(counts: ArrayLike<number>, expected: ArrayLike<number>): { sum: number; freedom: number } {
  let sum = 0;
  let freedom = -1;
  let count = 0;
  let mean = 0;
  let left = 0;
  for (let c = 0; c < expected.length; c++) left += expected[c]!;
  for (let c = 0; c < expected.length; c++) {
    count += counts[c]!;
    mean += expected[c]!;
    left -= expected[c]!;
    if (c + 1 < expected.length && (mean < 5 || left < 5)) continue;
    sum += (count - mean) ** 2 / mean;
    freedom++;
    count = mean = 0;
  }
  return { sum, freedom };
}

/** The chance of a standard normal above z. */
export function upperNormal(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z > 0 ? tail : 1 - tail;
}

/** Q(a, x), the upper regularised gamma function: series below a + 1, Lentz's continued fraction above. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; term > sum * 1e-16; n++) sum += term *= x / n;
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100000; n++) {
    const an = n * (a - n);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * fraction;
}

function logGamma(a: number): number {
  let shift = 0;
  let x = a;
  for (; x < 10; x++) shift += Math.log(x);
  const s = 1 / (x * x);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
}

function evenCells(words: Uint32Array, cells: number, cell: (word: number) => number): number {
  const counts = new Float64Array(cells);
  for (const word of words) counts[cell(word)]!++;
  return chiSquare(counts, new Float64Array(cells).fill(words.length / cells));
}

function tuples(words: Uint32Array, size: number, bits: number, shift: number): number {
  const counts = new Float64Array(1 << (size * bits));
  const mask = (1 << bits) - 1;
  const n = Math.floor(words.length / size);
  for (let i = 0, at = 0; i < n; i++) {
    let cell = 0;
    for (let k = 0; k < size; k++) cell = (cell << bits) | ((words[at++]! >>> shift) & mask);
    counts[cell]!++;
  }
  return chiSquare(counts, new Float64Array(counts.length).fill(n / counts.length));
}

function orderOfFive(words: Uint32Array): number {
  const counts = new Float64Array(120);
  const n = Math.floor(words.length / 5);
  for (let i = 0; i < n; i++) {
    let cell = 0;
    for (let a = 1; a < 5; a++) {
      let smaller = 0;
      for (let b = 0; b < a; b++) if (words[5 * i + b]! < words[5 * i + a]!) smaller++;
      cell = cell * (a + 1) + smaller;
    }
    counts[cell]!++;
  }
  return chiSquare(counts, new Float64Array(120).fill(n / 120));
}

function greatest(words: Uint32Array, size: number): number {
  const counts = new Float64Array(256);
  const n = Math.floor(words.length / size);
  for (let i = 0; i < n; i++) {
    let most = 0;
    for (let k = 0; k < size; k++) most = Math.max(most, words[size * i + k]!);
    counts[Math.floor(256 * ((most + 0.5) / TWO_32) ** size)]!++;
  }
  return chiSquare(counts, new Float64Array(256).fill(n / 256));
}

// The word after a run is left out, so that runs are independent: length r has the chance 1/r! − 1/(r+1)!.
function runsUp(words: Uint32Array): number {
  const counts = new Float64Array(9);
  let n = 0;
  for (let i = 0; i < words.length; n++) {
    let length = 1;
    while (i + length < words.length && words[i + length]! > words[i + length - 1]!) length++;
    if (i + length === words.length) break;
    counts[Math.min(length, 9) - 1]!++;
    i += length + 1;
  }
  const expected = new Float64Array(9);
  for (let r = 1, factorial = 1; r <= 9; r++, factorial *= r) {
    expected[r - 1] = n * (r < 9 ? 1 / factorial - 1 / (factorial * (r + 1)) : 1 / factorial);
  }
  return chiSquare(counts, expected);
}

function gaps(words: Uint32Array, from: number, to: number): number {
  const p = (to - from) / TWO_32;
  const counts = new Float64Array(Math.ceil(8 / p));
  let gap = 0;
  let n = 0;
  for (const word of words) {
    if (word < from || word >= to) gap++;
    else {
      counts[Math.min(gap, counts.length - 1)]!++;
      n++;
      gap = 0;
    }
  }
  const expected = counts.map((_, g) => n * (g < counts.length - 1 ? p * (1 - p) ** g : (1 - p) ** g));
  return chiSquare(counts, expected);
}

// Of 4,096 birthdays in a year of 2³² days, the spacings that occur twice: 4 in the mean, Poisson, summed over all years.
function birthdays(words: Uint32Array, day: (word: number) => number): number {
  const year = new Uint32Array(4096);
  const years = Math.floor(words.length / year.length);
  let repeats = 0;
  for (let y = 0; y < years; y++) {
    for (let i = 0; i < year.length; i++) year[i] = day(words[y * year.length + i]!);
    year.sort();
    for (let i = year.length - 1; i > 0; i--) year[i]! -= year[i - 1]!;
    year.sort();
    for (let i = 1; i < year.length; i++) if (year[i] === year[i - 1]) repeats++;
  }
  const mean = (years * year.length ** 3) / (4 * TWO_32);
  return upperNormal((repeats - mean) / Math.sqrt(mean));
}

// Points in the plane, 24 bits a side, as days of a year of 2⁴⁸.
function birthdaysOfPairs(words: Uint32Array): number {
  const days = new Float64Array(words.length >> 1);
  for (let i = 0; i < days.length; i++) days[i] = (words[2 * i]! >>> 8) * 2 ** 24 + (words[2 * i + 1]! >>> 8);
  days.sort();
  for (let i = days.length - 1; i > 0; i--) days[i]! -= days[i - 1]!;
  days.sort();
  let repeats = 0;
  for (let i = 1; i < days.length; i++) if (days[i] === days[i - 1]) repeats++;
  const mean = days.length ** 3 / 2 ** 50;
  return upperNormal((repeats - mean) / Math.sqrt(mean));
}

function collisions(words: Uint32Array, cell: (word: number) => number): number {
  const cells = 2 ** 24;
  const seen = new Uint32Array(cells / 32);
  let found = 0;
  for (const word of words) {
    const c = cell(word);
    const bit = 1 << (c & 31);
    if (seen[c >>> 5]! & bit) found++;
    else seen[c >>> 5]! |= bit;
  }
  // Mean and variance of n − (cells hit), each to the order that matters here.
  const n = words.length;
  const empty = (1 - 1 / cells) ** n;
  const mean = n - cells * (1 - empty);
  const variance = cells * (cells - 1) * (1 - 2 / cells) ** n + cells * empty - (cells * empty) ** 2;
  return upperNormal((found - mean) / Math.sqrt(variance));
}

// Two neighbouring words as one: their top 12 bits each.
function halve(words: Uint32Array): Uint32Array {
  const pairs = new Uint32Array(words.length >> 1);
  for (let i = 0; i < pairs.length; i++) {
    pairs[i] = ((words[2 * i]! >>> 20) << 20) | ((words[2 * i + 1]! >>> 20) << 8);
  }
  return pairs;
}

// How many different values are among the top bits of `size` words.
function poker(words: Uint32Array, size: number, bits: number): number {
  const values = 1 << bits;
  const counts = new Float64Array(size + 1);
  const n = Math.floor(words.length / size);
  for (let i = 0; i < n; i++) {
    let seen = 0;
    for (let k = 0; k < size; k++) seen |= 1 << (words[size * i + k]! >>> (32 - bits));
    counts[ones(seen)]!++;
  }
  // One word more: a new value with the chance of those not yet seen.
  let expected = new Float64Array(size + 1);
  expected[0] = n;
  for (let k = 0; k < size; k++) {
    expected = expected.map(
      (mean, d) => (mean * d) / values + (d ? (expected[d - 1]! * (values - d + 1)) / values : 0),
    );
  }
  return chiSquare(counts, expected);
}

// How many words until each of the 16 values of bits 6 to 9 has come.
function coupons(words: Uint32Array): number {
  const longest = 160;
  const counts = new Float64Array(longest + 1);
  let n = 0;
  let seen = 0;
  let length = 0;
  for (const word of words) {
    seen |= 1 << ((word >>> 22) & 15);
    length++;
    if (seen !== 0xffff) continue;
    counts[Math.min(length, longest)]!++;
    n++;
    seen = length = 0;
  }
  const expected = new Float64Array(longest + 1);
  let state = new Float64Array(17);
  state[0] = n;
  for (let l = 1; l < longest; l++) {
    state = state.map(
      (mean, d) => (d < 16 ? (mean * d) / 16 : 0) + (d ? (state[d - 1]! * (17 - d)) / 16 : 0),
    );
    expected[l] = state[16]!;
  }
  expected[longest] = n - expected.reduce((sum, mean) => sum + mean, 0);
  return chiSquare(counts, expected);
}

function ranks(words: Uint32Array): number {
  const counts = new Float64Array(4); // of ranks up to 29, 30, 31, 32
  const rows = new Uint32Array(32);
  const n = words.length >> 5;
  for (let m = 0; m < n; m++) {
    rows.set(words.subarray(32 * m, 32 * m + 32));
    counts[Math.max(0, rank(rows) - 29)]!++;
  }
  // The chances of ranks 32, 31 and 30 of a random 32 x 32 matrix over GF(2).
  const full = [0.288788095, 0.5775761902, 0.1283502644];
  const rest = 1 - full[0]! - full[1]! - full[2]!;
  return chiSquare(counts, [rest * n, full[2]! * n, full[1]! * n, full[0]! * n]);
}

function rank(rows: Uint32Array): number {
  let found = 0;
  for (let bit = 31; bit >= 0; bit--) {
    let pivot = found;
    while (pivot < 32 && !((rows[pivot]! >>> bit) & 1)) pivot++;
    if (pivot === 32) continue;
    const row = rows[pivot]!;
    rows[pivot] = rows[found]!;
    rows[found++] = row;
    for (let r = found; r < 32; r++) if ((rows[r]! >>> bit) & 1) rows[r]! ^= row;
  }
  return found;
}

function weights(words: Uint32Array): number {
  const counts = new Float64Array(33);
  for (const word of words) counts[ones(word)]!++;
  return chiSquare(counts, binomial(32, 0.5, words.length));
}

function weightsOfNeighbours(words: Uint32Array): number {
  const counts = new Float64Array(9 * 9);
  const n = words.length >> 1;
  const group = (word: number) => Math.min(8, Math.max(0, ones(word) - 12));
  for (let i = 0; i < n; i++) counts[9 * group(words[2 * i]!) + group(words[2 * i + 1]!)]!++;
  const single = new Float64Array(9);
  binomial(32, 0.5, 1).forEach((chance, k) => (single[Math.min(8, Math.max(0, k - 12))]! += chance));
  return chiSquare(
    counts,
    counts.map((_, c) => n * single[Math.floor(c / 9)]! * single[c % 9]!),
  );
}

/** Expected counts of 0 … n successes of chance p among `total` trials of n. */
export function binomial(n: number, p: number, total: number): Float64Array {
  return new Float64Array(n + 1).map(
    (_, k) =>
      total * Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)) * p ** k * (1 - p) ** (n - k),
  );
}

function bitsEven(words: Uint32Array): number {
  return bits(words, (word) => word, words.length);
}

function bitsAgainst(words: Uint32Array, lag: number): number {
  return bits(words, (word, i) => word ^ words[i + lag]!, words.length - lag);
}

function bitsBeside(words: Uint32Array): number {
  return bits(words, (word) => word ^ ((word << 1) | (word >>> 31)), words.length);
}

// The ones at each of the 32 places, as a chi-square of 32 squares.
function bits(words: Uint32Array, change: (word: number, i: number) => number, n: number): number {
  const places = new Places();
  for (let i = 0; i < n; i++) places.add(change(words[i]!, i));
  return upperGamma(16, places.squares(n) / 2);
}

/** Counts of ones at the 32 places of a word, kept four to a word for 255 words at a time. */
export class Places {
  readonly #counts = new Float64Array(32);
  readonly #bytes = new Uint32Array(8);
  #waiting = 0;

  add(word: number): void {
    for (let k = 0; k < 8; k++) this.#bytes[k]! += (word >>> k) & 0x01010101;
    if (++this.#waiting === 255) this.#empty();
  }

  /** The chi-square of 32 degrees of freedom after n words. */
  squares(n: number): number {
    this.#empty();
    return this.#counts.reduce((sum, count) => sum + (count - n / 2) ** 2 / (n / 4), 0);
  }

  #empty(): void {
    for (let place = 0; place < 32; place++) {
      this.#counts[place]! += (this.#bytes[place & 7]! >>> (place & 24)) & 255;
    }
    this.#bytes.fill(0);
    this.#waiting = 0;
  }
}

// Words whose places differ in one bit: how many bits, and which, differ between them. What a round of hashing leaves of
// a counter shows here first.
function weightsApart(words: Uint32Array): number {
  let sum = 0;
  let freedom = 0;
  for (let distance = 1; distance <= 1024; distance *= 2) {
    const counts = new Float64Array(33);
    for (let i = 0; i < words.length; i++) {
      if ((i & distance) === 0) counts[ones(words[i]! ^ words[i ^ distance]!)]!++;
    }
    const part = squares(counts, binomial(32, 0.5, words.length / 2));
    sum += part.sum;
    freedom += part.freedom;
  }
  return upperGamma(freedom / 2, sum / 2);
}

function bitsApart(words: Uint32Array): number {
  let sum = 0;
  for (let distance = 1; distance <= 1024; distance *= 4) {
    const places = new Places();
    for (let i = 0; i < words.length; i++) {
      if ((i & distance) === 0) places.add(words[i]! ^ words[i ^ distance]!);
    }
    sum += places.squares(words.length / 2);
  }
  return upperGamma(96, sum / 2);
}

function correlation(words: Uint32Array, lag: number): number {
  let sum = 0;
  const n = words.length - lag;
  for (let i = 0; i < n; i++) {
    sum += ((words[i]! + 0.5) / TWO_32 - 0.5) * ((words[i + lag]! + 0.5) / TWO_32 - 0.5);
  }
  return upperNormal((12 * sum) / Math.sqrt(n));
}

// Walks of 128 steps, a bit a step: the highest point reached, by the reflection principle.
function walks(words: Uint32Array): number {
  const steps = 128;
  const counts = new Float64Array(steps + 1);
  const n = words.length >> 2;
  for (let walk = 0; walk < n; walk++) {
    let at = 0;
    let highest = 0;
    for (let step = 0; step < steps; step++) {
      at += ((words[4 * walk + (step >> 5)]! >>> (31 - (step & 31))) & 1) * 2 - 1;
      if (at > highest) highest = at;
    }
    counts[highest]!++;
  }
  const ends = binomial(steps, 0.5, n);
  const expected = counts.map((_, m) => ends[(steps + m + (m % 2)) / 2]!);
  return chiSquare(counts, expected);
}

function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function reverse(word: number): number {
  let x = ((word >>> 1) & 0x55555555) | ((word & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}
