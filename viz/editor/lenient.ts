// A text of JSON while somebody is writing it: what of it can be made out, whatever is missing or too much. For completion and
// hover only; what counts is said by sim/read.ts. One pass, without recursion.

/** A value: for a container the keys or items in it; for a scalar what it says, as far as that can be told. */
export interface Piece {
  readonly start: number;
  /** After its last character; beyond the text where it is not closed. */
  end: number;
  readonly kind: 'object' | 'array' | 'scalar';
  readonly entries: Entry[];
  readonly value?: unknown;
}

export interface Entry {
  /** The key, or the place in the list. */
  readonly name: string | number;
  readonly key: Token | null;
  /** Where the colon is; -1 where there is none yet. */
  colon: number;
  value: Piece | null;
}

interface Token {
  readonly start: number;
  readonly end: number;
}

/** Characters of a text that are looked at: a scenario has a few thousand, only networks have more. */
const MOST = 1_000_000;
const TOKEN = /"(?:[^"\\\r\n]|\\.)*"?|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** The outermost value, or null where there is none. */
export function lenient(text: string): Piece | null {
  const open: Piece[] = [];
  let root: Piece | null = null;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null && found.index < MOST; found = TOKEN.exec(text)) {
    const [word] = found;
    const start = found.index;
    const end = start + word.length;
    const around = open.at(-1);
    if (word === '}' || word === ']') {
      close(open, word === '}' ? 'object' : 'array', end);
    } else if (word === ':') {
      if (around?.kind === 'object') colon(around, start);
    } else if (word === '{' || word === '[') {
      const piece: Piece = {
        start,
        end: text.length + 1,
        kind: word === '{' ? 'object' : 'array',
        entries: [],
      };
      root ??= piece;
      put(around, piece);
      open.push(piece);
    } else if (word !== ',') {
      scalar(around, word, start, end);
      root ??= { start, end, kind: 'scalar', entries: [], value: valueOf(word) };
    }
  }
  return root;
}

/** Closes the innermost of a kind, and what was left open within; a bracket that closes nothing is passed over. */
function close(open: Piece[], kind: Piece['kind'], end: number): void {
  const k = open.findLastIndex((piece) => piece.kind === kind);
  if (k >= 0) for (const piece of open.splice(k)) piece.end = end;
}

/** After a key comes its colon; after a text that was taken for a value, that shows it to be the next key. */
function colon(around: Piece, start: number): void {
  const entry = around.entries.at(-1);
  if (entry === undefined) return;
  if (entry.colon < 0) entry.colon = start;
  else if (entry.value?.kind === 'scalar' && typeof entry.value.value === 'string') {
    const { value: name, ...key } = entry.value;
    entry.value = null;
    around.entries.push({ name: name as string, key, colon: start, value: null });
  }
}

/** The entry that waits for a value. */
const waiting = (around: Piece): Entry | undefined => {
  const last = around.entries.at(-1);
  return last && last.colon >= 0 && last.value === null ? last : undefined;
};

function put(around: Piece | undefined, piece: Piece): void {
  if (around === undefined) return;
  if (around.kind === 'array')
    around.entries.push({ name: around.entries.length, key: null, colon: -1, value: piece });
  else {
    const entry = waiting(around);
    if (entry) entry.value = piece;
  }
}

function scalar(around: Piece | undefined, word: string, start: number, end: number): void {
  const piece: Piece = { start, end, kind: 'scalar', entries: [], value: valueOf(word) };
  if (around?.kind !== 'object' || waiting(around)) return put(around, piece);
  const name = word.startsWith('"') ? String(valueOf(word)) : word;
  around.entries.push({ name, key: { start, end }, colon: -1, value: null });
}

function valueOf(word: string): unknown {
  try {
    return JSON.parse(word) as unknown;
  } catch {
    return word.replace(/^"|"$/g, '');
  }
}

/** Where an offset is: the containers around it, the way to them, and what it touches. */
export interface Spot {
  readonly path: readonly (string | number)[];
  readonly around: Piece;
  /** The entry that it is in or right after the key of; undefined between entries. */
  readonly entry: Entry | undefined;
  readonly at: 'key' | 'value' | 'between';
}

/** The place of an offset; null outside of every container. */
export function spotAt(root: Piece | null, offset: number): Spot | null {
  if (root === null || root.kind === 'scalar') return null;
  const path: (string | number)[] = [];
  let around = root;
  if (!isInside(root, offset)) return null;
  for (;;) {
    const entry = entryAt(around, offset);
    if (entry?.value && entry.value.kind !== 'scalar' && isInside(entry.value, offset)) {
      path.push(entry.name);
      around = entry.value;
      continue;
    }
    return { path, around, entry, at: placeIn(entry, offset) };
  }
}

const isInside = ({ start, end }: Piece, offset: number): boolean => offset > start && offset < end;

/** The entry that an offset touches, or whose value it may be writing. */
function entryAt({ entries }: Piece, offset: number): Entry | undefined {
  return entries.findLast(({ key, value }) => {
    const start = key?.start ?? value?.start ?? 0;
    if (offset < start) return false;
    // After a key without a colon nothing else can come; a bracket that is closed is left behind.
    if (value === null) return true;
    return value.kind === 'scalar' ? offset <= value.end : offset < value.end;
  });
}

function placeIn(entry: Entry | undefined, offset: number): Spot['at'] {
  if (entry === undefined) return 'between';
  if (entry.key !== null && offset <= entry.key.end) return 'key';
  if (entry.key !== null && (entry.colon < 0 || offset <= entry.colon)) return 'between';
  return 'value';
}

/** The values of a piece, of objects and lists too: what the schema needs to choose between alternatives. */
export function roughly(piece: Piece | null, depth = 0): unknown {
  if (piece === null || depth > 32) return undefined;
  if (piece.kind === 'scalar') return piece.value;
  if (piece.kind === 'array') return piece.entries.map(({ value }) => roughly(value, depth + 1));
  return Object.fromEntries(piece.entries.map(({ name, value }) => [name, roughly(value, depth + 1)]));
}
