// A table is named numeric columns on one buffer: the only data structure of the model. A row is a person or a week;
// the buffer alone crosses the worker boundary, and the layout, declared once as data, says how to read it again.

export type ColumnType = 'u8' | 'u16' | 'u32' | 'i32' | 'f32' | 'f64';

export type Layout = Readonly<Record<string, ColumnType>>;

export type ArrayOf<T extends ColumnType> = {
  u8: Uint8Array;
  u16: Uint16Array;
  u32: Uint32Array;
  i32: Int32Array;
  f32: Float32Array;
  f64: Float64Array;
}[T];

export type Table<L extends Layout> = { readonly rows: number; readonly buffer: ArrayBuffer } & {
  readonly [C in keyof L]: ArrayOf<L[C]>;
};

const ARRAY = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

// Every column starts at a multiple of the largest element, so that any order of columns is aligned.
const ALIGNMENT = 8;

/** A table of `rows` rows, every cell 0. Throws a RangeError where `rows` is not a count or a column has a taken name. */
export function createTable<L extends Layout>(layout: L, rows: number): Table<L> {
  return viewTable(layout, rows, new ArrayBuffer(tableBytes(layout, rows)));
}

/** The columns of `layout` over an existing buffer, nothing copied. Throws a RangeError where the sizes differ. */
export function viewTable<L extends Layout>(layout: L, rows: number, buffer: ArrayBuffer): Table<L> {
  const bytes = tableBytes(layout, rows);
  if (buffer.byteLength !== bytes) {
    throw new RangeError(`a table of ${rows} rows takes ${bytes} bytes, the buffer has ${buffer.byteLength}`);
  }
  const entries: [string, unknown][] = [
    ['rows', rows],
    ['buffer', buffer],
  ];
  let offset = 0;
  for (const [name, type] of Object.entries(layout)) {
    if (entries.some(([taken]) => taken === name)) throw new RangeError(`a column may not be called ${name}`);
    entries.push([name, new ARRAY[type](buffer, offset, rows)]);
    offset += columnBytes(type, rows);
  }
  // at once, not key by key: V8 keeps an object that grows past a dozen keys as a hash map, and loops read these columns
  return Object.fromEntries(entries) as Table<L>;
}

/** The same numbers on a buffer of their own. */
export function copyTable<L extends Layout>(layout: L, source: Table<L>): Table<L> {
  return viewTable(layout, source.rows, source.buffer.slice(0));
}

/** Bytes that a table takes, padding included: for estimates before anything is allocated. */
export function tableBytes(layout: Layout, rows: number): number {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`a table cannot have ${rows} rows`);
  let bytes = 0;
  for (const type of Object.values(layout)) bytes += columnBytes(type, rows);
  return bytes;
}

function columnBytes(type: ColumnType, rows: number): number {
  return Math.ceil((rows * ARRAY[type].BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
}
