// The journal of a run: every finished replicate is appended to one file, with a checksum, before anything else is done with
// it. Whatever kills the program, at any moment, costs at most the replicates in the making: a torn record at the end is cut
// off, the rest is read back, and since a replicate is a pure function of its number, the outcome is the same.

import { createHash } from 'node:crypto';
import type { Disk } from './disk.ts';

/** Where a replicate's record lies. */
interface Place {
  readonly position: number;
  readonly length: number;
}

// A record: its length, its number (0 for the identity, else replicate + 1), SHA-256 of both and of the rest, the rest.
const HEAD = 8;
const SUM = 32;
/** Milliseconds between waits for the disk: a kill loses nothing that was written, a power cut what came after the last. */
const SYNC_MS = 250;

export class Journal {
  readonly #disk: Disk;
  readonly #handle: number;
  readonly #places = new Map<number, Place>();
  /** What the file says it is a journal of; null for a new one. */
  readonly identity: string | null;
  #end = 0;
  #synced: number;

  /** Opens a journal, or begins one; what is torn at its end is cut off. */
  constructor(disk: Disk, file: string, exists: boolean) {
    this.#disk = disk;
    this.#handle = disk.open(file, exists ? 'r+' : 'wx+');
    this.#synced = performance.now();
    this.identity = exists ? this.#scan() : null;
  }

  /** Replicates that are in it. */
  get done(): ReadonlySet<number> {
    return new Set(this.#places.keys());
  }

  /** Says what it is a journal of; the first thing in it. */
  begin(identity: string): void {
    this.#append(0, Buffer.from(identity, 'utf8'));
    this.#sync();
  }

  append(replicate: number, record: Uint8Array): void {
    if (this.#places.has(replicate)) return;
    const position = this.#append(replicate + 1, record);
    this.#places.set(replicate, { position, length: record.length });
    if (performance.now() - this.#synced >= SYNC_MS) this.#sync();
  }

  /** The record of a replicate that is done. */
  read(replicate: number): Uint8Array {
    const { position, length } = this.#places.get(replicate)!;
    const record = new Uint8Array(length);
    this.#disk.read(this.#handle, record, position);
    return record;
  }

  close(): void {
    try {
      this.#sync();
    } finally {
      this.#disk.close(this.#handle);
    }
  }

  // What a failed write left is written over by the next, or cut off when the file is opened again.
  #append(number: number, record: Uint8Array): number {
    const position = this.#end + HEAD + SUM;
    this.#disk.write(this.#handle, framed(number, record), this.#end);
    this.#end = position + record.length;
    return position;
  }

  #sync(): void {
    this.#disk.sync(this.#handle);
    this.#synced = performance.now();
  }

  #scan(): string | null {
    const size = this.#disk.size(this.#handle);
    let identity: string | null = null;
    for (;;) {
      const found = this.#recordAt(this.#end, size);
      if (found === null || (this.#end === 0) !== (found.number === 0)) break;
      const position = this.#end + HEAD + SUM;
      if (found.number === 0) identity = Buffer.from(found.record).toString('utf8');
      else this.#places.set(found.number - 1, { position, length: found.record.length });
      this.#end = position + found.record.length;
    }
    if (this.#end < size) this.#disk.truncate(this.#handle, this.#end);
    return identity;
  }

  #recordAt(at: number, size: number): { number: number; record: Uint8Array } | null {
    if (at + HEAD + SUM > size) return null;
    const head = Buffer.alloc(HEAD + SUM);
    this.#disk.read(this.#handle, head, at);
    const length = head.readUInt32LE(0);
    if (at + HEAD + SUM + length > size) return null;
    const record = new Uint8Array(length);
    this.#disk.read(this.#handle, record, at + HEAD + SUM);
    const number = head.readUInt32LE(4);
    return checksum(head.subarray(0, HEAD), record).equals(head.subarray(HEAD)) ? { number, record } : null;
  }
}

function framed(number: number, record: Uint8Array): Uint8Array {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(record.length, 0);
  head.writeUInt32LE(number, 4);
  return Buffer.concat([head, checksum(head, record), record]);
}

function checksum(head: Uint8Array, record: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(record).digest();
}
