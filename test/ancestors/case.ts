// One claim: what was published, what our code says, and how far the two may lie apart. The long tests and the table of
// `npm run validate` read the same list, so that nothing in that table is typed but what was published, with its source.

/** What our code says. `error` is how far it lies from what was published; `allowed` stands where tolerance is by theory. */
export interface Answer {
  readonly value: number | string;
  readonly error: number;
  /** Three standard errors of `value`, where the ancestor is a law of chance. */
  readonly allowed?: number;
}

export interface Case {
  readonly id: string;
  readonly target: string;
  readonly published: number | string;
  readonly source: string;
  /** What was published, derived anew: it must agree to the digits that `published` has. */
  readonly derived?: () => number;
  readonly ours: () => Answer | Promise<Answer>;
  /** The largest error that holds; 'chance' allows three standard errors. */
  readonly tolerance: number | 'chance';
}

export interface Finding {
  readonly value: number | string;
  readonly error: number;
  readonly allowed: number;
  readonly verdict: 'holds' | 'FAILS' | 'SOURCE';
}

/** Runs a case. SOURCE: the published number is not what its own derivation gives. */
export async function findingOf(one: Case): Promise<Finding> {
  const { value, error, allowed: byChance } = await one.ours();
  const allowed = one.tolerance === 'chance' ? (byChance ?? 0) : one.tolerance;
  const holds = error <= allowed;
  return { value, error, allowed, verdict: !sourceHolds(one) ? 'SOURCE' : holds ? 'holds' : 'FAILS' };
}

function sourceHolds({ published, derived }: Case): boolean {
  if (derived === undefined || typeof published === 'string') return true;
  const digits = (String(published).split('.')[1] ?? '').length;
  return Math.abs(derived() - published) <= 0.5001 * 10 ** -digits;
}

/** An answer beside a number that is exact for the setting. */
export function beside(value: number, published: number): Answer {
  return { value, error: Math.abs(value - published) };
}

/** Mean of a sample, beside what was published. */
export function meanBeside(sample: readonly number[], published: number): Answer {
  const { mean, variance } = momentsOf(sample);
  return { value: mean, error: Math.abs(mean - published), allowed: 3 * Math.sqrt(variance / sample.length) };
}

/** Variance of a sample, over `unit`; its standard error is that of the squared deviations. */
export function varianceBeside(sample: readonly number[], unit: number, published: number): Answer {
  const { mean, variance } = momentsOf(sample);
  const squares = momentsOf(sample.map((x) => (x - mean) ** 2));
  const allowed = (3 * Math.sqrt(squares.variance / sample.length)) / unit;
  return { value: variance / unit, error: Math.abs(variance / unit - published), allowed };
}

/** A yes or no: the error is 0 where it is what was published. */
export function said(value: string, published: string): Answer {
  return { value, error: value === published ? 0 : 1 };
}

export function momentsOf(sample: readonly number[]): { mean: number; variance: number } {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const squares = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, sample.length - 1) };
}

/** The largest root of r = 1 - exp(-k r): V5 to V7. */
export function finalSize(k: number): number {
  let r = 1;
  for (let n = 0; n < 10_000; n++) r = 1 - Math.exp(-k * r);
  return r;
}

/** 0, 1 … n - 1. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, k) => k);
}

/** Every number once: ours() of several cases may read the same runs. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
