// Problems of a scenario as a person reads them: the place, what is wrong, what to do, and the line with a mark under it.

import { printable } from './terminal.ts';
import type { Problem } from '../problems.ts';

const EXCERPT = 76;

/** All of them, one after the other; `more` were found beside those told. */
export function problemsText(name: string, text: string, problems: readonly Problem[], more: number): string {
  const lines = text.split(/\r\n|\r|\n/);
  const told = problems.map((problem) => one(name, lines, problem));
  const rest = more > 0 ? [`… and ${more.toLocaleString('en')} more.`] : [];
  return [...told, ...rest].join('\n\n');
}

function one(name: string, lines: readonly string[], problem: Problem): string {
  const { code, level, pointer, line, column, message, advice } = problem;
  const place = line > 0 ? `${name}:${line}:${column}` : name;
  const head = `${place}: ${level} ${code}${pointer === '' ? '' : ` at ${printable(pointer)}`}`;
  const said = [message, advice]
    .filter((sentence) => sentence !== '')
    .map((sentence) => `  ${printable(sentence)}`);
  return [head, ...said, ...excerpt(lines, line, column)].join('\n');
}

// The line, cut to what fits around the place, and a mark under the place.
function excerpt(lines: readonly string[], line: number, column: number): string[] {
  const text = line > 0 ? lines[line - 1] : undefined;
  if (text === undefined || text.trim() === '') return [];
  const from = Math.max(0, Math.min(column - 1 - EXCERPT / 2, text.length - EXCERPT));
  const start = Math.floor(from);
  const cut = printable(text.slice(start, start + EXCERPT).replace(/\t/g, ' '));
  const margin = `  ${line} | `;
  return [margin + cut, `${' '.repeat(margin.length)}${' '.repeat(Math.max(0, column - 1 - start))}^`];
}
