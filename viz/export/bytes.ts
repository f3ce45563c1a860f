// Bytes on their way out and in: the check sum of PNG, ZIP and links, text in UTF-8, base64url, and compression by the
// browser's own streams. What comes from outside is unpacked under a cap that stops the stream, so that no bomb is ever
// held; and what stands after its end is refused here, because engines do not agree about it.

import { Refused } from './refusal.ts';

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** CRC-32 (ISO 3309), as PNG and ZIP have it. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let k = 0; k < bytes.length; k++) c = TABLE[(c ^ bytes[k]!) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The text of bytes in UTF-8, without its byte order mark; null where they are not. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64 for addresses (RFC 4648, section 5), without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let k = 0; k < bytes.length; k += 3) {
    const word = (bytes[k]! << 16) | ((bytes[k + 1] ?? 0) << 8) | (bytes[k + 2] ?? 0);
    const digits = Math.min(4, bytes.length - k + 1);
    for (let d = 0; d < digits; d++) text += DIGITS[(word >>> (18 - 6 * d)) & 63]!;
  }
  return text;
}

/** The bytes; null for what base64url does not write: other characters, a lone last digit, bits left over. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let held = 0;
  let at = 0;
  for (let k = 0; k < text.length; k++) {
    const digit = DIGITS.indexOf(text[k]!);
    if (digit < 0) return null;
    word = (word << 6) | digit;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = word >>> held;
    word &= (1 << held) - 1;
  }
  return word === 0 ? bytes : null;
}

export type Packing = 'deflate' | 'deflate-raw';

export async function deflate(
  bytes: Uint8Array<ArrayBuffer>,
  packing: Packing,
): Promise<Uint8Array<ArrayBuffer>> {
  const unlimited = await through(new CompressionStream(packing), bytes, Infinity);
  if (unlimited === 'over') throw new RangeError('compression has no limit');
  return unlimited;
}

/**
 * Unpacks at most `most` bytes. Throws a Refused that begins with `what` ('the link') where they are more, where they are
 * damaged or cut, and where bytes follow after their end.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  packing: Packing,
  most: number,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const unpacked = await attempt(bytes, packing, most);
  if (unpacked === null) throw damaged(what);
  if (unpacked === 'over')
    throw new Refused(
      'unpacks-too-large',
      `${what} unpacks to more than ${most.toLocaleString('en')} bytes`,
      '',
      'What this program writes is far smaller. Ask who sent it for the scenario as a JSON file.',
    );
  // The last byte is needed, unless there was an end before it; some engines do not mind what follows an end.
  const isShorter = bytes.length > 0 && (await attempt(bytes.subarray(0, -1), packing, most)) !== null;
  if (isShorter) throw damaged(what);
  return unpacked;
}

function damaged(what: string): Refused {
  return new Refused(
    'damaged',
    `${what} is damaged: its contents do not unpack`,
    '',
    'Copy or download it again from where it came.',
  );
}

async function attempt(
  bytes: Uint8Array<ArrayBuffer>,
  packing: Packing,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | 'over' | null> {
  try {
    return await through(new DecompressionStream(packing), bytes, most);
  } catch {
    return null;
  }
}

interface Pair {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}

async function through(
  pair: Pair,
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | 'over'> {
  const writer = pair.writable.getWriter();
  // A fault shows itself to the reader too; here it must only not go unheard.
  const written = Promise.allSettled([writer.write(bytes), writer.close()]);
  const reader = pair.readable.getReader();
  const parts: Uint8Array[] = [];
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await Promise.allSettled([reader.cancel(), written]);
      return 'over';
    }
    parts.push(value);
  }
  await written;
  return joined(parts);
}
