// One key for a slip: where a problem's advice says exactly what to write, the text with that written. Pure, and made from the
// words that the reader sees, so that button and advice cannot say different things.

import type { Problem } from '../../sim/problems.ts';
import { setValue } from '../text.ts';
import { spanAt, treeOf } from '../form/tree.ts';

export interface Fix {
  readonly label: string;
  /** The whole text with the problem mended. */
  readonly text: string;
}

/** The offset of a line and column, both from 1, of a text without a mark of order; lines end with LF, CRLF or CR. */
export function offsetAt(text: string, line: number, column: number): number {
  const ends = /\r\n|\r|\n/g;
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = ends.exec(text);
    if (end === null) break;
    start = end.index + end[0].length;
  }
  return Math.min(text.length, start + Math.max(0, column - 1));
}

/** The end of the word, number, text in quotes or single character at an offset. */
export function tokenEnd(text: string, offset: number): number {
  const found = /"(?:[^"\\\r\n]|\\.)*"?|[\p{L}\p{N}_.+$-]+|[^]/uy;
  found.lastIndex = offset;
  return offset >= text.length ? text.length : offset + (found.exec(text)?.[0].length ?? 1);
}

type Rule = (problem: Problem, text: string, offset: number, advised: RegExpExecArray) => Fix | null;

/** What an advice says, and what then becomes of the text. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/^did you mean `(.+)`\?$/, meant],
  [/^should `(.+)` be `(.+)`\?$/, renamed],
  [/^write (true|false|null|-?[\d.]+(?:e-?\d+)?) without quotes$/, (_, text, at, [, word]) => exchanged(text, at, word!)],
  [/^write ("[^"]*") in double quotes$/, (_, text, at, [, word]) => exchanged(text, at, word!)],
  [/^write `(true|false|null)`(?: in small letters)?$/, (_, text, at, [, word]) => exchanged(text, at, word!)],
  [/^write it like `([a-z][a-z0-9-]*)`$/, (_, text, at, [, word]) => exchanged(text, at, `"${word}"`)],
  [/^shares are written from 0 to 1: .* is (\S+)$/, (_, text, at, [, number]) => exchanged(text, at, number!)],
  [/^by default it is (-?[\d.]+(?:e[+-]?\d+)?)$/, (_, text, at, [, number]) => exchanged(text, at, number!)],
  [/^write (-?\d+) or -?\d+$/, (_, text, at, [, number]) => exchanged(text, at, number!)],
  [/^add ("\w+"): (\d+)$/, ({ pointer }, text, _, [, name, number]) => added(text, pointer, name!, Number(number))],
  [/^write `,` between two values$/, (_, text, at) => inserted(text, text.slice(0, at).trimEnd().length, ',')],
  [/^take it out/, takenOut],
]; // prettier-ignore

/** The fix of a problem in the text that it was found in; null where only the reader can know. */
export function fixOf(problem: Problem, text: string): Fix | null {
  if (problem.line === 0) return null;
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const bare = text.slice(mark.length);
  const offset = offsetAt(bare, problem.line, problem.column);
  for (const [pattern, rule] of RULES) {
    const advised = pattern.exec(problem.advice);
    const fix = advised && rule(problem, bare, offset, advised);
    if (fix) return { ...fix, text: mark + fix.text };
  }
  return null;
}

function meant({ code }: Problem, text: string, offset: number, [, word]: RegExpExecArray): Fix | null {
  const isText = text[offset] === '"';
  if (!isText && !code.startsWith('expression-')) return null;
  const end = isText
    ? tokenEnd(text, offset)
    : offset + /^[\p{L}\p{N}_]*/u.exec(text.slice(offset))![0].length;
  if (end === offset) return null;
  const by = isText ? JSON.stringify(word) : word!;
  return { label: `Change to ${word}`, text: text.slice(0, offset) + by + text.slice(end) };
}

function renamed({ pointer }: Problem, text: string, _: number, [, slip, name]: RegExpExecArray): Fix | null {
  const tree = treeOf(text);
  const owner = tree && spanAt(tree, pointer.replace(/\/[^/]*$/, ''));
  const member = owner?.members?.find((one) => one.name === slip);
  if (member === undefined) return null;
  const by = JSON.stringify(name);
  return { label: `Change to ${name}`, text: text.slice(0, member.start) + by + text.slice(member.keyEnd) };
}

function exchanged(text: string, offset: number, by: string): Fix {
  const text2 = text.slice(0, offset) + by + text.slice(tokenEnd(text, offset));
  return { label: `Change to ${by}`, text: text2 };
}

function inserted(text: string, offset: number, by: string): Fix {
  return { label: `Insert ${by}`, text: text.slice(0, offset) + by + text.slice(offset) };
}

function added(text: string, pointer: string, name: string, value: number): Fix | null {
  const place = pointer.endsWith(`/${JSON.parse(name) as string}`) ? pointer : '';
  const edited = place === '' ? text : setValue(text, place, value);
  return edited === text ? null : { label: `Add ${name}: ${value}`, text: edited };
}

/** A comma before a bracket, a comment, or a character: what stands at the place, and no more of it. */
function takenOut({ code }: Problem, text: string, offset: number): Fix | null {
  const rest = text.slice(offset);
  const found =
    code === 'json-trailing-comma'
      ? /^,/.exec(rest)
      : code === 'json-comment'
        ? /^(?:\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$))/.exec(rest)
        : /^(?:json-character|json-control|text-)/.test(code)
          ? /^(?:\\u[\da-f]{4}|([^])\1*)/iu.exec(rest)
          : null;
  if (found === null) return null;
  return { label: 'Take it out', text: text.slice(0, offset) + rest.slice(found[0].length) };
}
