// A text of JSON as a tree of spans: where every key and value begins and ends, so that one of them can be exchanged and the
// rest of the text stays as its writer left it.

import { walkJson } from '../../sim/json.ts';

/** A value in a text: offsets of its first character and after its last. A scalar has neither members nor items. */
export interface Span {
  readonly start: number;
  end: number;
  readonly members?: Member[];
  readonly items?: Span[];
}

export interface Member {
  readonly name: string;
  /** Where its key begins, and where it has ended. */
  readonly start: number;
  readonly keyEnd: number;
  value: Span;
}

/** The tree of a text; null where it is no JSON. No deeper than sim/json.ts lets a text be. */
export function treeOf(text: string): Span | null {
  const open: Span[] = [];
  let last: Span = { start: 0, end: 0 };
  let key: { name: string; start: number } | null = null;
  const fault = walkJson(text, {
    key: (name, start) => void (key = { name, start }),
    value(start) {
      last = begun(text, start);
      const around = open.at(-1);
      if (key !== null) {
        const keyEnd = endOfScalar(text, key.start);
        around?.members?.push({ ...key, keyEnd, value: last });
        key = null;
      } else around?.items?.push(last);
    },
    open: () => void open.push(last),
    close: (offset) => {
      last = open.pop()!;
      last.end = offset + 1;
    },
  });
  return fault === null ? last : null;
}

function begun(text: string, start: number): Span {
  if (text[start] === '{') return { start, end: start, members: [] };
  if (text[start] === '[') return { start, end: start, items: [] };
  return { start, end: endOfScalar(text, start) };
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /[\w.+-]+/y;

function endOfScalar(text: string, start: number): number {
  const pattern = text[start] === '"' ? STRING : WORD;
  pattern.lastIndex = start;
  pattern.exec(text);
  return pattern.lastIndex;
}

/** The names of a JSON pointer (RFC 6901). Throws a SyntaxError where it is none. */
export function namesOf(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new SyntaxError(`a JSON pointer begins with /, not ${pointer}`);
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The part of a value that a name leads to; of a key that stands twice the last, as JSON.parse does. */
export function within(span: Span, name: string): Span | undefined {
  if (span.members) return span.members.findLast((member) => member.name === name)?.value;
  return /^(0|[1-9]\d*)$/.test(name) ? span.items?.[Number(name)] : undefined;
}

/** The value at a pointer; undefined where there is none. */
export function spanAt(tree: Span, pointer: string): Span | undefined {
  return namesOf(pointer).reduce<Span | undefined>((span, name) => span && within(span, name), tree);
}
