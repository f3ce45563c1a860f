// The folder of a run: whose it is, whether a run may begin in it, go on in it or must keep away, and the files that are
// written into it from the journal when every replicate is done.

import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { draftName } from './disk.ts';
import { Refusal } from './exit.ts';
import { Journal } from './journal.ts';
import { printable } from './terminal.ts';

export const FILES = ['series.csv', 'summary.csv', 'scenario.json', 'manifest.json'] as const;
export type FileName = (typeof FILES)[number];
export const JOURNAL = 'journal.palinode';

/** What makes two commands the same run. */
export interface Identity {
  readonly format: 1;
  readonly engine: string;
  readonly scenario: string;
  readonly seed: string;
  readonly policy: string;
  readonly replicates: number;
}

const WORDS: Readonly<Record<keyof Identity, string>> = {
  format: 'the format of the journal',
  engine: 'the version of the engine',
  scenario: 'the scenario',
  seed: 'the seed',
  policy: 'the policy',
  replicates: 'the number of replicates',
};

/** The journal of this run in this folder, begun or gone on with. Throws a Refusal where the folder is not free for it. */
export function openFolder(disk: Disk, folder: string, identity: Identity, force: boolean): Journal {
  const names = listed(disk, folder);
  if (names === null) disk.makeFolder(folder);
  const path = join(folder, JOURNAL);
  const exists = names?.includes(JOURNAL) === true;
  if (names !== null && names.length > 0) {
    if (force) clear(disk, folder);
    else if (!exists) throw inTheWay(folder, names);
  }
  const journal = new Journal(disk, path, exists && !force);
  try {
    if (journal.identity === null) journal.begin(JSON.stringify(identity));
    else refuseForeign(folder, journal.identity, identity);
  } catch (error) {
    journal.close();
    throw error;
  }
  return journal;
}

function listed(disk: Disk, folder: string): string[] | null {
  try {
    return disk.list(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
    throw new Refusal('exists', `${printable(folder)} is a file, not a folder.`, '', error);
  }
}

function inTheWay(folder: string, names: readonly string[]): Refusal {
  const finished = names.includes('manifest.json') && names.includes('series.csv');
  const what = finished ? 'holds the results of a run that is finished' : 'is not empty';
  return new Refusal(
    'exists',
    `${printable(folder)} ${what}.`,
    'Choose another folder, or --force to replace what a run writes there (series.csv, summary.csv, scenario.json, manifest.json).',
  );
}

function refuseForeign(folder: string, found: string, identity: Identity): void {
  const other = parsed(found);
  const names = Object.keys(WORDS) as (keyof Identity)[];
  const different = names.filter((name) => other[name] !== identity[name]);
  if (different.length === 0) return;
  // A seed is part of the scenario: where it differs, nothing more needs to be said.
  const told = different.filter(
    (name) => name !== 'scenario' || !(different.includes('seed') || different.includes('replicates')),
  );
  throw new Refusal(
    'foreign',
    `${printable(folder)} holds a run that was not finished, and it is not this one: ${told.map((name) => WORDS[name]).join(', ')} differ${told.length === 1 ? 's' : ''}.`,
    'Give the command that began it to go on with it, choose another folder, or --force to begin anew.',
  );
}

function parsed(text: string): Partial<Identity> {
  try {
    return JSON.parse(text) as Partial<Identity>;
  } catch {
    return {};
  }
}

/** Removes what a run writes, finished or not, and nothing else. */
function clear(disk: Disk, folder: string): void {
  // The journal last: as long as it is there, the folder is known to be a run's.
  for (const name of FILES) {
    disk.remove(draftName(join(folder, name)));
    disk.remove(join(folder, name));
  }
  disk.remove(join(folder, JOURNAL));
}

/** The run is finished: its files are safe on the disk before the journal goes. */
export function closeFolder(disk: Disk, folder: string, journal: Journal): void {
  journal.close();
  syncFolder(disk, folder);
  for (const name of FILES) disk.remove(draftName(join(folder, name)));
  disk.remove(join(folder, JOURNAL));
}

// Not every system can do this for a folder; where it cannot, there is nothing to be done.
function syncFolder(disk: Disk, folder: string): void {
  try {
    const handle = disk.open(folder, 'r');
    try {
      disk.sync(handle);
    } finally {
      disk.close(handle);
    }
  } catch {
    // See above.
  }
}
