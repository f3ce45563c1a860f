// The pool against scripted workers on a clock turned by hand: whatever dies, falls silent, answers late or out of order,
// every job is told once, in order, and a stop is a stop. (Real threads and real kills: test/long/kills.test.ts.)
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pool } from '../sim/pool.ts';
import type { Report, RunOptions } from '../sim/pool.ts';
import { Queue } from '../sim/queue.ts';
import { HandClock, crewOf, settle } from './pool/scripted.ts';
import type { Act, Crew, Script } from './pool/scripted.ts';

const SEED = { seed: 20151001 };
const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

interface Bench {
  readonly clock: HandClock;
  readonly crew: Crew;
  readonly pool: Pool<string, string>;
  /** What has been told, as 'job:result' or 'job!reason'. */
  readonly told: string[];
  run(jobs: number, options?: Partial<RunOptions<string>>, setup?: string): Promise<Report>;
}

function bench(script: Script, size = 2): Bench {
  const clock = new HandClock();
  const crew = crewOf(script, clock);
  const pool = new Pool({ hire: crew.hire, size, clock });
  const told: string[] = [];
  const run: Bench['run'] = (jobs, options = {}, setup = 'it') =>
    pool.run(setup, upTo(jobs), {
      deliver: (job, result) => void told.push(`${job}:${result}`),
      lost: ({ job, reason }) => void told.push(`${job}!${reason}`),
      ...options,
    });
  return { clock, crew, pool, told, run };
}

const answered = (n: number, setup = 'it'): string[] => upTo(n).map((job) => `${job}:${job} of ${setup}`);

describe('every job is told once and in order', () => {
  it('whatever the times, the deaths and the number of workers', async () => {
    const act: fc.Arbitrary<Act> = fc.oneof(
      { weight: 6, arbitrary: fc.record({ answers: fc.integer({ min: 1, max: 400 }) }) },
      {
        weight: 1,
        arbitrary: fc.record({ dies: fc.constant('gone'), after: fc.integer({ min: 1, max: 90 }) }),
      },
      { weight: 1, arbitrary: fc.constant('silent' as const) },
    );
    const acts = fc.array(act, { minLength: 1, maxLength: 60 });
    const law = async (list: Act[], size: number, jobs: number): Promise<void> => {
      const first = new Set<number>();
      const { run, told, clock, crew } = bench(
        {
          // The second attempt at a job succeeds.
          act: (job) => (first.has(job) ? { answers: 5 } : (first.add(job), list[job % list.length]!)),
        },
        size,
      );
      const report = run(jobs);
      await clock.pass(10_000_000);
      expect(await report).toMatchObject({ ended: 'done', told: jobs, failures: [] });
      expect(told).toEqual(answered(jobs));
      expect(clock.waiting).toBe(0);
      expect(crew.members.filter(({ ended }) => !ended).length).toBeLessThanOrEqual(size);
    };
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 }), law),
      { ...SEED, numRuns: 150 },
    );
  });

  it('at most so many are given out past the first that is not told', async () => {
    const { run, crew, clock } = bench({ act: (job) => (job === 0 ? 'silent' : { answers: 1 }) }, 2);
    void run(50, { ahead: 5 });
    await clock.pass(1000);
    expect(crew.members.flatMap(({ asked }) => asked)).toEqual([0, 1, 2, 3, 4]);
  });

  it('no job at all is done at once, and no worker is hired', async () => {
    const { run, crew } = bench({ act: () => 'silent' });
    expect(await run(0)).toEqual({ ended: 'done', told: 0, failures: [], deaths: 0 });
    expect(crew.members).toEqual([]);
  });

  it('a queue takes one answer to a job, before and after it is told', () => {
    const queue = new Queue<string>([7, 8]);
    const told: string[] = [];
    const tell = (): boolean =>
      queue.tell(
        (job, result) => (told.push(`${job}:${result}`), false),
        () => {},
      );
    expect([queue.take(), queue.take(), queue.take()]).toEqual([0, 1, null]);
    expect([queue.settle(1, 'b'), queue.settle(1, 'other')]).toEqual([true, false]);
    expect([tell(), told, queue.left]).toEqual([false, [], 2]);
    queue.settle(0, 'a');
    tell();
    expect(queue.settle(0, 'late')).toBe(false);
    expect([told, queue.left]).toEqual([['7:a', '8:b'], 0]);
  });

  it('a queue refuses the same job twice', () => {
    expect(() => new Queue([1, 2, 1])).toThrow(RangeError);
  });
});

