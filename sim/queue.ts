// The jobs of a run, and in what order their results are told: given out first come first, told in the order of the jobs,
// whoever finished first. A job is told exactly once, as a result or as a failure. No worker, no clock: only the order.

export interface Failure {
  readonly job: number;
  /** What the last worker that had it died of, or what it threw. */
  readonly reason: string;
  /** Workers that died over it. */
  readonly deaths: number;
}

type Settled<Result> = { readonly result: Result } | { readonly failure: Failure };

/** Deaths over one job after which it is given up. */
export const DEATHS = 2;

export class Queue<Result> {
  readonly #jobs: readonly number[];
  readonly #ahead: number;
  readonly #again: number[] = [];
  readonly #deaths = new Map<number, number>();
  readonly #settled = new Map<number, Settled<Result>>();
  #next = 0;
  #told = 0;

  /** `ahead`: how far past the first job that is not yet told another may be given out; it bounds what is kept waiting. */
  constructor(jobs: readonly number[], ahead = Infinity) {
    if (new Set(jobs).size !== jobs.length) throw new RangeError('a job may be asked for once only');
    this.#jobs = jobs;
    this.#ahead = Math.max(1, ahead);
  }

  /** Jobs not yet told. */
  get left(): number {
    return this.#jobs.length - this.#told;
  }

  /** The place of the next job to be done, or null where there is none to give out at the moment. */
  take(): number | null {
    const again = this.#again.shift();
    if (again !== undefined) return again;
    return this.#next < Math.min(this.#jobs.length, this.#told + this.#ahead) ? this.#next++ : null;
  }

  /** The job at a place. */
  job(place: number): number {
    return this.#jobs[place]!;
  }

  /** A result has come for the job at `place`; false where it already has one. */
  settle(place: number, result: Result): boolean {
    return this.#keep(place, { result });
  }

  /** The worker that had the job died: it is given out again, or, after DEATHS of them, given up. */
  died(place: number, reason: string): void {
    const deaths = (this.#deaths.get(place) ?? 0) + 1;
    this.#deaths.set(place, deaths);
    if (deaths < DEATHS) this.#again.push(place);
    else this.fail(place, reason);
  }

  /** The job cannot be done: it would throw again wherever it is done. */
  fail(place: number, reason: string): void {
    const deaths = this.#deaths.get(place) ?? 0;
    this.#keep(place, { failure: { job: this.job(place), reason, deaths } });
  }

  /** Tells what has its turn; stops where `deliver` says that this is enough, and answers whether it did. */
  tell(deliver: (job: number, result: Result) => boolean, lost: (failure: Failure) => void): boolean {
    for (;;) {
      const settled = this.#settled.get(this.#told);
      if (settled === undefined) return false;
      this.#settled.delete(this.#told);
      const job = this.job(this.#told++);
      if ('failure' in settled) lost(settled.failure);
      else if (deliver(job, settled.result)) return true;
    }
  }

  #keep(place: number, settled: Settled<Result>): boolean {
    if (place < this.#told || this.#settled.has(place)) return false;
    this.#settled.set(place, settled);
    return true;
  }
}
