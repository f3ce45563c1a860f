// What a run leaves on a disk, whatever happens to the disk: a torn or spoiled record is never read back as one, and where
// any one call fails the next attempt ends with the very files of a run that nothing happened to.
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriesLines } from '../sim/cli/csv.ts';
import { csvLine } from '../sim/csv.ts';
import { DISK } from '../sim/cli/disk.ts';
import type { Disk } from '../sim/cli/disk.ts';
import { Refusal } from '../sim/cli/exit.ts';
import { closeFolder, FILES, JOURNAL, openFolder } from '../sim/cli/folder.ts';
import type { Identity } from '../sim/cli/folder.ts';
import { Journal } from '../sim/cli/journal.ts';
import { keptOf, recordOf, writeResults } from '../sim/cli/results.ts';
import { MEASURES } from '../sim/measures.ts';
import { seriesColumns } from '../sim/series.ts';
import { faultyDisk } from './cli/disks.ts';
import { smallScenario } from './pool/crew.ts';

const SEED = { seed: 20151001 };
const REPLICATES = 3;
const scenario = smallScenario({ weeks: 3, replicates: REPLICATES });
const identity: Identity = {
  ...{ format: 1, engine: '0', scenario: 's', seed: 'x', policy: 'voices', replicates: REPLICATES },
};

/** A record that a replicate might have: numbers that are hard to print among them. */
function recordFor(replicate: number): Uint8Array {
  const hard = [0.1, NaN, -0, 5e-324, 1.7976931348623157e308, 1 / 3, replicate];
  const many = (n: number): Float64Array =>
    Float64Array.from({ length: n }, (_, k) => hard[(k + replicate) % 7]!);
  const outcomes = many(MEASURES.length).map((value) => (Math.abs(value) > 1e300 ? 1 : value));
  const values = many(seriesColumns(scenario).length * scenario.weeks);
  return recordOf({ digest: String(replicate).repeat(64), outcomes, values });
}

/** All that a run does to its folder, but for the running. */
async function work(disk: Disk, folder: string, force = false): Promise<void> {
  const journal = openFolder(disk, folder, identity, force);
  try {
    for (let r = 0; r < REPLICATES; r++) if (!journal.done.has(r)) journal.append(r, recordFor(r));
    const replicates = Array.from(journal.done).sort();
    const results = { scenario, policy: 'voices', command: 'it', journal, replicates, failures: [] };
    await writeResults(
      disk,
      folder,
      results,
      () => Promise.resolve(),
      () => {},
    );
    closeFolder(disk, folder, journal);
  } catch (error) {
    try {
      journal.close();
    } catch {
      // As in run.ts.
    }
    throw error;
  }
}

let place: string;
beforeEach(() => void (place = mkdtempSync(join(tmpdir(), 'palinode-'))));
afterEach(() => rmSync(place, { recursive: true, force: true }));
const contents = (folder: string): string[] => FILES.map((name) => readFileSync(join(folder, name), 'utf8'));

describe('a journal', () => {
  const path = (): string => join(place, 'j');
  const fill = (records: readonly Uint8Array[]): void => {
    const journal = new Journal(DISK, path(), false);
    journal.begin('what it is');
    records.forEach((record, r) => journal.append(r, record));
    journal.close();
  };
  const readBack = (): { identity: string | null; records: Map<number, Uint8Array> } => {
    const journal = new Journal(DISK, path(), true);
    const records = new Map(Array.from(journal.done, (r) => [r, journal.read(r)]));
    journal.close();
    return { identity: journal.identity, records };
  };

  it('reads back what was written, and goes on where it was', () => {
    fill([new Uint8Array([1, 2]), new Uint8Array(0)]);
    const journal = new Journal(DISK, path(), true);
    expect([journal.identity, [...journal.done]]).toEqual(['what it is', [0, 1]]);
    journal.append(7, new Uint8Array([9]));
    journal.append(0, new Uint8Array([8])); // There already: a record is never replaced.
    expect(journal.read(7)).toEqual(new Uint8Array([9]));
    journal.close();
    expect([...readBack().records]).toEqual([
      [0, new Uint8Array([1, 2])],
      [1, new Uint8Array(0)],
      [7, new Uint8Array([9])],
    ]);
  });

  it('cut off anywhere keeps exactly the records that are whole', () => {
    const records = [new Uint8Array([1, 2, 3]), new Uint8Array([4]), new Uint8Array([5, 6])];
    fill(records);
    const whole = readFileSync(path());
    const ends = [40 + 10, ...records.map(({ length }) => 40 + length)].map((_, k, sizes) =>
      sizes.slice(0, k + 1).reduce((sum, size) => sum + size, 0),
    );
    expect(ends.at(-1)).toBe(whole.length);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path(), whole.subarray(0, length));
      const kept = Math.max(0, ends.filter((end) => end <= length).length - 1);
      const back = readBack();
      expect([...back.records.values()]).toEqual(records.slice(0, kept));
      expect(back.identity).toBe(length >= ends[0]! ? 'what it is' : null);
      // And it can be written to: what was torn is gone.
      expect(readFileSync(path()).length).toBe(length < ends[0]! ? 0 : ends[kept]);
    }
  });

  it('never gives back a record that was spoiled', () => {
    const records = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        records,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array(),
        (all, where, flip, junk) => {
          rmSync(path(), { force: true });
          fill(all);
          const bytes = readFileSync(path());
          bytes[where % bytes.length]! ^= flip;
          writeFileSync(path(), bytes);
          appendFileSync(path(), junk);
          for (const [r, record] of readBack().records) expect(record).toEqual(all[r]);
        },
      ),
      { ...SEED, numRuns: 150 },
    );
  });

  it('a write that fails half-way leaves nothing for the next to stumble over', () => {
    fill([new Uint8Array([1])]);
    for (let n = 1; n < 40; n++) {
      const { disk } = faultyDisk(n);
      try {
        const journal = new Journal(disk, path(), true);
        try {
          journal.append(100 + n, new Uint8Array([n, n, n, n]));
        } finally {
          journal.append(200 + n, new Uint8Array([n]));
          journal.close();
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
      for (const [r, record] of readBack().records) if (r >= 100) expect(record[0]).toBe(r % 100);
    }
    expect(readBack().records.get(0)).toEqual(new Uint8Array([1]));
  });
});