describe('a job whose worker is lost', () => {
  it('is done elsewhere; after two deaths it is reported and the rest completes', async () => {
    const { run, told, clock } = bench({
      act: (job) => (job === 2 ? { dies: 'out of memory' } : { answers: 9 }),
    });
    const report = run(5);
    await clock.pass(60_000);
    expect(await report).toEqual({
      ended: 'done',
      told: 4,
      failures: [{ job: 2, reason: 'out of memory', deaths: 2 }],
      deaths: 2,
    });
    expect(told).toEqual(['0:0 of it', '1:1 of it', '2!out of memory', '3:3 of it', '4:4 of it']);
  });

  it('is reported at once where the job itself throws: it would throw anywhere', async () => {
    const { run, told, clock, crew } = bench({
      act: (job) => (job === 1 ? { throws: 'severity is NaN in week 37' } : { answers: 1 }),
    });
    const report = run(3);
    await clock.pass(100);
    expect((await report).failures).toEqual([{ job: 1, reason: 'severity is NaN in week 37', deaths: 0 }]);
    expect(told[1]).toBe('1!severity is NaN in week 37');
    expect(crew.members.length).toBe(2);
  });

  it('silence is borne for 20 median jobs, five seconds at least, and then ends the worker', async () => {
    const { run, clock, crew } = bench({ act: (job) => (job === 3 ? 'silent' : { answers: 1000 }) }, 1);
    void run(4);
    await clock.pass(3_000 + 19_900);
    expect(crew.members.map(({ ended }) => ended)).toEqual([false]);
    await clock.pass(200);
    expect(crew.members.map(({ ended }) => ended)).toEqual([true, false]);
    const quick = bench({ act: (job) => (job === 3 ? 'silent' : { answers: 1 }) }, 1);
    void quick.run(4);
    await quick.clock.pass(3 + 4_990);
    expect(quick.crew.members.length).toBe(1);
    await quick.clock.pass(20);
    expect(quick.crew.members.length).toBe(2);
  });

  it('a worker that lets itself be heard is waited for', async () => {
    const slow: Act = { answers: 100_000, beats: 4_000 };
    const { run, told, clock, crew } = bench({ act: (job) => (job === 3 ? slow : { answers: 10 }) }, 1);
    const report = run(4);
    await clock.pass(100_100);
    expect((await report).deaths).toBe(0);
    expect(told).toEqual(answered(4));
    expect(crew.members.length).toBe(1);
  });

  it('what it says of another run is not heard', async () => {
    const slow: Act = { answers: 100_000, beats: 4_000, ofAnotherRun: true };
    const { run, clock, crew } = bench({ act: (job) => (job === 3 ? slow : { answers: 10 }) }, 1);
    void run(4);
    await clock.pass(5_100);
    expect(crew.members.length).toBe(2);
  });

  it('no worker is hired for work that an idle one can do', async () => {
    let tries = 0;
    const { run, told, clock, crew } = bench({
      act: (job) => (job === 2 && tries++ === 0 ? { dies: 'once', after: 50 } : { answers: 10 }),
    });
    const report = run(3);
    await clock.pass(200);
    expect((await report).ended).toBe('done');
    expect(told).toEqual(answered(3));
    expect(crew.members.length).toBe(2);
  });

  it('before any job has shown how long they take, patience is what the run says', async () => {
    const { run, clock, crew } = bench({ act: () => 'silent' }, 1);
    void run(1, { patience: 30_000 });
    await clock.pass(29_900);
    expect(crew.members.length).toBe(1);
    await clock.pass(200);
    expect(crew.members.length).toBe(2);
  });

  it('a machine that slept is not a worker that was silent', async () => {
    // It was asleep too, and has its four seconds still before it.
    const { run, told, clock, crew } = bench(
      { act: (job) => (job < 3 ? { answers: 10 } : { answers: 3_604_000 }) },
      1,
    );
    const report = run(4);
    await clock.pass(40);
    clock.sleep(3_600_000);
    await clock.pass(1);
    await clock.pass(4_000);
    expect((await report).deaths).toBe(0);
    expect(told).toEqual(answered(4));
    expect(crew.members.length).toBe(1);
  });

  it('what comes late from a worker that was given up is dropped', async () => {
    const { run, told, clock, crew } = bench(
      { act: (job, worker) => (job === 0 && worker === 0 ? 'silent' : { answers: 10 }) },
      1,
    );
    const report = run(3, { patience: 1_000 });
    await clock.pass(1_005);
    crew.members[0]!.answer.get(0)!();
    await clock.pass(1_000);
    expect(await report).toMatchObject({ ended: 'done', told: 3, deaths: 1 });
    expect(told).toEqual(answered(3));
  });
});

