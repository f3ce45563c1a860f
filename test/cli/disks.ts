// A disk in a folder of the real one, on which the n-th call fails: with or without having done a part of its work.
import { DISK } from '../../sim/cli/disk.ts';
import type { Disk } from '../../sim/cli/disk.ts';

export interface FaultyDisk {
  readonly disk: Disk;
  /** Calls made so far. */
  calls(): number;
}

/** `failing` counts from 1; 0 fails never. From the n-th call on `lasting` disks stay broken. */
export function faultyDisk(failing: number, code = 'ENOSPC', lasting = false): FaultyDisk {
  let calls = 0;
  const faulty = <Args extends unknown[], Answer>(name: string, call: (...args: Args) => Answer) => {
    return (...args: Args): Answer => {
      calls++;
      if (failing === 0 || (lasting ? calls < failing : calls !== failing)) return call(...args);
      // A full disk takes the first half of what is written.
      if (name === 'write') {
        const [handle, bytes, position] = args as unknown as Parameters<Disk['write']>;
        DISK.write(handle, bytes.subarray(0, bytes.length >> 1), position);
      }
      throw Object.assign(new Error(`${code}: it failed, ${name}`), { code });
    };
  };
  const entries = Object.entries(DISK).map(([name, call]) => [name, faulty(name, call as () => unknown)]);
  return { disk: Object.fromEntries(entries) as Disk, calls: () => calls };
}
