import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyTable, createTable, tableBytes, viewTable } from '../sim/table.ts';
import type { ColumnType, Layout } from '../sim/table.ts';

const RUNS = { seed: 20151001, numRuns: 200 };
const SIZE: Record<ColumnType, number> = { u8: 1, u16: 2, u32: 4, i32: 4, f32: 4, f64: 8 };

const layouts = fc
  .dictionary(
    fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,9}$/).filter((name) => name !== 'rows' && name !== 'buffer'),
    fc.constantFrom<ColumnType>('u8', 'u16', 'u32', 'i32', 'f32', 'f64'),
    { maxKeys: 12, noNullPrototype: true },
  )
  .filter((layout) => Object.keys(layout).every((name) => !(name in {})));
const counts = fc.nat({ max: 100 });

/** The columns of a table whose layout is not known to the compiler. */
function columns(table: object, layout: Layout): (Float64Array | Uint8Array)[] {
  return Object.keys(layout).map((name) => (table as Record<string, Float64Array | Uint8Array>)[name]!);
}

describe('a table', () => {
  it('keeps its columns on one buffer, aligned, apart, and no larger than eight bytes a column more', () => {
    fc.assert(
      fc.property(layouts, counts, (layout, rows) => {
        const table = createTable(layout, rows);
        const all = columns(table, layout);
        const types = Object.values(layout);
        let end = 0;
        all.forEach((column, c) => {
          expect(column.buffer).toBe(table.buffer);
          expect(column.length).toBe(rows);
          expect(column.BYTES_PER_ELEMENT).toBe(SIZE[types[c]!]);
          expect(column.byteOffset % SIZE[types[c]!]).toBe(0);
          expect(column.byteOffset).toBeGreaterThanOrEqual(end);
          end = column.byteOffset + column.byteLength;
        });
        expect(table.rows).toBe(rows);
        expect(table.buffer.byteLength).toBe(tableBytes(layout, rows));
        const bare = types.reduce((sum, type) => sum + rows * SIZE[type], 0);
        expect(table.buffer.byteLength - bare).toBeLessThan(8 * types.length + 1);
      }),
      RUNS,
    );
  });

  it('begins at 0 and holds what is written, each column its own', () => {
    fc.assert(
      fc.property(layouts, counts, (layout, rows) => {
        const table = createTable(layout, rows);
        const all = columns(table, layout);
        expect(all.every((column) => column.every((cell) => cell === 0))).toBe(true);
        all.forEach((column, c) => column.fill(c + 1));
        expect(all.every((column, c) => column.every((cell) => cell === c + 1))).toBe(true);
      }),
      RUNS,
    );
  });

  it('is read again from its buffer, with the same numbers and not a copy', () => {
    const layout = {
      stage: 'u8',
      heard: 'u16',
      id: 'u32',
      pressure: 'i32',
      trust: 'f32',
      support: 'f64',
    } as const;
    const table = createTable(layout, 3);
    table.stage.set([1, 2, 255]);
    table.heard.set([1, 2, 65535]);
    table.id.set([1, 2, 4294967295]);
    table.pressure.set([-1, 2, -2147483648]);
    table.trust.set([0.5, -0.25, Infinity]);
    table.support.set([0.1, 1e-300, NaN]);
    const again = viewTable(layout, 3, table.buffer);
    expect(again).toEqual(table);
    again.support[0] = 7;
    expect(table.support[0]).toBe(7);
  });

  it('is copied onto a buffer of its own', () => {
    const layout = { week: 'u16', members: 'f64' } as const;
    const table = createTable(layout, 2);
    table.members.set([1, 2]);
    const copy = copyTable(layout, table);
    expect(copy).toEqual(table);
    copy.members[0] = 9;
    expect(table.members[0]).toBe(1);
  });

  it('refuses sizes, buffers and names that cannot be', () => {
    const layout = { support: 'f64' } as const;
    for (const rows of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
      expect(() => createTable(layout, rows)).toThrow(RangeError);
    }
    expect(() => viewTable(layout, 3, new ArrayBuffer(16))).toThrow('a table of 3 rows takes 24 bytes');
    expect(() => createTable({ rows: 'u8' }, 1)).toThrow('a column may not be called rows');
    expect(() => createTable({ buffer: 'u8' }, 1)).toThrow('a column may not be called buffer');
  });

  it('knows the type of each column', () => {
    const table = createTable({ stage: 'u8', support: 'f64' }, 1);
    const stage: Uint8Array = table.stage;
    const support: Float64Array = table.support;
    // @ts-expect-error: no such column
    const none: unknown = table.ideology;
    expect([stage.length, support.length, none]).toEqual([1, 1, undefined]);
  });
});
