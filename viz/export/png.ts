// PNG by chunks (ISO/IEC 15948): texts are put in before the picture, and read back out of foreign files. Only lengths,
// names and check sums are looked at; no pixel is ever decoded here, and no length is believed that the file does not have.

import { crc32, deflate, inflate, joined, textOf, utf8 } from './bytes.ts';
import { Refused } from './refusal.ts';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
/** The keyword of the text that is the recipe. */
export const KEYWORD = 'palinode:recipe';
export const PNG_LIMITS = { bytes: 67_108_864, chunks: 256, text: 1_048_576 } as const;
/** 'IDAT', of which there may be very many. */
const PIXELS = 0x49444154;
/** Bytes of a chunk beside its data: length, name, check sum. */
const FRAME = 12;

export interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
  /** Where it begins in the file. */
  readonly at: number;
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, k) => bytes[k] === byte);
}

/** All chunks but those of pixels. Throws a Refused for what is not a PNG, or not a whole one. */
export function chunksOf(bytes: Uint8Array): Chunk[] {
  if (!isPng(bytes)) throw new Refused('png-broken', 'This is not a PNG', 'byte 0', ADVICE);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    if (bytes.length - at < FRAME) throw broken(at, 'it ends in the middle');
    const length = view.getUint32(at);
    const isPixels = view.getUint32(at + 4) === PIXELS;
    const name = isPixels ? 'IDAT' : String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!isPixels && !/^[A-Za-z]{4}$/.test(name)) throw broken(at, 'a part of it has no name');
    if (length > bytes.length - at - FRAME) throw broken(at, 'it ends in the middle');
    const next = at + FRAME + length;
    if (at === SIGNATURE.length && name !== 'IHDR') throw broken(at, 'it does not begin with its header');
    if (name === 'IEND') return chunks;
    if (!isPixels) {
      if (chunks.length === PNG_LIMITS.chunks)
        throw broken(at, `it has more than ${PNG_LIMITS.chunks} parts`);
      if (crc32(bytes.subarray(at + 4, next - 4)) !== view.getUint32(next - 4))
        throw broken(at, `its part ${name} is damaged`);
      chunks.push({ name, data: bytes.subarray(at + 8, next - 4), at });
    }
    at = next;
  }
  throw broken(bytes.length, 'it has no end');
}

const ADVICE = 'Copy or download it again from where it came.';

function broken(at: number, what: string): Refused {
  return new Refused('png-broken', `This PNG is damaged: ${what}`, `byte ${at}`, ADVICE);
}

/** The text of an iTXt chunk by its keyword, or null where the picture has none. Throws a Refused. */
export async function textIn(bytes: Uint8Array, keyword: string): Promise<string | null> {
  for (const { name, data, at } of chunksOf(bytes)) {
    if (name !== 'iTXt') continue;
    const zero = (from: number): number => {
      const found = data.indexOf(0, from);
      if (found < 0) throw broken(at, 'a text in it is cut');
      return found;
    };
    const end = zero(0);
    if (String.fromCharCode(...data.subarray(0, Math.min(end, 80))) !== keyword) continue;
    const [isPacked, method] = [data[end + 1], data[end + 2]];
    const content = data.slice(zero(zero(end + 3) + 1) + 1);
    if (isPacked === 1 && method !== 0) throw broken(at, 'its text is packed in an unknown way');
    if (isPacked !== 1 && content.length > PNG_LIMITS.text) throw broken(at, 'its text is too long');
    const text = textOf(
      isPacked === 1 ? await inflate(content, 'deflate', PNG_LIMITS.text, 'The text in the PNG') : content,
    );
    if (text === null) throw broken(at, 'its text is not in UTF-8');
    return text;
  }
  return null;
}

export interface PngText {
  readonly keyword: string;
  readonly text: string;
  readonly packed?: boolean;
}

/**
 * The PNG with texts (iTXt, UTF-8) and pixels per metre (pHYs) before its pixels; those that it had are replaced. Throws a
 * Refused where a text is longer than would be read back.
 */
export async function withTexts(
  png: Uint8Array,
  texts: readonly PngText[],
  pixelsPerMetre: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = chunksOf(png)[0]!;
  const after = header.at + FRAME + header.data.length;
  const ours = new Set(texts.map(({ keyword }) => keyword));
  const kept = allBut(
    png,
    after,
    (name, data) => name === 'pHYs' || (name === 'iTXt' && ours.has(keywordOf(data))),
  );
  const made = await Promise.all(texts.map(textChunk));
  return joined([png.subarray(0, after), density(pixelsPerMetre), ...made, ...kept]);
}

function keywordOf(data: Uint8Array): string {
  return String.fromCharCode(...data.subarray(0, Math.min(80, Math.max(0, data.indexOf(0)))));
}

function allBut(
  png: Uint8Array,
  from: number,
  drop: (name: string, data: Uint8Array) => boolean,
): Uint8Array[] {
  const gone = chunksOf(png).filter(({ name, data }) => drop(name, data));
  const parts: Uint8Array[] = [];
  let start = from;
  for (const { at, data } of gone) {
    parts.push(png.subarray(start, at));
    start = at + FRAME + data.length;
  }
  return [...parts, png.subarray(start)];
}

function density(pixelsPerMetre: number): Uint8Array {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  view.setUint32(0, pixelsPerMetre);
  view.setUint32(4, pixelsPerMetre);
  view.setUint8(8, 1); // the unit is the metre
  return chunk('pHYs', data);
}

async function textChunk({ keyword, text, packed = false }: PngText): Promise<Uint8Array> {
  const content = utf8(text);
  if (content.length > PNG_LIMITS.text)
    throw new Refused(
      'png-text-too-long',
      'The scenario is too large to travel in a PNG',
      '',
      'Save it as SVG, ZIP or JSON; those carry a larger one.',
    );
  const head = utf8(`${keyword}\0${packed ? '\u0001' : '\0'}\0\0\0`);
  return chunk('iTXt', joined([head, packed ? await deflate(content, 'deflate') : content]));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = joined([new Uint8Array(4), utf8(name), data, new Uint8Array(4)]);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