describe('a worker that does not start', () => {
  it('three times running ends the run with the reason', async () => {
    const { run, clock, crew } = bench({ act: () => 'silent', opens: () => ({ dies: '404' }) }, 1);
    const report = run(2);
    const failed = expect(report).rejects.toThrow('No worker starts: 404');
    await clock.pass(100);
    await failed;
    expect(crew.members.length).toBe(3);
  });

  it('or cannot even be made', async () => {
    const clock = new HandClock();
    const pool = new Pool<string, string>({
      hire: () => {
        throw new Error('workers are not allowed here');
      },
      size: 2,
      clock,
    });
    await expect(pool.run('it', [0, 1], { deliver: () => {} })).rejects.toThrow('not allowed here');
  });

  it('once is not the end', async () => {
    const { run, told, clock } = bench({
      act: () => ({ answers: 1 }),
      opens: (worker) => (worker === 0 ? { dies: 'chance' } : worker === 1 ? 'silent' : 'at once'),
    });
    const report = run(4, { patience: 500 });
    await clock.pass(2_000);
    expect((await report).ended).toBe('done');
    expect(told).toEqual(answered(4));
  });

  it('three times in all is not the end, where one started in between', async () => {
    let died = false;
    const { run, told, clock, crew } = bench(
      {
        act: () => (died ? { answers: 1 } : ((died = true), { dies: 'over the first job' })),
        opens: (worker) => (worker === 2 || worker === 5 ? 'at once' : { dies: 'chance' }),
      },
      1,
    );
    const report = run(2);
    await clock.pass(1_000);
    expect((await report).ended).toBe('done');
    expect(told).toEqual(answered(2));
    expect(crew.members.length).toBe(6);
  });

  it('a setup that is refused ends the run, for every worker would refuse it', async () => {
    const { run, clock } = bench({ act: () => 'silent', opens: () => ({ refuses: 'no such policy' }) });
    const failed = expect(run(2)).rejects.toThrow('no such policy');
    await clock.pass(10);
    await failed;
  });
});

