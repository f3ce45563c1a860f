/** Where things stand in a text of JSON: lines and columns, keys that stand twice, and the places of JSON pointers. */
import { walkJson, type JsonFault, type Path } from '../json.ts';
import { TOLD } from '../problems.ts';
import { SAID } from './syntax.ts';

export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns, from 1, of offsets. Lines end with LF, CRLF or CR; columns count UTF-16 units, as editors do. O(length). */
export function linesAndColumns(text: string, offsets: readonly number[]): LineAndColumn[] {
  const order = offsets.map((_, k) => k).sort((a, b) => offsets[a]! - offsets[b]!);
  const places: LineAndColumn[] = [];
  let line = 1;
  let start = 0;
  let at = 0;
  for (const k of order) {
    for (; at < offsets[k]!; at++) {
      const c = text.charCodeAt(at);
      if (c !== 10 && (c !== 13 || text.charCodeAt(at + 1) === 10)) continue;
      line++;
      start = at + 1;
    }
    places[k] = { line, column: offsets[k]! - start + 1 };
  }
  return places;
}

/**
 * What is wrong with a text as JSON: its first fault of syntax, or else the keys that an object has twice, each at its later place. The
 * first of them are told, `more` are counted.
 */
export function faultsOf(text: string): { readonly faults: JsonFault[]; readonly more: number } {
  const found: {
    readonly name: string;
    readonly path: Path;
    readonly offset: number;
    readonly first: number;
  }[] = [];
  const known: (Map<string, number> | undefined)[] = [undefined];
  let more = 0;
  const broken = walkJson(text, {
    open: () => known.push(undefined),
    close: () => known.pop(),
    key(name, offset, path) {
      const names = (known[known.length - 1] ??= new Map<string, number>());
      const first = names.get(name);
      if (first === undefined) names.set(name, offset);
      else if (found.length < TOLD) found.push({ name, path: [...path, name], offset, first });
      else more++;
    },
  });
  if (broken !== null) return { faults: [broken], more: 0 };
  const firsts = linesAndColumns(
    text,
    found.map(({ first }) => first),
  );
  const faults = found.map(({ name, path, offset }, k) => {
    const [code, message, advice] = SAID.twice(name, firsts[k]!);
    return { code, offset, path, message, advice };
  });
  return { faults, more };
}

/** Offsets at which the value of a path and its key begin; of what is not there, where the nearest thing around it begins. */
export interface Place {
  readonly value: number;
  readonly key: number;
  readonly found: boolean;
}

interface Wanted {
  readonly next: Map<string, Wanted>;
  value: number;
  key: number;
}

/** The places of some paths in a text of JSON, in one walk. */
export function findPlaces(text: string, paths: readonly Path[]): Place[] {
  const root = wanted();
  const ends = paths.map((path) => path.reduce(step, root));
  const trail: (Wanted | undefined)[] = []; // the wanted ones among the brackets that are open
  let current: Wanted | undefined;
  walkJson(text, {
    key(name, offset) {
      const here = trail.at(-1)?.next.get(name);
      if (here !== undefined && here.key < 0) here.key = offset;
    },
    value(offset, path) {
      current = path.length === 0 ? root : trail.at(-1)?.next.get(String(path.at(-1)));
      if (current !== undefined && current.value < 0) current.value = offset;
    },
    open: () => trail.push(current),
    close: () => trail.pop(),
  });
  return paths.map((path, k) => {
    const { value, key } = ends[k]!;
    if (value >= 0) return { value, key: key < 0 ? value : key, found: true };
    const around = nearestAround(root, path);
    return { value: around, key: around, found: false };
  });
}

const wanted = (): Wanted => ({ next: new Map(), value: -1, key: -1 });

function step(from: Wanted, name: string | number): Wanted {
  const to = from.next.get(String(name)) ?? wanted();
  from.next.set(String(name), to);
  return to;
}

function nearestAround(root: Wanted, path: Path): number {
  let offset = Math.max(0, root.value);
  let at = root;
  for (const name of path) {
    at = at.next.get(String(name))!;
    if (at.value < 0) break;
    offset = at.value;
  }
  return offset;
}

/** The offset, within a text in quotes that begins at `offset`, of the nth UTF-16 unit of what it says. */
export function withinString(text: string, offset: number, n: number): number {
  let at = offset + 1;
  for (let k = 0; k < n && text[at] !== '"' && at < text.length; k++)
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  return at;
}

/** A path as a JSON pointer (RFC 6901). */
export const pointerOf = (path: Path): string =>
  path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