describe('a folder', () => {
  it('whichever call fails, the same command ends with the same files', async () => {
    const good = join(place, 'good');
    const counted = faultyDisk(0);
    await work(counted.disk, good);
    expect(readdirSync(good).sort()).toEqual([...FILES].sort());
    expect(counted.calls()).toBeGreaterThan(25);
    for (const code of ['ENOSPC', 'EIO']) {
      for (let n = 1; n <= counted.calls(); n++) {
        const folder = join(place, `${code}-${n}`);
        const { disk } = faultyDisk(n, code, code === 'EIO');
        const failed = await work(disk, folder).then(
          () => false,
          (error: unknown) => (expect(error).toMatchObject({ code }), true),
        );
        const finished =
          !(DISK.list(folder) ?? []).includes(JOURNAL) && DISK.list(folder)?.length === FILES.length;
        if (!failed || finished) expect(contents(folder)).toEqual(contents(good));
        // A finished folder is refused; any other is gone on with.
        if (finished) await expect(work(DISK, folder)).rejects.toThrow('finished');
        else await work(DISK, folder);
        expect(contents(folder), `${code} in call ${n}`).toEqual(contents(good));
        expect(readdirSync(folder).sort()).toEqual([...FILES].sort());
      }
    }
  });

  it('of another run is left alone, with what differs', async () => {
    const journal = openFolder(DISK, place, identity, false);
    journal.append(0, recordFor(0));
    journal.close();
    const other: Identity = { ...identity, policy: 'deterrence', scenario: 'other' };
    expect(() => openFolder(DISK, place, other, false)).toThrow(/the scenario, the policy differ\./);
    expect(() => openFolder(DISK, place, { ...identity, engine: '1' }, false)).toThrow(
      /the version of the engine differs/,
    );
    const again = openFolder(DISK, place, identity, false);
    expect([...again.done]).toEqual([0]);
    again.close();
    const forced = openFolder(DISK, place, other, true);
    expect([...forced.done]).toEqual([]);
    forced.close();
  });

  it('with an unreadable journal begins anew, one with other things in it is refused', async () => {
    await work(DISK, join(place, 'good'));
    const folder = join(place, 'torn');
    const journal = openFolder(DISK, folder, identity, false);
    journal.close();
    truncateSync(join(folder, JOURNAL), 11);
    await work(DISK, folder);
    expect(contents(folder)).toEqual(contents(join(place, 'good')));
    writeFileSync(join(place, 'notes.txt'), '');
    for (const taken of [place, join(place, 'notes.txt')])
      await expect(work(DISK, taken)).rejects.toThrow(Refusal);
  });
});

describe('a record', () => {
  it('keeps every number to the last bit', () => {
    const { digest, outcomes, values } = keptOf(recordFor(2));
    expect(recordOf({ digest, outcomes, values })).toEqual(recordFor(2));
    expect(Object.is(keptOf(recordFor(0)).values[2], -0)).toBe(true);
  });
});

describe('a line of CSV', () => {
  it('reads back as the same number, for any number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(csvLine([value]))).toBe(value + 0);
      }),
      SEED,
    );
    expect(csvLine([NaN, null, 1])).toBe(',,1\r\n');
  });
  it('of a series is what it would be alone', () => {
    const hard = fc.oneof(
      fc.double(),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom(0, -0, 9, 10, 99, 100, 999_999_999, 1e9, 1e10, 2 ** 53, 1e21, 1e22, 0.1 + 0.2),
    );
    const series = fc.array(hard, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(series, fc.string(), (numbers, policy) => {
        const names = ['a', '=b', 'c,d'];
        const written = seriesLines(
          `${csvLine([policy]).slice(0, -2)},7,`,
          names,
          4,
          Float64Array.from(numbers),
        );
        const lines = names.flatMap((name, c) =>
          [0, 1, 2, 3].map(
            (t) => `${csvLine([policy, 7, t]).slice(0, -2)},${name},${csvLine([numbers[4 * c + t]!])}`,
          ),
        );
        expect(Buffer.from(written).toString('utf8')).toBe(lines.join(''));
      }),
      { ...SEED, numRuns: 300 },
    );
  });
  it('is quoted as RFC 4180 has it, and is no formula', () => {
    expect(csvLine(['a,b', 'say "hm"', 'two\nlines', 'plain'])).toBe(
      '"a,b","say ""hm""","two\nlines",plain\r\n',
    );
    expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', -1])).toBe("'=1+1,'+1,'-1,'@x,'\tx,-1\r\n");
  });
});
