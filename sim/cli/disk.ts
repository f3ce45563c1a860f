// What the commands ask of a disk, and no more: so that a test can let any one of these calls fail. All of it waits; results
// are small beside the runs they come from.

import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from './exit.ts';
import { printable, reasonOf } from './terminal.ts';

export interface Disk {
  /** Names in a folder, or null where there is no such folder. */
  list(folder: string): string[] | null;
  makeFolder(folder: string): void;
  open(file: string, flags: 'r' | 'r+' | 'w' | 'wx+'): number;
  size(handle: number): number;
  /** Reads into all of `bytes` from `position` on; the number read is less only at the end of the file. */
  read(handle: number, bytes: Uint8Array, position: number): number;
  /** Writes all of `bytes`. */
  write(handle: number, bytes: Uint8Array, position: number): void;
  truncate(handle: number, length: number): void;
  /** Returns when what was written will survive a power cut. */
  sync(handle: number): void;
  close(handle: number): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
}

export const DISK: Disk = {
  list(folder) {
    try {
      return fs.readdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  makeFolder,
  open: (file, flags) => fs.openSync(file, flags),
  size: (handle) => fs.fstatSync(handle).size,
  read(handle, bytes, position) {
    let read = 0;
    while (read < bytes.length) {
      const more = fs.readSync(handle, bytes, read, bytes.length - read, position + read);
      if (more === 0) break;
      read += more;
    }
    return read;
  },
  write(handle, bytes, position) {
    let written = 0;
    while (written < bytes.length)
      written += fs.writeSync(handle, bytes, written, bytes.length - written, position + written);
  },
  truncate: (handle, length) => fs.ftruncateSync(handle, length),
  sync: (handle) => fs.fsyncSync(handle),
  close: (handle) => fs.closeSync(handle),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (file) => fs.rmSync(file, { force: true }),
};

// Not mkdir's own `recursive`, which never returns where a file system says ENOENT to making a folder (as /proc does).
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** A file that is written piece by piece under another name, and has its own only when it is whole. */
export interface Draft {
  write(bytes: Uint8Array): void;
  /** Whole: from now on the file is there. */
  publish(): void;
  /** Gives up: nothing of it is left. */
  discard(): void;
}

export function startDraft(disk: Disk, file: string): Draft {
  const draft = draftName(file);
  let handle: number | null = disk.open(draft, 'w');
  let length = 0;
  const close = (): void => {
    const open = handle;
    handle = null;
    if (open !== null) disk.close(open);
  };
  return {
    write(bytes) {
      disk.write(handle!, bytes, length);
      length += bytes.length;
    },
    publish() {
      disk.sync(handle!);
      close();
      disk.rename(draft, file);
    },
    discard() {
      quietly(close);
      quietly(() => disk.remove(draft));
    },
  };
}

/** The name under which a file is written until it is whole. */
export function draftName(file: string): string {
  return file.replace(/[^/]*$/, (name) => `.${name}.partial`);
}

/** Makes sure, before hours of work, that a file can be written where it is wanted. Throws a Refusal. */
export function expectWritable(file: string): void {
  try {
    makeFolder(dirname(file));
    fs.accessSync(dirname(file), fs.constants.W_OK);
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
      throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    throw new Refusal('output', `${printable(file)} cannot be written: ${reasonOf(error)}.`, '', error);
  }
}

/** Writes a file whole or not at all. Throws a Refusal. */
export function replaceFile(file: string, text: string, disk: Disk = DISK): void {
  try {
    const draft = startDraft(disk, file);
    try {
      draft.write(Buffer.from(text, 'utf8'));
      draft.publish();
    } catch (error) {
      draft.discard();
      throw error;
    }
  } catch (error) {
    throw new Refusal('output', `${printable(file)} cannot be written: ${reasonOf(error)}.`, '', error);
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // What cannot be tidied up does not matter beside what went wrong before.
  }
}
