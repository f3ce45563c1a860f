// The doorway of fflate, which packs; and an own reader, which takes out the few files that are ours and looks at nothing
// else. A ZIP says itself how large its contents are, so no size in it is believed: what is unpacked is cut off by a cap.

import { zipSync } from 'fflate';
import { crc32, inflate, textOf, utf8 } from './bytes.ts';
import { Refused } from './refusal.ts';

export const ZIP_LIMITS = { bytes: 67_108_864, entries: 256, name: 200, unpacked: 16_777_216 } as const;

/** A ZIP of texts. The same texts give the same bytes: there is no clock in it. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, utf8(text)]));
  return zipSync(packed, { level: 6, mtime: new Date(1980, 0, 1) });
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly at: number;
}

const [LOCAL, CENTRAL, FINAL] = [0x04034b50, 0x02014b50, 0x06054b50];

/** The texts of the named files that are in it, at the top or in one folder. Throws a Refused. */
export async function textsInZip(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts = new Map<string, string>();
  let left: number = ZIP_LIMITS.unpacked;
  for (const entry of entriesOf(bytes, view)) {
    const name = entry.name.replace(/^[^/\\]+\//, '');
    if (!wanted.includes(name)) continue;
    if (texts.has(name)) throw broken(entry.at, `${name} is in it twice`);
    const text = await textOfEntry(bytes, view, entry, name, left);
    left -= text.length;
    texts.set(name, text);
  }
  return texts;
}

function* entriesOf(bytes: Uint8Array, view: DataView): Generator<Entry> {
  const end = endOf(bytes, view);
  const count = view.getUint16(end + 10, true);
  if (count > ZIP_LIMITS.entries) throw broken(end, `it has more than ${ZIP_LIMITS.entries} files`);
  let at = view.getUint32(end + 16, true);
  for (let k = 0; k < count; k++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw broken(at, 'its list of files is cut');
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    if (at + 46 + name > end) throw broken(at, 'its list of files is cut');
    if ((view.getUint16(at + 8, true) & 1) === 1) throw broken(at, 'it is locked by a password');
    yield {
      name: name > ZIP_LIMITS.name ? '' : (textOf(bytes.subarray(at + 46, at + 46 + name)) ?? ''),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    };
    at += 46 + name + extra + comment;
  }
}

// The last record begins 22 bytes before the end, or before a comment of at most 65,535.
function endOf(bytes: Uint8Array, view: DataView): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (view.getUint32(at, true) === FINAL && view.getUint16(at + 20, true) === bytes.length - at - 22)
      return at;
  throw broken(bytes.length, 'it has no end');
}

async function textOfEntry(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  { method, crc, packed, at }: Entry,
  name: string,
  most: number,
): Promise<string> {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL)
    throw broken(at, `${name} is not where it should be`);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) throw broken(at, `${name} is cut`);
  if (method !== 0 && method !== 8) throw broken(at, `${name} is packed in an unknown way`);
  const content = bytes.slice(from, from + packed);
  if (method === 0 && content.length > most) throw broken(at, `${name} is too large`);
  const unpacked = method === 0 ? content : await inflate(content, 'deflate-raw', most, `${name} in the ZIP`);
  if (crc32(unpacked) !== crc) throw broken(at, `${name} is damaged`);
  const text = textOf(unpacked);
  if (text === null) throw broken(at, `${name} is not text in UTF-8`);
  return text;
}

function broken(at: number, what: string): Refused {
  return new Refused(
    'zip-broken',
    `This ZIP cannot be read: ${what}`,
    `byte ${at}`,
    'Download it again from where it came, or unpack it and drop its scenario.json.',
  );
}
