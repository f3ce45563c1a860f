import { describe, expect, it } from 'vitest';
import { replay } from '../../../sim/replay.ts';
import { Desk } from '../../../viz/people/desk.ts';
import { serve } from '../../../viz/people/worker.ts';
import type { Pair } from '../../../viz/people/worker.ts';
import { LIVELY_WORLD, MIXED_POLICY, scenarioOf, tablesOf } from '../../laws/worlds.ts';

interface Started {
  readonly worker: Worker;
  readonly ended: () => boolean;
}

/** The worker's program on a channel of this thread; `deaf`: it never answers. */
function started(deaf = false): Started {
  const { port1, port2 } = new MessageChannel();
  let ended = false;
  if (!deaf) serve(port2 as unknown as Parameters<typeof serve>[0]);
  port2.start();
  port1.start();
  const worker = port1 as unknown as Worker & { terminate(): void };
  worker.terminate = () => {
    ended = true;
    port1.close();
  };
  return { worker, ended: () => ended };
}

async function pairOf(id = 1): Promise<Pair> {
  const scenario = scenarioOf(LIVELY_WORLD, [{}, MIXED_POLICY]);
  const [a, b] = await tablesOf(scenario);
  return { id, scenario, replicate: 0, policies: [a.buffer, b.buffer] };
}

describe('the desk', () => {
  it('brings both worlds, stories and partings as the worker has them, and tells how far it is', async () => {
    const { worker } = started();
    const desk = new Desk(() => worker);
    const pair = await pairOf();
    const parts: number[] = [];
    const worlds = (await desk.worlds(pair, (part) => parts.push(part)))!;
    const [a] = await tablesOf(pair.scenario);
    expect(worlds.replays[0].codes).toEqual(replay(pair.scenario, a, 0).codes);
    expect(worlds.divergences.length).toBeGreaterThan(0);
    expect(worlds.layout.size).toBe(80);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part, k) => part >= (parts[k - 1] ?? 0) && part <= 1)).toBe(true);
    const { person, week } = worlds.divergences[0];
    const story = (await desk.story(pair, person))!;
    expect(story.parting.firsts.fate).toBe(week);
    const [again] = (await desk.partings(pair, [person]))!;
    expect(again).toEqual(story.parting);
    desk.end();
  });

  it('answers the latest question of a kind alone', async () => {
    const { worker } = started();
    const desk = new Desk(() => worker);
    const pair = await pairOf();
    const asked = [0, 1, 2].map((row) => desk.story(pair, { row, arrived: 0 }));
    const told = await Promise.all(asked);
    expect(told.map((one) => one?.parting.person.row ?? null)).toEqual([null, null, 2]);
    desk.end();
  });

  it('ends what is going on for another pair of worlds', async () => {
    const crew = [started(true), started()];
    let hired = 0;
    const desk = new Desk(() => crew[hired++].worker);
    const first = desk.worlds(await pairOf(1));
    const second = desk.worlds(await pairOf(2));
    expect(await first).toBeNull();
    expect((await second)?.layout.size).toBe(80);
    expect(crew[0].ended()).toBe(true);
    desk.end();
    expect(crew[1].ended()).toBe(true);
  });

  it('says why when a worker dies, and has another for the next question', async () => {
    const crew = [started(true), started()];
    let hired = 0;
    const desk = new Desk(() => crew[hired++].worker);
    const lost = desk.worlds(await pairOf());
    crew[0].worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(lost).rejects.toThrow('out of memory');
    expect((await desk.worlds(await pairOf(2)))?.layout.size).toBe(80);
    desk.end();
  });

  it('passes on in words what the model refuses', async () => {
    const { worker } = started();
    const desk = new Desk(() => worker);
    const pair = await pairOf();
    const wrong = { ...pair, policies: [new ArrayBuffer(8), new ArrayBuffer(8)] as const };
    await expect(desk.worlds(wrong)).rejects.toThrow(/a policy of 30 weeks takes/);
    desk.end();
  });
});
