// An experiment at work: it asks its plan for the next job, has the crew run it when the main runs need nothing, and tells the
// plan what came. What is known is a plain value that outlives a pause, a stop and a change of view; what comes for an older
// plan is dropped.

import { compileTask } from '../../sim/ensemble.ts';
import { varied } from '../../sim/experiment/design.ts';
import { countOf } from '../../sim/experiment/runs.ts';
import type { Job, Known, Sample } from '../../sim/experiment/runs.ts';
import type { JobResult, Task } from '../../sim/jobs.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { batch, signal } from '../signal.ts';
import type { ReadonlySignal } from '../signal.ts';

/** What of the lab an experiment needs. */
export interface Crew {
  experiment(
    task: Task,
    replicates: readonly number[],
    deliver: (replicate: number, result: JobResult | null) => void,
    signal?: AbortSignal,
  ): Promise<'done' | 'stopped'>;
}

export interface Plan<State> {
  nextJob(state: State): Job | null;
  observe(state: State, key: string, replicate: number, sample: Sample): State;
  progressOf(state: State): { readonly done: number; readonly planned: number };
}

/** idle: nothing was asked for. done: nothing is left to run. failed: no worker starts. */
export type Phase = 'idle' | 'running' | 'paused' | 'stopped' | 'done' | 'failed';

/** What is run, and in it which policies by id, in the order of the rows of every sample. */
export interface Subject {
  readonly scenario: Scenario;
  readonly policies: readonly string[];
}

export interface ExperimentOptions {
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Calls back a little later: what has come until then is shown at once. */
  readonly soon: (call: () => void) => void;
}

export class Experiment<State extends { readonly known: Known }> {
  readonly #crew: Crew;
  readonly #plan: Plan<State>;
  readonly #options: ExperimentOptions;
  readonly #shown = signal<State | null>(null);
  readonly #phase = signal<Phase>('idle');
  #state: State | null = null;
  #subject: Subject | null = null;
  #stop = new AbortController();
  #waiting = false;
  #spent = { milliseconds: 0, runs: 0 };
  /** Why it failed, in words. */
  reason = '';

  constructor(crew: Crew, plan: Plan<State>, options: ExperimentOptions) {
    this.#crew = crew;
    this.#plan = plan;
    this.#options = options;
  }

  /** What is known and planned; null before it was asked for. */
  get state(): ReadonlySignal<State | null> {
    return this.#shown;
  }

  get phase(): ReadonlySignal<Phase> {
    return this.#phase;
  }

  /** All that is known, shown or not yet. */
  get known(): Known {
    return this.#state?.known ?? {};
  }

  /** Takes a plan up, from what it knows; an older one is dropped. Where that was being run, this is. */
  open(subject: Subject, state: State): void {
    const goesOn = this.#phase.value === 'running';
    this.#halt();
    this.#subject = subject;
    batch(() => {
      this.#set(state);
      this.#phase.value = this.#plan.nextJob(state) === null ? 'done' : 'idle';
      if (goesOn) this.run();
    });
  }

  /** The same plan, changed in what is left of it. */
  amend(change: (state: State) => State): void {
    if (this.#state !== null && this.#subject !== null) this.open(this.#subject, change(this.#state));
  }

  /** Runs what is left. */
  run(): void {
    if (this.#state === null || this.#phase.value === 'running' || this.#phase.value === 'done') return;
    this.#phase.value = 'running';
    this.#stop = new AbortController();
    void this.#work(this.#stop);
  }

  pause(): void {
    if (this.#phase.value === 'running') this.#leave('paused');
  }

  stop(): void {
    if (this.#phase.value === 'running' || this.#phase.value === 'paused') this.#leave('stopped');
  }

  /** Seconds that the rest will take; null before anything has come. */
  get secondsLeft(): number | null {
    if (this.#state === null || this.#spent.runs === 0) return null;
    const { done, planned } = this.#plan.progressOf(this.#state);
    return ((planned - done) * this.#spent.milliseconds) / this.#spent.runs / 1000;
  }

  #leave(phase: Phase): void {
    this.#halt();
    batch(() => {
      this.#phase.value = phase;
      this.#shown.value = this.#state;
    });
  }

  #set(state: State): void {
    this.#state = state;
    this.#shown.value = state;
  }

  #halt(): void {
    this.#stop.abort();
    this.#spent = { milliseconds: 0, runs: 0 };
  }

  async #work(turn: AbortController): Promise<void> {
    const isOver = (): boolean => turn.signal.aborted;
    try {
      while (!isOver()) {
        const job = this.#plan.nextJob(this.#state!);
        if (job === null) return this.#leave('done');
        const ended = await this.#run(this.#subject!, job, turn.signal);
        if (ended === 'stopped') break;
      }
      // Stopped from elsewhere: by who stopped all runs.
      if (!isOver()) this.#leave('stopped');
    } catch (error) {
      if (isOver()) return;
      this.reason = error instanceof Error ? error.message : String(error);
      this.#leave('failed');
    }
  }

  async #run({ scenario, policies }: Subject, job: Job, stop: AbortSignal): Promise<'done' | 'stopped'> {
    const variant = varied(scenario, job.changes);
    const rows = policies.map((id) => variant.policies.find((policy) => policy.id === id)!);
    const task = await compileTask(variant, 'fixed', { policies: rows });
    if (stop.aborted) return 'stopped';
    let since = this.#options.now();
    const tell = (replicate: number, result: JobResult | null): void => {
      if (stop.aborted || countOf(this.known, job.key) > replicate) return;
      const now = this.#options.now();
      this.#spent = { milliseconds: this.#spent.milliseconds + now - since, runs: this.#spent.runs + 1 };
      since = now;
      this.#state = this.#plan.observe(this.#state!, job.key, replicate, result?.outcomes ?? null);
      this.#showSoon();
    };
    return this.#crew.experiment(task, job.replicates, tell, stop);
  }

  #showSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#options.soon(() => {
      this.#waiting = false;
      if (this.#phase.value === 'running') this.#shown.value = this.#state;
    });
  }
}
