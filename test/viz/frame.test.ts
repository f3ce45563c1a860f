// Where the rail is a sheet is said twice, for the style and for the program: the same both times.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the rail is a sheet below the same width in the style and in the program', () => {
  const [, width] = /const SHEET = '\((.+)\)'/.exec(readFileSync('viz/frame.ts', 'utf8'))!;
  const style = readFileSync('viz/page.css', 'utf8');
  const query = style.slice(0, style.indexOf('+ .sheet-toggle {')).split('@media ').at(-1)!;
  expect(query.startsWith(`(${width}) {`)).toBe(true);
});
