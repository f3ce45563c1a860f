// Comma-separated values by RFC 4180: lines end in CR LF, cells with commas, quotes or line breaks are quoted. Numbers are
// printed so that they read back as the same number; where there is none the cell is empty. A text that a spreadsheet would
// take for a formula has an apostrophe put before it (OWASP's rule); numbers are left alone.

export type Cell = string | number | null;

/** One line. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
