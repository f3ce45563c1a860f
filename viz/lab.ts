// The lab runs what the page wants to know. The latest want wins: what belongs to an older one is never shown as if it were
// the new one's, though it stays on the shelf, for it is true of its own scenario. Experiments use the same crew when the
// main runs need nothing.

import type { Assumptions } from '../sim/draw.ts';
import { compileTask, patienceFor } from '../sim/ensemble.ts';
import type { JobResult, Task } from '../sim/jobs.ts';
import type { Pool } from '../sim/pool.ts';
import type { Failure } from '../sim/queue.ts';
import type { Scenario } from '../sim/scenario.ts';
import { bytesOf } from '../sim/size.ts';
import { nextStep, PREVIEW } from './plan.ts';
import type { Step } from './plan.ts';
import { Runs } from './results.ts';
import type { Results } from './results.ts';
import { batch, signal } from './signal.ts';
import { policyKey, Shelf, worldKey } from './shelf.ts';
import type { Row } from './shelf.ts';

export interface Status {
  /**
   * idle: everything is there. running. stopped: by the reader. held: something changed, and runs are on hold. asking: it
   * would take long, and waits for a word. refused: it would not fit into memory. failed: no worker starts.
   */
  readonly phase: 'idle' | 'running' | 'stopped' | 'held' | 'asking' | 'refused' | 'failed';
  /** What is being run. */
  readonly kind: Assumptions;
  /** Replicates that are there and that are wanted, of this kind. */
  readonly done: number;
  readonly asked: number;
  /** No worker has answered yet. */
  readonly starting: boolean;
  /** Seconds that all that is missing will take, or would; null while nothing is known. */
  readonly seconds: number | null;
  /** Bytes that a run would hold, where it is refused. */
  readonly bytes?: number;
  /** What went wrong, in words. */
  readonly reason?: string;
}

export interface LabOptions {
  readonly crew: Pool<Task, JobResult>;
  readonly workers: number;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Calls back when a frame is drawn. */
  readonly frame: (call: () => void) => void;
}

/** Bytes of one world above which a page refuses: a tab that runs out of memory is gone with all that is in it. */
export const MOST_BYTES = 600e6;
/** Seconds above which the reader is asked first. */
const MOST_SECONDS = 600;
/** For how many times as long as it took to draw a picture stays: what draws does not run. */
const REST = 8;
/** Milliseconds from one count of the runs to the next. */
const COUNT = 100;
/** Nanoseconds for a person and a week, until this machine has shown its own. */
const GUESSED = 100;

type Rows = Readonly<Record<Assumptions, readonly Row[]>>;

export class Lab {
  readonly results = signal<Results | null>(null);
  readonly status = signal<Status>({
    ...{ phase: 'idle', kind: 'fixed', done: 0, asked: 0, starting: true, seconds: null },
  });
  /** True: what changes is not run until it is false again. */
  readonly hold = signal(false);
  /** True while what is shown is of an older scenario than the one wanted. */
  readonly stale = signal(false);
  /** Which kinds are run on their own; the drawn one may wait for a word. */
  kinds: readonly Assumptions[] = ['fixed', 'drawn'];

  readonly #options: LabOptions;
  readonly #shelf = new Shelf();
  readonly #failures = new Map<Row, Failure[]>();
  #wanted: Scenario | null = null;
  #limit = Infinity;
  #turn = 0;
  #stop = new AbortController();
  #agreed = 0;
  #drawing = false;
  #restsUntil = 0;
  #saidAt = -Infinity;
  #nanoseconds = GUESSED;
  #known = false;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: (() => void)[] = [];

  constructor(options: LabOptions) {
    this.#options = options;
  }

  /** Workers at most. */
  get workers(): number {
    return this.#options.workers;
  }

  /** The scenario whose answer is wanted from now on; `limit`: replicates to run at most, for now. */
  want(scenario: Scenario, limit = Infinity): void {
    this.#wanted = scenario;
    this.#limit = limit;
    this.stale.value = this.results.value !== null && this.results.value.scenario !== scenario;
    void this.#work();
  }

  /** Everything that is missing, whatever it takes: after a stop, after a hold, after being asked. */
  resume(limit = Infinity): void {
    this.#limit = limit;
    this.#agreed = Infinity;
    this.hold.value = false;
    void this.#work();
  }