describe('a stop', () => {
  it('ends the busy workers in the same moment and keeps what has been told', async () => {
    const stop = new AbortController();
    const { run, told, clock, crew } = bench({ act: (job) => (job < 3 ? { answers: 10 } : 'silent') });
    const report = run(9, { signal: stop.signal });
    await clock.pass(100);
    stop.abort();
    expect(crew.members.every(({ ended }) => ended)).toBe(true);
    expect(await report).toMatchObject({ ended: 'stopped', told: 3 });
    expect(told).toEqual(answered(3));
    for (const { answer } of crew.members) answer.forEach((settleIt) => settleIt());
    await clock.pass(100_000);
    expect(told).toEqual(answered(3));
    expect(clock.waiting).toBe(0);
  });

  it('leaves idle workers be, and no ear behind at the signal', async () => {
    const stop = new AbortController();
    const gone: string[] = [];
    const remove = stop.signal.removeEventListener.bind(stop.signal);
    stop.signal.removeEventListener = (name: string, listener: unknown) => {
      gone.push(name);
      remove(name, listener as () => void);
    };
    const { run, pool, clock, crew } = bench({ act: (job) => (job < 2 ? { answers: 10 } : 'silent') });
    const report = run(3, { signal: stop.signal });
    await clock.pass(100);
    stop.abort();
    await report;
    expect(crew.members.filter(({ ended }) => ended).length).toBe(1);
    expect([pool.workers, gone]).toEqual([1, ['abort']]);
  });

  it('before the start starts nothing', async () => {
    const { run, crew } = bench({ act: () => ({ answers: 1 }) });
    expect((await run(3, { signal: AbortSignal.abort() })).ended).toBe('stopped');
    expect(crew.members).toEqual([]);
  });

  it('the pool can be used again, with new workers where the old were in the middle of something', async () => {
    const stop = new AbortController();
    let first = true;
    const { run, told, clock } = bench({ act: () => (first ? 'silent' : { answers: 1 }) });
    const report = run(3, { signal: stop.signal });
    await clock.pass(10);
    stop.abort();
    await report;
    first = false;
    const again = run(3, {}, 'the next');
    await clock.pass(10);
    expect((await again).ended).toBe('done');
    expect(told).toEqual(answered(3, 'the next'));
  });

  it('by whoever is told: enough, and no more is told or asked', async () => {
    const seen: number[] = [];
    const { run, clock, crew } = bench({ act: (job) => ({ answers: job === 0 ? 50 : 1 }) });
    const report = run(100, { deliver: (job) => (seen.push(job), job === 4) });
    await clock.pass(1_000);
    expect(await report).toMatchObject({ ended: 'enough', told: 5 });
    expect(seen).toEqual(upTo(5));
    const asked = crew.members.flatMap(({ asked: jobs }) => jobs).length;
    await clock.pass(100_000);
    expect(crew.members.flatMap(({ asked: jobs }) => jobs).length).toBe(asked);
  });

  it('from inside of a telling stops the telling too', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const { run, clock } = bench({ act: (job) => ({ answers: job === 0 ? 50 : 1 }) });
    const report = run(10, {
      signal: stop.signal,
      deliver: (job) => {
        seen.push(job);
        if (job === 2) stop.abort();
      },
    });
    await clock.pass(1_000);
    expect((await report).ended).toBe('stopped');
    expect(seen).toEqual([0, 1, 2]);
  });

  it('where whoever is told cannot go on, the run fails with that reason and the workers are ended', async () => {
    const { run, clock, crew } = bench({ act: (job) => ({ answers: 10 * (job + 1) }) });
    const failed = expect(
      run(5, {
        deliver: () => {
          throw new Error('disk full');
        },
      }),
    ).rejects.toThrow('disk full');
    await clock.pass(1_000);
    await failed;
    expect(crew.members.filter(({ ended }) => !ended).length).toBeLessThanOrEqual(1);
  });

  it('a newer run silences an older one', async () => {
    const { run, told, clock } = bench({ act: () => ({ answers: 10 }) });
    const older = run(100, {}, 'older');
    await clock.pass(25);
    const before = told.length;
    const newer = run(3, {}, 'newer');
    expect((await older).ended).toBe('superseded');
    await clock.pass(100);
    expect((await newer).ended).toBe('done');
    expect(told.slice(before)).toEqual(answered(3, 'newer'));
  });

  it('a newer run waits a little for the workers of the older, and then no longer', async () => {
    const clock = new HandClock();
    const times = [30, 5000];
    const crew = crewOf(
      { act: (job, worker) => ({ answers: job < 2 && worker < 2 ? times[worker]! : 5 }), serial: true },
      clock,
    );
    const pool = new Pool({ hire: crew.hire, size: 2, clock, grace: 120 });
    const told: string[] = [];
    const deliver = (job: number, result: string): void => void told.push(`${job}:${result}`);
    const older = pool.run('it', upTo(2), { deliver });
    await clock.pass(10);
    const newer = pool.run('newer', upTo(4).slice(2), { deliver });
    expect(await older).toMatchObject({ ended: 'superseded' });
    expect(crew.members.map(({ ended }) => ended)).toEqual([false, false]);
    await clock.pass(1000);
    expect(await newer).toMatchObject({ ended: 'done', deaths: 0, failures: [] });
    expect(told).toEqual(['2:2 of newer', '3:3 of newer']);
    expect(crew.members[0]!.ended).toBe(false);
    expect(pool.workers).toBeLessThanOrEqual(2);
    await clock.pass(10_000);
    expect(told).toHaveLength(2);
    expect(clock.waiting).toBe(0);
  });

  it('a run that is stopped drops its jobs, and its workers serve the next one', async () => {
    const clock = new HandClock();
    const crew = crewOf({ act: (job) => ({ answers: job < 2 ? 5000 : 5 }), leavesOff: true }, clock);
    const pool = new Pool({ hire: crew.hire, size: 2, clock, grace: 120 });
    const told: string[] = [];
    const deliver = (job: number, result: string): void => void told.push(`${job}:${result}`);
    const stop = new AbortController();
    const stopped = pool.run('it', [0, 1], { deliver, signal: stop.signal });
    await clock.pass(10);
    stop.abort();
    expect(await stopped).toMatchObject({ ended: 'stopped', told: 0, failures: [], deaths: 0 });
    expect(crew.members.map(({ dropped }) => dropped)).toEqual([[1], [1]]);
    await clock.pass(200);
    const next = pool.run('next', [2, 3], { deliver });
    await clock.pass(100);
    expect(await next).toMatchObject({ ended: 'done', deaths: 0 });
    expect(told).toEqual(['2:2 of next', '3:3 of next']);
    expect(crew.members.map(({ ended }) => ended)).toEqual([false, false]);
    await clock.pass(10_000);
    expect(told).toHaveLength(2);
  });

  it('a worker that does not leave off in time is ended', async () => {
    const clock = new HandClock();
    const crew = crewOf({ act: () => ({ answers: 5000 }) }, clock);
    const pool = new Pool({ hire: crew.hire, size: 2, clock, grace: 120 });
    const stop = new AbortController();
    const stopped = pool.run('it', [0], { deliver: () => {}, signal: stop.signal });
    await clock.pass(10);
    stop.abort();
    await stopped;
    await clock.pass(119);
    expect(crew.members[0]!.ended).toBe(false);
    await clock.pass(1);
    expect(crew.members[0]!.ended).toBe(true);
    expect(pool.workers).toBe(0);
  });

  it('a worker that dies over the last job is replaced by one that is there already', async () => {
    const clock = new HandClock();
    let deaths = 0;
    const crew = crewOf(
      { act: (job) => (job === 9 && deaths++ === 0 ? { dies: 'gone' } : { answers: 5 }) },
      clock,
    );
    const pool = new Pool({ hire: crew.hire, size: 3, clock });
    void pool.run('it', [0, 1, 2, 3], { deliver: () => {} });
    await clock.pass(1000);
    const last = pool.run('it', [9], { deliver: () => {} });
    await clock.pass(1000);
    expect(await last).toMatchObject({ ended: 'done', told: 1, deaths: 1 });
    expect(crew.members).toHaveLength(3);
  });

  it('a worker that is late for a newer run is replaced, and nobody calls that a death', async () => {
    const clock = new HandClock();
    const crew = crewOf({ act: (job) => ({ answers: job === 0 ? 5000 : 5 }), serial: true }, clock);
    const pool = new Pool({ hire: crew.hire, size: 1, clock, grace: 120 });
    const told: string[] = [];
    const deliver = (job: number, result: string): void => void told.push(`${job}:${result}`);
    void pool.run('it', [0], { deliver });
    await clock.pass(10);
    const newer = pool.run('newer', [1, 2], { deliver });
    await clock.pass(119);
    expect(told).toEqual([]);
    expect(crew.members).toHaveLength(1);
    await clock.pass(100);
    expect(await newer).toMatchObject({ ended: 'done', deaths: 0 });
    expect(crew.members.map(({ ended }) => ended)).toEqual([true, false]);
    expect(told).toEqual(['1:1 of newer', '2:2 of newer']);
  });

  it('close ends every worker, idle ones too', async () => {
    const { pool, run, clock, crew } = bench({ act: () => ({ answers: 1 }) });
    const report = run(4);
    await clock.pass(100);
    await report;
    expect(pool.workers).toBe(2);
    pool.close();
    await settle();
    expect(crew.members.every(({ ended }) => ended)).toBe(true);
    expect(pool.workers).toBe(0);
  });
});

describe('between runs', () => {
  it('the workers are kept, and one that dies idle is replaced', async () => {
    const clock = new HandClock();
    let kill: ((reason: string) => void) | null = null;
    const crew = crewOf({ act: () => ({ answers: 1 }) }, clock);
    const pool = new Pool<string, string>({
      hire: (signs) => {
        kill ??= signs.died;
        return crew.hire(signs);
      },
      size: 2,
      clock,
    });
    const told: string[] = [];
    const deliver = (_: number, result: string): void => void told.push(result);
    const first = pool.run('a', [0, 1, 2], { deliver });
    await clock.pass(50);
    await first;
    expect(crew.members.length).toBe(2);
    kill!('the browser reclaimed it');
    expect(pool.workers).toBe(1);
    const second = pool.run('b', [7, 8, 9], { deliver });
    await clock.pass(50);
    expect(await second).toMatchObject({ ended: 'done', deaths: 0 });
    expect(told.slice(3)).toEqual(['7 of b', '8 of b', '9 of b']);
    expect(crew.members.length).toBe(3);
  });
});
