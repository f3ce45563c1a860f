// Edits of a scenario's text: a value set or removed at its place, and nothing else touched, neither the order of the keys
// nor a space. Pure: text in, text out. A text that is no JSON is handed back as it is; whoever edits it by hand is not done.

import { columnAt, indentationAt, layoutOf, TIDY, written } from './form/layout.ts';
import type { Layout } from './form/layout.ts';
import { namesOf, treeOf, within } from './form/tree.ts';
import type { Member, Span } from './form/tree.ts';

/**
 * The text with `value` at a JSON pointer; undefined removes it, and with it the objects that it leaves empty. What is missing on
 * the way is made. In a list, `-` or its length appends. Throws a RangeError for a place beyond the end of a list, a TypeError for
 * a value that JSON has no word for, and for the whole text removed.
 */
export function setValue(text: string, pointer: string, value: unknown): string {
  const names = namesOf(pointer);
  const bare = withoutMark(text);
  const tree = treeOf(bare);
  if (tree === null) return text;
  const edited = value === undefined ? removed(bare, tree, names) : set(bare, tree, names, toldAs(value));
  return bare === text ? edited : `\ufeff${edited}`;
}

/** The value at a pointer, undefined where there is none or the text is no JSON. */
export function valueAt(text: string, pointer: string): unknown {
  const bare = withoutMark(text);
  const tree = treeOf(bare);
  const span = tree && namesOf(pointer).reduce<Span | undefined>((at, name) => at && within(at, name), tree);
  return span ? (JSON.parse(bare.slice(span.start, span.end)) as unknown) : undefined;
}

/** The text with lines broken and indented evenly; keys in their order, numbers as they were written. */
export function tidy(text: string): string {
  const bare = withoutMark(text);
  const tree = treeOf(bare);
  return tree === null ? text : `${written(bare, tree, TIDY)}\n`;
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

function toldAs(value: unknown): string {
  const told = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) throw new TypeError(`${part} is no JSON`);
    return part;
  }) as string | undefined;
  if (told === undefined) throw new TypeError(`${typeof value} is no JSON`);
  return told;
}

const spliced = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

function set(text: string, tree: Span, names: readonly string[], told: string): string {
  let at = tree;
  for (const [depth, name] of names.entries()) {
    const next = within(at, name);
    if (next === undefined) return added(text, at, name, wrapped(names.slice(depth + 1), told));
    at = next;
  }
  return replaced(text, at, told);
}

/** What is told, inside the objects and lists that the names call for. */
const wrapped = (names: readonly string[], told: string): string =>
  names.reduceRight(
    (inner, name) => (isFirst(name) ? `[${inner}]` : `{${JSON.stringify(name)}:${inner}}`),
    told,
  );

const isFirst = (name: string): boolean => name === '0' || name === '-';

function replaced(text: string, { start, end }: Span, told: string): string {
  const margin = indentationAt(text, start);
  return spliced(text, start, end, laidOut(told, layoutOf(text), margin, columnAt(text, start)));
}

function laidOut(told: string, layout: Layout, margin: string, used: number): string {
  const tree = treeOf(told);
  if (tree === null) throw new RangeError('the value is nested too deep for a text that is read');
  return written(told, tree, layout, margin, used);
}

function added(text: string, around: Span, name: string, told: string): string {
  const { members, items } = around;
  if (members === undefined && items === undefined) return replaced(text, around, wrapped([name], told));
  if (items && name !== '-' && name !== String(items.length))
    throw new RangeError(`there is no place ${name} in a list of ${items.length}`);
  const parts: readonly (Member | Span)[] = members ?? items ?? [];
  const layout = layoutOf(text);
  const key = members ? `${JSON.stringify(name)}:${layout.space}` : '';
  const last = parts.at(-1);
  if (last === undefined) return replaced(text, around, members ? `{${key}${told}}` : `[${told}]`);
  const before = text.slice(0, last.start);
  const ownLine = /[\r\n][ \t]*$/.test(before);
  const margin = indentationAt(text, last.start);
  const gap = ownLine ? layout.newline + margin : layout.space;
  const used = ownLine ? margin.length + key.length : columnAt(text, endOf(last)) + key.length;
  const entry = key + laidOut(told, layout, margin, used);
  return spliced(text, endOf(last), endOf(last), `,${gap}${entry}`);
}

const endOf = (part: Member | Span): number => ('value' in part ? part.value.end : part.end);

function removed(text: string, tree: Span, names: readonly string[]): string {
  const trail = [tree];
  for (const name of names) {
    const next = within(trail.at(-1)!, name);
    if (next === undefined) return text;
    trail.push(next);
  }
  let depth = names.length - 1;
  if (depth < 0) throw new TypeError('a text cannot be without a value');
  // An object that would be left empty goes too; the entry of a list does not.
  while (depth > 0 && trail[depth]!.members?.length === 1 && trail[depth - 1]!.members) depth--;
  return without(text, trail[depth]!, trail[depth + 1]!);
}

function without(text: string, around: Span, value: Span): string {
  const parts: readonly (Member | Span)[] = around.members ?? around.items ?? [];
  const k = parts.findIndex((part) => part === value || ('value' in part && part.value === value));
  const [previous, part, next] = [parts[k - 1], parts[k]!, parts[k + 1]];
  if (next !== undefined) return spliced(text, part.start, next.start, '');
  if (previous !== undefined) return spliced(text, endOf(previous), endOf(part), '');
  return spliced(text, around.start + 1, around.end - 1, '');
}