  /** Ends what is going on at once; what has come is kept. */
  stop(): void {
    this.#turn++;
    this.#stop.abort();
    this.#publish();
    this.#say('stopped', this.status.value.kind);
  }

  /**
   * Runs a task of its own: replicate by replicate in order, when the main runs need nothing; those interrupt it, and it goes
   * on after them. Answers whether it came to its end. One after the other.
   */
  experiment(
    task: Task,
    replicates: readonly number[],
    deliver: (replicate: number, result: JobResult | null) => void,
    signal?: AbortSignal,
  ): Promise<'done' | 'stopped'> {
    const turn = this.#queue.then(() => this.#experiment(task, [...replicates], deliver, signal));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #experiment(
    task: Task,
    left: number[],
    deliver: (replicate: number, result: JobResult | null) => void,
    signal: AbortSignal | undefined,
  ): Promise<'done' | 'stopped'> {
    while (left.length > 0) {
      await this.#whenIdle();
      if (signal?.aborted === true) return 'stopped';
      const told = (result: JobResult | null): void => deliver(left.shift()!, result);
      const report = await this.#options.crew.run(task, left.slice(), {
        deliver: (_, result) => told(result),
        lost: () => told(null),
        signal,
        patience: patienceFor(task.scenario),
      });
      if (report.ended === 'stopped') return 'stopped';
    }
    return 'done';
  }

  #whenIdle(): Promise<void> {
    if (this.status.value.phase !== 'running') return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  async #work(): Promise<void> {
    const scenario = this.#wanted;
    if (scenario === null) return;
    const turn = ++this.#turn;
    const rows = this.#rowsOf(scenario);
    this.#publish();
    const found = this.#obstacle(scenario, rows);
    // A run that goes on is superseded by the next, and leaves it warm workers; where none comes it ends here.
    if (found !== null) this.#stop.abort();
    this.#stop = new AbortController();
    if (found !== null) return this.#say(found);
    try {
      for (;;) {
        const step = nextStep(rows, Math.min(scenario.replicates, this.#limit), this.kinds);
        if (step === null || turn !== this.#turn) break;
        this.#say('running', step.kind);
        const ended = await this.#run(scenario, rows, step, turn);
        if (ended !== 'done') break;
      }
    } catch (error) {
      if (turn === this.#turn)
        this.#say('failed', 'fixed', error instanceof Error ? error.message : String(error));
      return;
    }
    if (turn !== this.#turn) return;
    this.#publish();
    this.#say('idle');
  }

  async #run(scenario: Scenario, rows: Rows, step: Step, turn: number): Promise<string> {
    const chosen = step.policies.map((p) => scenario.policies[p]!);
    const task = {
      ...(await compileTask(scenario, step.kind, { policies: chosen })),
      paths: step.kind === 'fixed',
    };
    if (turn !== this.#turn) return 'superseded';
    const started = this.#options.now();
    let told = 0;
    const put = (r: number, runs: (p: number) => Row[number]): void => {
      step.policies.forEach((at, p) => (rows[step.kind][at]![r] = runs(p)));
      told++;
      this.#learn(scenario, (this.#options.now() - started) / chosen.length, told);
      this.#redraw();
    };
    const { ended } = await this.#options.crew.run(task, step.replicates, {
      deliver: (r, result) => put(r, (p) => runOf(result, p)),
      lost: (failure) => {
        step.policies.forEach((at) => this.#failed(rows[step.kind][at]!, failure));
        put(failure.job, () => null);
      },
      signal: this.#stop.signal,
      patience: patienceFor(scenario),
    });
    return ended;
  }

  #failed(row: Row, failure: Failure): void {
    this.#failures.set(row, [...(this.#failures.get(row) ?? []), failure]);
  }

  #rowsOf(scenario: Scenario): Rows {
    const world = worldKey(scenario);
    const of = (kind: Assumptions): Row[] =>
      scenario.policies.map((policy) => this.#shelf.row(world, kind, policyKey(policy)));
    const rows = { fixed: of('fixed'), drawn: of('drawn') };
    this.#shelf.tidy(new Set([...rows.fixed, ...rows.drawn]));
    return rows;
  }

  #obstacle(scenario: Scenario, rows: Rows): Status['phase'] | null {
    if (nextStep(rows, Math.min(scenario.replicates, this.#limit), this.kinds) === null) return null;
    if (bytesOf(scenario) > MOST_BYTES) return 'refused';
    if (this.hold.value) return 'held';
    return this.#secondsLeft(scenario, rows) > Math.max(MOST_SECONDS, this.#agreed) ? 'asking' : null;
  }

  /** Wall-clock nanoseconds for a person and week, with all workers at it: not from the first runs, which wait for workers to begin, where better is known. */
  #learn(scenario: Scenario, milliseconds: number, runs: number): void {
    if (this.#known && runs < PREVIEW) return;
    this.#known = true;
    this.#nanoseconds = (milliseconds * 1e6) / runs / (scenario.population.size * scenario.weeks);
  }

  /** Seconds that all runs of a scenario would take on this machine, if none of them were there. */
  secondsFor(scenario: Scenario): number {
    const { policies, replicates } = scenario;
    return this.secondsOf(scenario, this.kinds.length * policies.length * replicates);
  }

  /** Seconds that so many runs of one policy would take at the pace so far, with nothing else going on. */
  secondsOf({ population, weeks }: Scenario, runs: number): number {
    return (runs * population.size * weeks * this.#nanoseconds) / 1e9;
  }

  #secondsLeft(scenario: Scenario, rows: Rows): number {
    const missing = this.kinds.flatMap((kind) =>
      rows[kind].map((row) => Math.max(0, Math.min(scenario.replicates, this.#limit) - row.length)),
    );
    const runs = missing.reduce((sum, n) => sum + n, 0);
    return (runs * scenario.population.size * scenario.weeks * this.#nanoseconds) / 1e9;
  }

  #redraw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    this.#options.frame(() => this.#draw());
  }

  // The count some times a second, the pictures at their pace, but in the end: the next run may be long in coming. The first
  // picture of a scenario at once.
  #draw(): void {
    const { frame, now } = this.#options;
    this.#drawing = false;
    if (this.status.value.phase !== 'running') return;
    if (now() >= this.#saidAt + COUNT) {
      this.#saidAt = now();
      this.#say('running', this.status.value.kind);
    }
    if (!this.stale.value && now() < this.#restsUntil) return this.#redraw();
    const started = now();
    this.#publish();
    // At the next frame the browser has laid it out and painted it as well.
    frame(() => (this.#restsUntil = now() + REST * (now() - started)));
  }

  // What is shown changes to the wanted scenario as soon as there is a preview of it.
  #publish(): void {
    const scenario = this.#wanted;
    if (scenario === null) return;
    const rows = this.#rowsOf(scenario);
    const runs = (kind: Assumptions): Runs =>
      new Runs(scenario, kind, rows[kind], [
        ...new Set(rows[kind].flatMap((row) => this.#failures.get(row) ?? [])),
      ]);
    const results = { scenario, fixed: runs('fixed'), drawn: runs('drawn') };
    const enough = Math.min(PREVIEW, scenario.replicates);
    if (results.fixed.done < enough && this.results.value !== null) return;
    if (results.fixed.done === 0) return;
    batch(() => {
      this.results.value = results;
      this.stale.value = false;
    });
  }

  #say(phase: Status['phase'], kind: Assumptions = 'fixed', reason?: string): void {
    const scenario = this.#wanted;
    if (scenario === null) return;
    const rows = this.#rowsOf(scenario);
    const done = Math.min(scenario.replicates, ...rows[kind].map((row) => row.length));
    this.status.value = {
      phase,
      kind,
      done,
      asked: Math.min(scenario.replicates, this.#limit),
      starting: !this.#known,
      seconds: this.#secondsLeft(scenario, rows),
      ...(phase === 'refused' ? { bytes: bytesOf(scenario) } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
    if (phase !== 'running') this.#idle.splice(0).forEach((call) => call());
  }
}

function runOf(result: JobResult, p: number): Row[number] {
  const size = result.outcomes.length / result.digests.length;
  return {
    outcomes: result.outcomes.slice(p * size, (p + 1) * size),
    digest: result.digests[p]!,
    left: result.left[p]!,
    paths: result.paths[p] ?? null,
  };
}
