// Workers that do as they are told, on a clock that is turned by hand: every fault of a real one, whenever it is wanted.
import type { Clock, Handle, Signs } from '../../sim/pool.ts';

/** A clock whose hand is moved by `pass`; due calls are made in order of time, and promises are let settle after each. */
export class HandClock implements Clock {
  #now = 0;
  #due: { at: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const entry = { at: this.#now + ms, call };
    this.#due.push(entry);
    return () => void (this.#due = this.#due.filter((other) => other !== entry));
  }

  get waiting(): number {
    return this.#due.length;
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** The machine slept: time has passed, and nobody was called. */
  sleep(ms: number): void {
    this.#now += ms;
  }
}

/** Lets everything that is ready to settle do so. */
export async function settle(): Promise<void> {
  for (let k = 0; k < 20; k++) await Promise.resolve();
}

/** What a worker does with a job: answers after so many ms, throws, dies, is silent, answers after it was given up. */
export type Act =
  | { readonly answers: number; readonly beats?: number; readonly ofAnotherRun?: boolean }
  | { readonly throws: string }
  | { readonly dies: string; readonly after?: number }
  | 'silent';

export interface Script {
  /** What the k-th worker hired (from 0) does with its attempt at a job. */
  act(job: number, worker: number): Act;
  /** How it takes the setup: default at once. */
  opens?(worker: number): 'at once' | 'silent' | { readonly refuses: string } | { readonly dies: string };
  /** A worker in the middle of a job takes a new setup when it has done it, as real ones do. */
  readonly serial?: boolean;
  /** It leaves off a job a millisecond after it was dropped. */
  readonly leavesOff?: boolean;
}

export interface Crew {
  readonly hire: (signs: Signs) => Handle<string, string>;
  /** Every worker ever hired, in order. */
  readonly members: {
    ended: boolean;
    asked: number[];
    dropped: number[];
    answer: Map<number, () => void>;
    leave?: () => void;
  }[];
}

/** A crew by script. The answer to job j is 'j of <setup>'. */
export function crewOf(script: Script, clock: Clock): Crew {
  const members: Crew['members'] = [];
  const hire = (signs: Signs): Handle<string, string> => {
    const worker = members.length;
    const member: Crew['members'][number] = { ended: false, asked: [], dropped: [], answer: new Map() };
    members.push(member);
    let setup = '';
    let busyUntil = 0;
    return {
      open(_, given) {
        const how = script.opens?.(worker) ?? 'at once';
        if (script.serial === true && busyUntil > clock.now())
          return new Promise((resolve) => {
            clock.after(busyUntil - clock.now(), () => {
              setup = given;
              resolve();
            });
          });
        setup = given;
        if (how === 'at once') return Promise.resolve();
        if (how !== 'silent' && 'dies' in how) clock.after(1, () => signs.died(how.dies));
        return how !== 'silent' && 'refuses' in how
          ? Promise.reject(new Error(how.refuses))
          : new Promise(() => {});
      },
      ask(run, job) {
        member.asked.push(job);
        const act = script.act(job, worker);
        return new Promise((resolve, reject) => {
          const answer = (): void => resolve(`${job} of ${setup}`);
          member.answer.set(job, answer);
          member.leave = () => {
            busyUntil = clock.now();
            reject(new Error(`run ${run} was given up`));
          };
          if (act === 'silent') return;
          if ('throws' in act) return reject(new Error(act.throws));
          if ('dies' in act) return void clock.after(act.after ?? 1, () => signs.died(act.dies));
          busyUntil = clock.now() + act.answers;
          clock.after(act.answers, answer);
          for (let ms = act.beats ?? 0; act.beats && ms < act.answers; ms += act.beats)
            clock.after(ms, () => signs.beat(act.ofAnotherRun === true ? run - 1 : run));
        });
      },
      drop(run) {
        member.dropped.push(run);
        if (script.leavesOff === true) clock.after(1, () => member.leave?.());
      },
      end: () => void (member.ended = true),
    };
  };
  return { hire, members };
}
