// Plays the weeks: so many a second, from the morning that is shown to the last. It stands still where the reader wants no
// motion, and when another view is looked at.

import { effect, signal } from '../signal.ts';
import type { Signal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Room } from './room.ts';

/** Weeks a second. */
export const SPEEDS = [4, 12, 26, 52] as const;

export interface Player {
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  toggle(): void;
}

export function createPlayer(store: Store, room: Room): Player {
  const playing = signal(false);
  const speed = signal<number>(SPEEDS[1]);
  const last = (): number => room.looked.peek()?.scenario.weeks ?? 0;
  effect(() => {
    void room.looked.value;
    const still = store.screen.reducedMotion.value || store.view.value !== 'people';
    if (playing.value && !still) return play(room, speed.value, last(), () => (playing.value = false));
    playing.value = false;
    return undefined;
  });
  return {
    playing,
    speed,
    toggle() {
      if (!playing.peek() && room.morning.peek() >= last()) room.morning.value = 0;
      playing.value = !playing.peek() && !store.screen.reducedMotion.peek();
      if (!playing.peek()) store.choose({ week: room.morning.peek() });
    },
  };
}

/** From the morning that is shown on; answers what ends it. */
function play(room: Room, speed: number, last: number, ended: () => void): () => void {
  let begun: number | null = null;
  const from = room.morning.peek();
  let frame = 0;
  const step = (now: number): void => {
    begun ??= now;
    const morning = Math.min(last, from + Math.floor(((now - begun) / 1000) * speed));
    if (morning !== room.morning.peek()) room.morning.value = morning;
    if (morning < last) frame = requestAnimationFrame(step);
    else ended();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
