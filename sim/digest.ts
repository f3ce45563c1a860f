// Digests: what makes a seed out of any text, and a fingerprint out of any result. The doorway of @noble/hashes.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** The four 32-bit words that key every draw of a run; any text, of any length and script, gives its own. */
export function seedWords(seed: string): Uint32Array {
  const hash = sha256(utf8(`palinode:seed:${seed}`));
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return Uint32Array.from([0, 4, 8, 12], (offset) => view.getUint32(offset));
}

/** SHA-256 of a value's canonical JSON: equal for equal values, whatever the order of their keys. */
export function digestOf(value: unknown): string {
  return sha256Hex(utf8(canonicalJson(value)));
}

/**
 * JSON in the canonical form of RFC 8785: no spaces, keys in order of their UTF-16 units, numbers as ECMAScript prints
 * them. Members that are undefined are left out, as JSON.stringify does. Throws a TypeError on what JSON cannot say:
 * NaN, infinities, undefined elements, bigints, functions, dates, maps, typed arrays.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (Object.prototype.toString.call(value) === '[object Object]') return canonicalMembers(value as object);
  throw new TypeError(
    `${typeof value === 'number' ? value : Object.prototype.toString.call(value)} has no JSON form`,
  );
}

function canonicalMembers(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

// Written out, because bare JavaScript shells have no TextEncoder. A lone surrogate becomes U+FFFD, as there.
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else
      bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return Uint8Array.from(bytes);
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f);
}
