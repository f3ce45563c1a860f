// Tables for people: columns lined up, numbers to the right, cut into blocks where the terminal is narrow.

export type Align = 'left' | 'right';

/** Lines of a table. The first column is words, the others are numbers; the first row is the heading. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => lengthOf(row[c] ?? ''))));
  return rows.map((row) => {
    const cells = row.map((cell, c) => {
      const gap = ' '.repeat(widths[c]! - lengthOf(cell));
      return c === 0 ? cell + gap : gap + cell;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** The same, in blocks of as many columns as fit, each beginning with the first column again. */
export function blocks(rows: readonly (readonly string[])[], width: number): string[][] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...rows.map((row) => lengthOf(row[c] ?? ''))),
  );
  const found: number[][] = [];
  let block: number[] = [];
  let taken = widths[0] ?? 0;
  for (let c = 1; c < columns; c++) {
    if (block.length > 0 && taken + 2 + widths[c]! > width) {
      found.push(block);
      block = [];
      taken = widths[0]!;
    }
    block.push(c);
    taken += 2 + widths[c]!;
  }
  return [...found, block].map((picked) => table(rows.map((row) => [0, ...picked].map((c) => row[c] ?? ''))));
}

/** Text broken between words at a width. */
export function paragraph(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A name cut to what fits. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
