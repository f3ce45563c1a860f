// Workers and what may go wrong with them, the same in a browser and in Node. A worker that is ended, runs out of memory
// or loops for ever leaves its promises pending for ever, so nothing here waits for a promise alone: a worker is given up
// when it dies, when nothing has been heard of it for too long, and when its run is stopped. Its job is then done elsewhere
// (queue.ts), and since a job is a pure function of its number, the answer is the same. What still comes from a worker that
// was given up, or for a run that is over, is dropped.

import { Queue } from './queue.ts';
import type { Failure } from './queue.ts';

/** One worker. `open` gives it what all jobs of a run share; the promises of both may never settle. */
export interface Handle<Setup, Result> {
  open(run: number, setup: Setup): Promise<void>;
  ask(run: number, job: number): Promise<Result>;
  /** Nobody waits for what it is doing for this run any more: it may leave off, and its answer settles soon either way. */
  drop(run: number): void;
  /** Ends it at once, in the middle of a job too. */
  end(): void;
}

/** What a worker lets the pool know, unasked. */
export interface Signs {
  /** It is at work on this run. */
  beat(run: number): void;
  /** It is no more: an error outside of a job, an exit, a message that could not be read, no memory left. */
  died(reason: string): void;
}

export interface Clock {
  /** Milliseconds since any moment. */
  now(): number;
  /** Calls back after so many milliseconds; the answer calls it off. */
  after(ms: number, call: () => void): () => void;
}

export interface PoolOptions<Setup, Result> {
  /** Starts a worker. What it throws counts as the death of one. */
  readonly hire: (signs: Signs) => Handle<Setup, Result>;
  /** Workers at most. */
  readonly size: number;
  readonly clock: Clock;
  /**
   * Milliseconds in which a worker must have left off what it was at when its run was stopped or superseded, before it is
   * ended: a warm worker that is free soon is worth more than a new one at once. Default: 0.
   */
  readonly grace?: number;
}

export interface RunOptions<Result> {
  /** In the order of the jobs, once each. True: this is enough. What it throws ends the run. */
  deliver(job: number, result: Result): boolean | void;
  /** In the same order: a job that was given up. */
  lost?(failure: Failure): void;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of silence that are borne before any job has shown how long jobs take. Default: a minute. */
  readonly patience?: number;
  /** Jobs given out past the first that is not yet told. Default: eight a worker. */
  readonly ahead?: number;
}

export interface Report {
  readonly ended: 'done' | 'enough' | 'stopped' | 'superseded';
  /** Jobs that were told. */
  readonly told: number;
  readonly failures: readonly Failure[];
  /** Workers that died or were given up. */
  readonly deaths: number;
}

/** Silence that is borne: this many milliseconds, or this many times the median job, whichever is more. */
const SILENCE = 5_000;
const JOBS_OF_SILENCE = 20;
/** A timer that comes this much too late says that the machine slept or we were busy: not that a worker was silent. */
const OVERSLEPT = 1_000;
const STARTS = 3;

interface Member<Setup, Result> {
  handle: Handle<Setup, Result> | null;
  /** The run it has been opened for, and whether it has said that it is. */
  run: number;
  ready: boolean;
  place: number | null;
  since: number;
  heard: number;
  /** Still at a job of a run that was superseded. */
  late: boolean;
  callOff: () => void;
}

export class Pool<Setup, Result> {
  readonly #options: PoolOptions<Setup, Result>;
  readonly #members = new Set<Member<Setup, Result>>();
  #current: Run<Setup, Result> | null = null;
  #runs = 0;

  constructor(options: PoolOptions<Setup, Result>) {
    if (!(options.size >= 1)) throw new RangeError(`a pool of ${options.size} workers`);
    this.#options = options;
  }

  /** Workers that are alive. */
  get workers(): number {
    return this.#members.size;
  }

