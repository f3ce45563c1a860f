// What may be written at a place of the text: names of the schema that are not there yet, and values. Pure: text and offset in,
// options out; viz/editor/editor.ts shows them.

import type { Described } from '../../sim/reading/described.ts';
import { lenient, roughly, spotAt } from './lenient.ts';
import type { Piece, Spot } from './lenient.ts';
import { linesAbout, measureTitles, toldAt } from './told.ts';
import type { Told } from './told.ts';

export interface Option {
  readonly label: string;
  readonly detail: string;
  readonly info: string;
  /** What is written from `from` to `to`, and the part of it that is then selected. */
  readonly insert: string;
  readonly select: readonly [from: number, to: number];
}

export interface Options {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Option[];
}

/** Null where nothing can be said. */
export function complete(text: string, offset: number): Options | null {
  const root = lenient(text);
  const spot = spotAt(root, offset);
  if (spot === null) return root === null ? whole(text) : null;
  const file = roughly(root);
  const found =
    spot.around.kind === 'object' && spot.at !== 'value'
      ? names(text, offset, spot, file)
      : values(text, offset, spot, file);
  return found === null || found.options.length === 0 ? null : found;
}

/** A text with nothing in it is to be a scenario. */
function whole(text: string): Options | null {
  const told = toldAt([], {});
  return { from: 0, to: text.length, options: [objectOption('a scenario', told)] };
}

