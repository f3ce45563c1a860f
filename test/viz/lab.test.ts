// The lab, step by step: what is run again and what is not, holding, stopping, refusing, failing; and a few storms.
import { describe, expect, it } from 'vitest';
import type { JobResult, Task } from '../../sim/jobs.ts';
import { Pool } from '../../sim/pool.ts';
import { Lab } from '../../viz/lab.ts';
import { HandClock, settle } from '../pool/scripted.ts';
import { allOf, base, bench, slowWorker, storms, tableOf, withLever } from './storm.ts';

it('a storm never shows what is not so, and ends with the whole answer to the last want', () => storms(25));

describe('a change', () => {
  it('of one lever runs the other policies no more', async () => {
    const { clock, lab } = bench([5]);
    lab.want(base);
    await allOf(clock);
    const before = lab.results.value!;
    lab.want(withLever(base, 1, 3));
    await settle();
    expect(lab.stale.value).toBe(true);
    expect(lab.results.value).toBe(before);
    await clock.pass(27);
    expect(lab.status.value).toMatchObject({ phase: 'running' });
    await allOf(clock);
    const after = lab.results.value!;
    expect(after.fixed.outcomes('a', 'recruits')).toEqual(before.fixed.outcomes('a', 'recruits'));
    expect(after.fixed.outcomes('b', 'recruits')).not.toEqual(before.fixed.outcomes('b', 'recruits'));
  });

  it('back to what it was is answered at once', async () => {
    const { clock, lab } = bench([5]);
    lab.want(base);
    await allOf(clock);
    lab.want(withLever(base, 1, 3));
    await allOf(clock);
    lab.want(withLever(base, 1, base.policies[1]!.sentencing.severity as number));
    await settle();
    expect(lab.status.value.phase).toBe('idle');
    expect(lab.results.value!.fixed.done).toBe(12);
  });

  it('while runs are held waits until they are not', async () => {
    const { clock, lab } = bench([5]);
    lab.want(base);
    await allOf(clock);
    lab.hold.value = true;
    lab.want(withLever(base, 1, 3));
    await clock.pass(1000);
    expect(lab.status.value.phase).toBe('held');
    expect(lab.stale.value).toBe(true);
    lab.resume();
    await allOf(clock);
    expect(lab.status.value.phase).toBe('idle');
    expect(lab.stale.value).toBe(false);
  });
});

describe('a stop', () => {
  it('keeps what has come and says how much; going on does the rest', async () => {
    const { clock, lab } = bench([20]);
    lab.want(base);
    await clock.pass(30);
    await clock.pass(60);
    lab.stop();
    const { done } = lab.results.value!.fixed;
    expect(lab.status.value).toMatchObject({ phase: 'stopped', done });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(12);
    await clock.pass(5000);
    expect(lab.results.value!.fixed.done).toBe(done);
    lab.resume();
    await allOf(clock);
    expect(lab.results.value!.fixed.done).toBe(12);
  });
});

describe('what is too much', () => {
  it('for memory is refused before anything starts, with the bytes', async () => {
    const { clock, lab } = bench([5]);
    lab.want({ ...base, population: { ...base.population, size: 4_000_000 } });
    await clock.pass(1000);
    expect(lab.status.value.phase).toBe('refused');
    expect(lab.status.value.bytes).toBeGreaterThan(600e6);
  });
  it('for patience waits for a word, with the time', async () => {
    const { clock, lab } = bench([5]);
    const long = {
      ...base,
      replicates: 10_000,
      weeks: 1000,
      population: { ...base.population, size: 100_000 },
    };
    lab.want(long);
    await clock.pass(1000);
    expect(lab.status.value.phase).toBe('asking');
    expect(lab.status.value.seconds).toBeGreaterThan(600);
  });
});

describe('a run that fails', () => {
  it('is told with why, left out, and the others are kept', async () => {
    const clock = new HandClock();
    const crew = new Pool<Task, JobResult>({
      hire: (signs) => {
        const worker = slowWorker(clock, () => 5, signs);
        return {
          ...worker,
          ask: (run, r) => (r === 3 ? Promise.reject(new Error('no such tie')) : worker.ask(run, r)),
        };
      },
      size: 1,
      clock,
    });
    const lab = new Lab({ crew, workers: 1, now: () => clock.now(), frame: (call) => call() });
    lab.want(base);
    await allOf(clock);
    const { fixed } = lab.results.value!;
    expect(fixed.done).toBe(12);
    expect(fixed.failures).toMatchObject([{ job: 3, reason: 'no such tie' }]);
    expect(Number.isNaN(fixed.outcomes('b', 'recruits')[3])).toBe(true);
    expect(fixed.ensemble().runs[3]).toBeNull();
    expect(fixed.ensemble().runs.filter((run) => run !== null)).toHaveLength(11);
  });
  it('for want of any worker says so', async () => {
    const clock = new HandClock();
    const crew = new Pool<Task, JobResult>({
      hire: () => {
        throw new Error('workers are not allowed here');
      },
      size: 1,
      clock,
    });
    const lab = new Lab({ crew, workers: 1, now: () => clock.now(), frame: (call) => call() });
    lab.want(base);
    await clock.pass(1000);
    expect(lab.status.value).toMatchObject({ phase: 'failed' });
    expect(lab.status.value.reason).toMatch(/workers are not allowed here/);
  });
});

it('what is shown catches up with what has come, however long the next run takes', async () => {
  const clock = new HandClock();
  let asked = 0;
  const crew = new Pool<Task, JobResult>({
    hire: (signs) => slowWorker(clock, () => (asked++ < 8 ? 5 : 100_000), signs),
    ...{ size: 1, clock },
  });
  const frame = (call: () => void): void => void clock.after(16, call);
  const lab = new Lab({ crew, workers: 1, now: () => clock.now(), frame });
  lab.want(base);
  await clock.pass(1000);
  expect(lab.status.value).toMatchObject({ phase: 'running', done: 8 });
  expect(lab.results.value!.fixed.done).toBe(8);
});

describe('an experiment', () => {
  it('gives way to the main runs and goes on after them, each replicate once', async () => {
    const { clock, lab } = bench([20]);
    lab.want(base);
    await allOf(clock);
    const told: number[] = [];
    const task = {
      scenario: base,
      policies: [await tableOf(base.policies[0]!)],
      baseline: 0,
      assumptions: 'fixed',
      series: false,
    } as const;
    const end = lab.experiment(task, [0, 1, 2, 3, 4, 5, 6, 7], (r) => told.push(r));
    await clock.pass(50);
    lab.want(withLever(base, 1, 5));
    await allOf(clock);
    expect(await end).toBe('done');
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(lab.results.value!.fixed.done).toBe(12);
  });
  it('can be stopped', async () => {
    const { clock, lab } = bench([20]);
    const stop = new AbortController();
    const task = {
      scenario: base,
      policies: [await tableOf(base.policies[0]!)],
      baseline: 0,
      assumptions: 'fixed',
      series: false,
    } as const;
    const told: number[] = [];
    const end = lab.experiment(task, [0, 1, 2, 3, 4, 5], (r) => told.push(r), stop.signal);
    await clock.pass(25);
    stop.abort();
    expect(await end).toBe('stopped');
    const before = told.length;
    await clock.pass(10_000);
    expect(told).toHaveLength(before);
  });
});
