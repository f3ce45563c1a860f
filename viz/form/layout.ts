// How a text of JSON is laid out: what ends its lines, what indents them, whether it spends spaces. What is written into a
// text follows the text's own manner.

import type { Span } from './tree.ts';

export interface Layout {
  readonly newline: '\n' | '\r\n' | '\r';
  readonly indent: string;
  /** All on one line, however long. */
  readonly oneLine: boolean;
  /** A space after `:` and `,` and inside braces, or nothing. */
  readonly space: '' | ' ';
}

/** Two spaces, lines of at most this many characters. */
export const TIDY: Layout = { newline: '\n', indent: '  ', oneLine: false, space: ' ' };
export const WIDTH = 100;

/** The manner of a text. */
export function layoutOf(text: string): Layout {
  const newline = text.includes('\r\n') ? '\r\n' : /\r/.test(text) && !text.includes('\n') ? '\r' : '\n';
  const lined = /[{[]\s*[\r\n]+([ \t]*)[^\s]/.exec(text);
  const oneLine = lined === null && !/[\r\n]/.test(text.trim());
  return {
    newline,
    indent: lined === null ? '  ' : (lined[1] ?? '  '),
    oneLine,
    space: oneLine && !/[:,]\s/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""')) ? '' : ' ',
  };
}

/** What indents the line that an offset is on. */
export function indentationAt(text: string, offset: number): string {
  const line = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))![0];
}

/** Characters before an offset on its line. */
export function columnAt(text: string, offset: number): number {
  return offset - 1 - Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
}

/**
 * A value of a text written anew: numbers and texts as they stand, brackets on one line where they fit into what is left of it
 * after `used` characters, else a line an entry. `margin` is what indents the line that it begins on.
 */
export function written(text: string, span: Span, layout: Layout, margin = '', used = 0): string {
  const flat = flatly(text, span, layout.space);
  if (layout.oneLine || used + flat.length <= WIDTH) return flat;
  const parts = span.members ?? span.items ?? [];
  if (parts.length === 0) return flat;
  const inner = margin + layout.indent;
  const lines = parts.map((part) => {
    if (!('name' in part)) return inner + written(text, part, layout, inner, inner.length + 1);
    const key = `${text.slice(part.start, part.keyEnd)}:${layout.space}`;
    return inner + key + written(text, part.value, layout, inner, inner.length + key.length + 1);
  });
  const [open, close] = span.members ? '{}' : '[]';
  const { newline } = layout;
  return `${open}${newline}${lines.join(`,${newline}`)}${newline}${margin}${close}`;
}

function flatly(text: string, { start, end, members, items }: Span, space: string): string {
  const comma = `,${space}`;
  if (items) return `[${items.map((item) => flatly(text, item, space)).join(comma)}]`;
  if (!members) return text.slice(start, end);
  if (members.length === 0) return '{}';
  const inside = members.map(
    (member) => `${text.slice(member.start, member.keyEnd)}:${space}${flatly(text, member.value, space)}`,
  );
  return `{${space}${inside.join(comma)}${space}}`;
}
