// What is put off until its turn: places that are seen, the others once somebody is there, one at a time, and of several fills
// of a place the last alone.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { atOnce, inTurns, watchReader } from '../../viz/later.ts';

type Told = (entries: { target: unknown; isIntersecting: boolean }[]) => void;

class Watcher {
  static all: Watcher[] = [];
  readonly watched: unknown[] = [];
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
    Watcher.all.push(this);
  }

  observe(place: unknown): void {
    this.watched.push(place);
  }

  disconnect(): void {
    this.watched.length = 0;
  }

  see(target: unknown, isIntersecting = true): void {
    this.#told([{ target, isIntersecting }]);
  }
}

function bench() {
  vi.useFakeTimers();
  Watcher.all = [];
  vi.stubGlobal('IntersectionObserver', Watcher);
  const calls: (() => void)[] = [];
  const later = inTurns((call) => void calls.push(call));
  const filled: string[] = [];
  const put = (place: object, what: string): void =>
    later(place as HTMLElement, () => void filled.push(what));
  return { put, filled, watcher: Watcher.all[0]!, arrive: () => calls.forEach((call) => call()) };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is put off', () => {
  it('waits until its place is seen, and is done in a task of its own', () => {
    const { put, filled, watcher } = bench();
    const [a, b] = [{}, {}];
    put(a, 'a');
    put(b, 'b');
    vi.runAllTimers();
    expect(filled).toEqual([]);
    watcher.see(a, false);
    vi.runAllTimers();
    expect(filled).toEqual([]);
    watcher.see(b);
    expect(filled).toEqual([]);
    vi.runAllTimers();
    expect(filled).toEqual(['b']);
  });

  it('is done one after the other once somebody is there, a place by its last fill', () => {
    const { put, filled, watcher, arrive } = bench();
    const [a, b] = [{}, {}];
    put(a, 'a');
    put(b, 'b');
    put(a, 'a again');
    arrive();
    expect(watcher.watched).toEqual([]);
    vi.advanceTimersToNextTimer();
    expect(filled).toEqual(['a again']);
    vi.advanceTimersToNextTimer();
    expect(filled).toEqual(['a again', 'b']);
    put(a, 'a once more');
    vi.runAllTimers();
    expect(filled).toEqual(['a again', 'b', 'a once more']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is done at once where nobody waits', () => {
    let done = false;
    atOnce({} as HTMLElement, () => (done = true));
    expect(done).toBe(true);
  });
});

describe('a reader', () => {
  it('is there from the first sign on, or after six seconds, and is told of once', () => {
    for (const sign of ['pointermove', 'keydown', 'wheel', 'touchstart', null]) {
      vi.useFakeTimers();
      const window = new EventTarget();
      const attended = watchReader(window as unknown as Window);
      let told = 0;
      attended(() => told++);
      vi.advanceTimersByTime(5999);
      expect(told).toBe(0);
      if (sign === null) vi.advanceTimersByTime(1);
      else window.dispatchEvent(new Event(sign));
      expect(told).toBe(1);
      window.dispatchEvent(new Event('keydown'));
      vi.advanceTimersByTime(10_000);
      expect(told).toBe(1);
      attended(() => told++);
      expect(told).toBe(2);
      vi.useRealTimers();
    }
  });
});