  /**
   * Does the jobs. A run that is still going is superseded. Rejects where `deliver` throws, a worker refuses the setup, or
   * no worker starts.
   */
  run(setup: Setup, jobs: readonly number[], options: RunOptions<Result>): Promise<Report> {
    this.#current?.stop('superseded');
    const run = new Run(++this.#runs, setup, jobs, options, this.#options, this.#members);
    this.#current = run;
    run.begin();
    return run.report;
  }

  /** Stops what is going on and ends every worker. */
  close(): void {
    this.#current?.stop('stopped');
    for (const member of this.#members) {
      member.callOff();
      member.handle?.end();
    }
    this.#members.clear();
  }
}

class Run<Setup, Result> {
  readonly report: Promise<Report>;
  readonly #id: number;
  readonly #setup: Setup;
  readonly #queue: Queue<Result>;
  readonly #options: RunOptions<Result>;
  readonly #pool: PoolOptions<Setup, Result>;
  readonly #members: Set<Member<Setup, Result>>;
  readonly #failures: Failure[] = [];
  readonly #durations: number[] = [];
  #told = 0;
  #deaths = 0;
  #badStarts = 0;
  #over = false;
  #resolve!: (report: Report) => void;
  #reject!: (error: unknown) => void;

  constructor(
    id: number,
    setup: Setup,
    jobs: readonly number[],
    options: RunOptions<Result>,
    pool: PoolOptions<Setup, Result>,
    members: Set<Member<Setup, Result>>,
  ) {
    this.#id = id;
    this.#setup = setup;
    this.#queue = new Queue(jobs, options.ahead ?? 8 * pool.size);
    this.#options = options;
    this.#pool = pool;
    this.#members = members;
    this.report = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  begin(): void {
    const { signal } = this.#options;
    if (signal?.aborted === true) return this.stop('stopped');
    signal?.addEventListener('abort', this.#abort);
    if (this.#queue.left === 0) return this.#finish('done');
    this.#fill();
  }

  /** Ends the run with what has been told. Workers in the middle of something leave off, or are ended. */
  stop(ended: 'stopped' | 'superseded' | 'enough'): void {
    if (this.#over) return;
    if (this.#grace === 0) this.#endBusy();
    else this.#dropBusy();
    this.#finish(ended);
  }

  readonly #abort = (): void => this.stop('stopped');

  get #grace(): number {
    return this.#pool.grace ?? 0;
  }

  /** As many workers as there is work for. */
  get #wanted(): number {
    return Math.min(this.#pool.size, this.#queue.left);
  }

  // Workers of older runs come first, of those the ones that are free; then new ones.
  #fill(): void {
    while (!this.#over && this.#count((member) => member.run === this.#id) < this.#wanted) {
      const others = [...this.#members].filter((member) => member.run !== this.#id);
      const next = others.find(isFree) ?? others[0];
      if (next !== undefined) this.#open(next);
      else if (this.#badStarts >= STARTS) break;
      else this.#hire();
    }
  }

  #count(holds: (member: Member<Setup, Result>) => boolean): number {
    return [...this.#members].filter(holds).length;
  }

  #hire(): void {
    const member: Member<Setup, Result> = {
      ...{
        handle: null,
        run: 0,
        ready: false,
        place: null,
        since: 0,
        heard: 0,
        late: false,
        callOff: () => {},
      },
    };
    this.#members.add(member);
    try {
      member.handle = this.#pool.hire({
        beat: (run) => {
          if (run === member.run) member.heard = this.#pool.clock.now();
        },
        died: (reason) => Run.#died.get(member)?.(reason),
      });
    } catch (error) {
      return this.#gone(member, messageOf(error));
    }
    this.#open(member);
  }

  // A worker outlives the run that hired it: its death is told to the run that it works for.
  static readonly #died = new WeakMap<object, (reason: string) => void>();

  #open(member: Member<Setup, Result>): void {
    const { clock } = this.#pool;
    const late = member.run !== 0 && !isFree(member);
    const now = clock.now();
    Object.assign(member, { run: this.#id, ready: false, place: null, since: now, heard: now, late });
    Run.#died.set(member, (reason) => this.#gone(member, reason));
    this.#watch(member);
    member.handle!.open(this.#id, this.#setup).then(
      () => {
        if (!this.#mine(member)) return this.#freed(member);
        this.#badStarts = 0;
        Object.assign(member, { ready: true, late: false });
        this.#give(member);
      },
      (error: unknown) => {
        if (this.#mine(member)) this.#fail(error);
      },
    );
  }

  #give(member: Member<Setup, Result>): void {
    member.callOff();
    const place = this.#queue.take();
    if (place === null) return;
    const { clock } = this.#pool;
    Object.assign(member, { place, since: clock.now(), heard: clock.now() });
    this.#watch(member);
    const answered = (settle: () => void): void => {
      if (!this.#mine(member)) return this.#freed(member);
      this.#durations.push(clock.now() - member.since);
      member.place = null;
      settle();
      this.#tell();
    };
    member.handle!.ask(this.#id, this.#queue.job(place)).then(
      (result) => answered(() => this.#queue.settle(place, result)),
      (error: unknown) => answered(() => this.#queue.fail(place, messageOf(error))),
    );
  }

  #tell(): void {
    const { deliver, lost } = this.#options;
    try {
      const enough = this.#queue.tell(
        (job, result) => {
          this.#told++;
          return deliver.call(this.#options, job, result) === true || this.#over;
        },
        (failure) => {
          this.#failures.push(failure);
          lost?.call(this.#options, failure);
        },
      );
      if (this.#over) return;
      if (enough) return this.stop('enough');
    } catch (error) {
      return this.#fail(error);
    }
    if (this.#queue.left === 0) return this.#finish('done');
    for (const member of this.#members)
      if (this.#mine(member) && member.ready && member.place === null) this.#give(member);
    this.#fill();
  }

  #mine(member: Member<Setup, Result>): boolean {
    return !this.#over && member.run === this.#id && this.#members.has(member);
  }

  #gone(member: Member<Setup, Result>, reason: string): void {
    if (!this.#members.delete(member)) return;
    member.callOff();
    member.handle?.end();
    if (this.#over) return;
    this.#deaths++;
    if (member.place !== null) this.#queue.died(member.place, reason);
    else if (!member.ready) this.#badStarts++;
    if (this.#badStarts >= STARTS && this.#members.size === 0)
      return this.#fail(new Error(`No worker starts: ${reason}`));
    this.#tell();
  }

  #watch(member: Member<Setup, Result>): void {
    member.callOff();
    const { clock } = this.#pool;
    if (member.late) {
      member.callOff = clock.after(Math.max(1, this.#grace), () => this.#replace(member));
      return;
    }
    const due = member.heard + this.#patience();
    member.callOff = clock.after(Math.max(1, due - clock.now()), () => {
      if (!this.#mine(member) || (member.ready && member.place === null)) return;
      if (clock.now() > due + OVERSLEPT) member.heard = clock.now();
      const silent = clock.now() - member.heard;
      if (silent >= this.#patience())
        this.#gone(member, `nothing heard of it for ${Math.round(silent / 1000)} s`);
      else this.#watch(member);
    });
  }

  // It has had its time for what nobody waits for any more: no death, and nobody's fault.
  #replace(member: Member<Setup, Result>): void {
    if (!this.#mine(member)) return;
    this.#end(member);
    this.#fill();
  }

  #patience(): number {
    const recent = this.#durations.slice(-101).sort((a, b) => a - b);
    const median = recent[recent.length >> 1];
    return median === undefined
      ? (this.#options.patience ?? 60_000)
      : Math.max(SILENCE, JOBS_OF_SILENCE * median);
  }

  #endBusy(): void {
    for (const member of this.#busy()) this.#end(member);
  }

  #dropBusy(): void {
    for (const member of this.#busy()) {
      member.callOff();
      member.callOff = this.#pool.clock.after(this.#grace, () => this.#end(member));
      member.handle?.drop(this.#id);
    }
  }

  // Of a run that is over, and of which the worker has not been opened for another: it is free again.
  #freed(member: Member<Setup, Result>): void {
    if (member.run !== this.#id || !this.#members.has(member)) return;
    member.callOff();
    Object.assign(member, { ready: true, place: null });
  }

  #busy(): Member<Setup, Result>[] {
    return [...this.#members].filter((member) => member.run === this.#id && !isFree(member));
  }

  #end(member: Member<Setup, Result>): void {
    this.#members.delete(member);
    member.callOff();
    member.handle?.end();
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#endBusy();
    this.#close();
    this.#reject(error);
  }

  #finish(ended: Report['ended']): void {
    this.#close();
    this.#resolve({ ended, told: this.#told, failures: this.#failures, deaths: this.#deaths });
  }

  #close(): void {
    this.#over = true;
    this.#options.signal?.removeEventListener('abort', this.#abort);
  }
}

function isFree<Setup, Result>({ ready, place }: Member<Setup, Result>): boolean {
  return ready && place === null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
