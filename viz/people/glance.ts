// What the maps show on a morning, counted once for all that say it: the pictures, their captions and the slider.

import type { Fate } from '../../sim/replay/fate.ts';
import { countFates, fatesOf, looksOf } from './maps.ts';
import type { Looked, Room } from './room.ts';

export interface Glance {
  readonly looked: Looked;
  /** 0: the start; n: after week n. */
  readonly morning: number;
  /** A look a person on each of the three maps; the buffers are written anew at the next glance. */
  readonly looks: readonly [Uint8Array, Uint8Array, Uint8Array];
  /** People of the group in either world, whoever is drawn. */
  readonly members: readonly [number, number];
  readonly fates: Readonly<Record<Fate, number>>;
  /** Whether only those are drawn whose course differs. */
  readonly only: boolean;
}

/** Glances at a room, on buffers that are kept. */
export function glances(room: Room): () => Glance | null {
  let buffers: readonly [Uint8Array, Uint8Array, Uint8Array] = [0, 1, 2].map(
    () => new Uint8Array(0),
  ) as never;
  let of: Looked | null = null;
  let differing: ReadonlySet<number> = new Set();
  return () => {
    const looked = room.looked.value;
    if (looked === null) return null;
    const { layout, replays, divergences } = looked.worlds;
    if (looked !== of) {
      of = looked;
      differing = new Set(divergences.map(({ person }) => person.row));
      if (buffers[0].length !== layout.size)
        buffers = [0, 1, 2].map(() => new Uint8Array(layout.size)) as never;
    }
    const morning = Math.min(room.morning.value, looked.scenario.weeks);
    const only = room.onlyDiffering.value;
    [0, 1].forEach((n) => looksOf(replays[n]!, morning, only ? differing : null, buffers[2 * n]!));
    fatesOf(divergences, morning, buffers[1]);
    const members = replays.map(({ codes, size }) => membersOn(codes, size, morning));
    return {
      ...{ looked, morning, looks: buffers, only },
      members: [members[0]!, members[1]!],
      fates: countFates(divergences, morning),
    };
  };
}

function membersOn(codes: Uint8Array, size: number, morning: number): number {
  let members = 0;
  for (let n = morning * size; n < (morning + 1) * size; n++) if ((codes[n]! & 7) === 1) members++;
  return members;
}