function names(text: string, offset: number, { path, around, entry }: Spot, file: unknown): Options | null {
  if (entry !== undefined && offset > entry.key!.end) return null;
  const written = entry?.key ?? null;
  const isClosed = written !== null && /^".*"$/.test(text.slice(written.start, written.end));
  const from = written?.start ?? offset;
  const to = written === null ? offset : isClosed || !/^"/.test(text[from]!) ? written.end : offset;
  const there = new Set(around.entries.filter((one) => one !== entry).map(({ name }) => name));
  const options = Object.entries(propertiesAt(path, file))
    .filter(([name]) => !there.has(name))
    .map(([name, told]) => {
      const key = JSON.stringify(name);
      const shown = optionOf(name, told, told.unit ?? told.title ?? '');
      if (entry !== undefined && entry.colon >= 0) return { ...shown, insert: key, select: end(key) };
      const before = /[^\s{,]\s*$/.test(text.slice(Math.max(0, from - 200), from)) ? ', ' : '';
      const after = /^\s*"/.test(text.slice(to, to + 200)) ? ',' : '';
      const [value, select] = template(told);
      const insert = `${before}${key}: ${value}${after}`;
      const at = before.length + key.length + 2;
      return { ...shown, insert, select: [at + select[0], at + select[1]] as const };
    });
  return { from, to, options };
}

function values(text: string, offset: number, { path, around, entry }: Spot, file: unknown): Options | null {
  const value = entry?.value ?? null;
  const isOn = value !== null && offset >= value.start;
  if (isOn && value.kind !== 'scalar') return null;
  const name = entry?.name ?? around.entries.length;
  const place = [...path, name];
  const [from, to] = isOn ? [value.start, closed(text, value) ? value.end : offset] : [offset, offset];
  const before =
    text[from - 1] === ':' ? ' ' : entry === undefined && /[^\s[,]\s*$/.test(text.slice(0, from)) ? ', ' : '';
  const options = valuesAt(place, file).map((option) => ({
    ...option,
    insert: before + option.insert,
    select: [option.select[0] + before.length, option.select[1] + before.length] as const,
  }));
  return { from, to, options };
}

const closed = (text: string, { start, end }: Piece): boolean =>
  text[start] !== '"' || (end - start > 1 && text[end - 1] === '"');

const end = (text: string): readonly [number, number] => [text.length, text.length];

function optionOf(
  name: string,
  told: Told | undefined,
  detail: string,
): Pick<Option, 'label' | 'detail' | 'info'> {
  return { label: name, detail, info: linesAbout(told, name).join('\n') };
}

/** What an object at a place may have; of several kinds of object all that any may. */
function propertiesAt(path: Spot['path'], file: unknown): Record<string, Told> {
  const told = toldAt(path, file);
  const kinds = told?.properties === undefined ? (told?.oneOf ?? []) : [told];
  return Object.assign({}, ...kinds.map(({ properties }) => properties)) as Record<string, Told>;
}

function valuesAt(path: Spot['path'], file: unknown): Option[] {
  if (path.length === 1 && path[0] === 'baseline') return policyIds(file);
  if (path.length === 1 && path[0] === 'headline')
    return measureTitles().map(([id, title]) => literal(id, title));
  if (path.at(-1) === 'kind') {
    const kinds = toldAt(path.slice(0, -1), { ...(file as object) })?.oneOf ?? kindsNear(path);
    return kinds.map(({ properties }) => literal(properties?.['kind']?.const, 'kind of layer'));
  }
  return optionsFor(toldAt(path, file));
}

/** The kinds there are where one is chosen already. */
function kindsNear(path: Spot['path']): readonly Described[] {
  return toldAt(path.slice(0, -1), {})?.oneOf ?? [];
}

function policyIds(file: unknown): Option[] {
  const { policies } = file as { policies?: unknown };
  return (Array.isArray(policies) ? policies : []).flatMap((one: unknown) => {
    const { id, name } = (one ?? {}) as { id?: unknown; name?: unknown };
    return typeof id === 'string' && id !== '' ? [literal(id, typeof name === 'string' ? name : '')] : [];
  });
}

function literal(value: unknown, detail: string, info = ''): Option {
  const insert = JSON.stringify(value);
  return { label: typeof value === 'string' ? value : insert, detail, info, insert, select: end(insert) };
}

/** Expressions to begin with, for a lever that is to change over the weeks. */
const COURSES = [
  ['step(t, 52)', 'from week 52 on'],
  ['ramp(t, 0, 52)', 'grows over a year'],
] as const;

function optionsFor(told: Told | undefined): Option[] {
  if (told === undefined) return [];
  if ('const' in told) return [literal(told.const, '')];
  if (told.enum) return told.enum.map((one) => literal(one, one === told.default ? 'default' : ''));
  if (told.anyOf) {
    const isLever = told.anyOf.some(({ type }) => type === 'string');
    const isNullable = told.anyOf.some(({ type }) => type === 'null');
    return [
      ...('default' in told ? [literal(told.default, 'default')] : []),
      ...(isNullable && told.default !== null ? [literal(null, 'never')] : []),
      ...(isLever ? COURSES.map(([text, detail]) => literal(text, detail)) : []),
    ];
  }
  if (told.oneOf) return told.oneOf.map((one) => objectOption(String(one.properties?.['kind']?.const), one));
  switch (told.type) {
    case 'boolean':
      return [true, false].map((one) => literal(one, one === told.default ? 'default' : ''));
    case 'object':
      return [objectOption('{ … }', told)];
    case 'array':
      return [{ label: '[ … ]', detail: 'list', info: '', insert: '[]', select: [1, 1] }];
    default:
      return numbersFor(told);
  }
}

function numbersFor(told: Told): Option[] {
  const named: [number, string][] = typeof told.default === 'number' ? [[told.default, 'default']] : [];
  if (told.range) named.push([told.range[0], 'least plausible'], [told.range[1], 'most plausible']);
  return named
    .filter(([value], k) => named.findIndex(([other]) => other === value) === k)
    .map(([value, detail]) => literal(value, detail, told.description));
}

/** An object with what it must have. */
function objectOption(label: string, told: Described | undefined): Option {
  const [insert, select] = template(told);
  return { label, detail: '', info: linesAbout(told, label).join('\n'), insert, select };
}

/** A first value to write, and what of it is then selected. */
function template(told: Described | undefined): readonly [text: string, select: readonly [number, number]] {
  const { type, required = [], properties = {} } = (told ?? {}) as Told & { readonly required?: string[] };
  const plain = (value: unknown) => [JSON.stringify(value), [0, JSON.stringify(value).length]] as const;
  if (told === undefined) return ['', [0, 0]];
  if ('const' in told) return plain(told.const);
  if (type === 'object' || properties['kind'] !== undefined) {
    const wanted = Object.entries(properties).filter(([name]) => required.includes(name));
    const members = wanted.map(([name, one]) => `${JSON.stringify(name)}: ${template(one)[0]}`);
    if (members.length === 0) return ['{}', [1, 1]];
    const text = `{ ${members.join(', ')} }`;
    const first = text.indexOf('""');
    return [text, first < 0 ? [2, 2] : [first + 1, first + 1]];
  }
  if (type === 'array') return ['[]', [1, 1]];
  if (told.default !== undefined) return plain(told.default);
  if (told.enum) return plain(told.enum[0]);
  if (type === 'string') return ['""', [1, 1]];
  if (type === 'boolean') return plain(true);
  const { range } = told as Told;
  return plain(range ? (range[0] + range[1]) / 2 : (told.minimum ?? 0));
}
