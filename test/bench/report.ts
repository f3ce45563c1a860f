// The benchmark's answer: rows of numbers by size beside their aims, as a table for people or as JSON.

export interface Row {
  readonly name: string;
  readonly unit: string;
  /** One value a size, or a single one. */
  readonly values: readonly (number | string | null)[];
  /** What the project aims at, in words, and whether it was met; absent where there is nothing to aim at. */
  readonly aim?: { readonly says: string; readonly met: boolean };
}

export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** An aim over values: those that are numbers must all satisfy it, and there must be one. */
export function aim(
  says: string,
  values: Row['values'],
  holds: (value: number) => boolean,
): Required<Row>['aim'] {
  const numbers = values.filter((value) => typeof value === 'number');
  return { says, met: numbers.length > 0 && numbers.every(holds) };
}

export function table({ title, columns, rows }: Section): string {
  const head = [title, ...columns, ''];
  const body = rows.map(({ name, unit, values, aim: goal }) => [
    unit ? `${name}, ${unit}` : name,
    ...Array.from(columns, (_, k) => show(values[k])),
    goal ? `${goal.met ? 'met   ' : 'MISSED'}  aim ${goal.says}` : '',
  ]);
  const widths = head.map((_, k) => Math.max(...[head, ...body].map((cells) => cells[k].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, k) => (k === 0 || k > columns.length ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join('  ')
      .trimEnd();
  return [line(head), '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...body.map(line)].join(
    '\n',
  );
}

function show(value: Row['values'][number] | undefined): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return 'failed';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
