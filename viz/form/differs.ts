// What a scenario's text says otherwise than another: a row a value, by its pointer. Policies are the same by id, not by place,
// so that one that was moved or put in between does not make all the others differ.

import { fieldAt } from './fields.ts';

/** `undefined` is nothing: there the default holds. */
export interface Difference {
  /** Where it stands in the new text; in the old where the new has it no more. */
  readonly pointer: string;
  readonly title: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly unit: string;
}

/** The differences of two parsed texts, in the order of the new one, then what only the old has. */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  compare(before, after, '', (pointer, old, now) => {
    const field = fieldAt(after, pointer);
    // A policy that is gone has its place in the old text.
    const file = now === undefined && /^\/policies\/\d+$/.test(pointer) ? before : after;
    const title = titleOf(pointer, field?.title, file);
    found.push({ pointer, title, old, new: now, unit: field?.unit ?? '' });
  });
  return found;
}

type Tell = (pointer: string, old: unknown, now: unknown) => void;

function compare(old: unknown, now: unknown, pointer: string, tell: Tell): void {
  if (isNamedList(old) && isNamedList(now)) return compareNamed(old, now, pointer, tell);
  if (!isObject(old) || !isObject(now)) {
    // Of an object that is new or gone, its values are told.
    if (isObject(now) && old === undefined && hasMembers(now)) return compare({}, now, pointer, tell);
    if (isObject(old) && now === undefined && hasMembers(old)) return compare(old, {}, pointer, tell);
    if (JSON.stringify(old) !== JSON.stringify(now)) tell(pointer, old, now);
    return;
  }
  const names = [...Object.keys(now), ...Object.keys(old).filter((name) => !Object.hasOwn(now, name))];
  for (const name of names) compare(own(old, name), own(now, name), `${pointer}/${escaped(name)}`, tell);
}

function compareNamed(old: readonly Named[], now: readonly Named[], pointer: string, tell: Tell): void {
  now.forEach((one, k) => {
    const was = old.find(({ id }) => id === one.id);
    compare(was, one, `${pointer}/${k}`, tell);
  });
  old.forEach((one, k) => {
    if (!now.some(({ id }) => id === one.id)) tell(`${pointer}/${k}`, one, undefined);
  });
  const [before, after] = [order(old, now), order(now, old)];
  if (before.join(' ') !== after.join(' ')) tell(`${pointer}`, before.join(', '), after.join(', '));
}

/** The ids that both have, in the order of the first. */
const order = (of: readonly Named[], other: readonly Named[]): string[] =>
  of.filter(({ id }) => other.some((one) => one.id === id)).map(({ id }) => id);

interface Named {
  readonly id: string;
}

function isNamedList(value: unknown): value is Named[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const ids = value.map((one: unknown) => (isObject(one) ? own(one, 'id') : undefined));
  return ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasMembers = (value: object): boolean => Object.keys(value).length > 0;

const own = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** 'Voices: Reach (institution)' for a lever, the title of an assumption, else the way to the value. */
function titleOf(pointer: string, title: string | undefined, file: unknown): string {
  const [list, k, ...rest] = pointer.slice(1).split('/');
  if (list === 'policies' && k !== undefined) {
    const name = policyName(file, k) ?? k;
    if (rest.length === 0) return `Policy “${name}”`;
    const group = rest.length > 1 ? `${rest[0]} ` : '';
    return `${name}: ${title === undefined ? rest.join(' ') : `${title} (${group.trim()})`}`;
  }
  return title ?? (pointer === '' ? 'The whole text' : pointer.slice(1).replaceAll('/', ' '));
}

function policyName(file: unknown, k: string): string | undefined {
  const list = isObject(file) ? own(file, 'policies') : undefined;
  const one: unknown = Array.isArray(list) ? list[Number(k)] : undefined;
  const name = isObject(one) ? own(one, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** A value of a difference in words: 'not set' for none. */
export function toldValue(value: unknown): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'string') return value;
  const told = JSON.stringify(value);
  return told.length > 80 ? `${told.slice(0, 79)}…` : told;
}
